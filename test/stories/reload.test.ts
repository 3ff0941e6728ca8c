import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { fileSink, LOGIN_FAILED } from '../support/connectors.ts'
import { MODE } from '../support/mode.ts'
import { PATIENT } from '../support/patience.ts'
import { createScene, type Scene } from '../support/scene.ts'
import { seenWell } from '../support/watch.ts'
import { opensConfig, reviews, SINK } from './form.ts'

/** The configuration is read again while the app runs, as after SIGHUP. */
const FILE = `
roles: { ops: { groups: ["@data-ops"] } }
policies:
  - { resource: [connect, "*"], effect: Allow, actions: [CONNECT_INSPECT, CONNECT_EDIT_CONFIG], role: "*" }
  - { resource: [connect, "*"], effect: Allow, actions: [CONNECT_ALTER_STATE], role: ops }
`
const OPS = '  - { resource: [connect, "*"], effect: Allow, actions: [CONNECT_ALTER_STATE], role: ops }\n'
const PROD = / {2}- { id: prod.*\n/
const STAGING = / {2}- { id: staging.*\n/

const OTHER_MODE = MODE === 'http' ? 'socket' : 'http'

let scene: Scene
beforeEach(async () => {
  scene = await createScene({ file: FILE, slack: 'alerts: { channel: C0QUIET }' })
  scene.prod.control.seed([fileSink('orders-sink')])
  scene.staging.control.seed([fileSink('clicks-sink')])
})
afterEach(() => scene.close())

it('refuses a button that was drawn for a right which is withdrawn', async () => {
  await operator().runs('/connect show orders-sink')
  await scene.reloads((file) => file.replace(OPS, ''))

  await operator().clicks('Pause')

  expect(await operator().sees('You may not pause')).not.toContain('paused ')
  expect(scene.prod.control.requests().filter(({ method }) => method !== 'GET')).toEqual([])
})

it('gives a role to somebody else from the next request on', async () => {
  await scene.as('editor').runs('/connect pause orders-sink')
  await scene.as('editor').sees('You may not pause')

  await scene.reloads((file) => file.replace('groups: ["@data-ops"]', 'users: [U0EDITOR]'))

  await scene.as('editor').runs('/connect pause orders-sink')
  await scene.as('editor').sees('paused')
})

it('shows a new Connect cluster and watches it, and knows nothing more of one that is taken out', async () => {
  let staging = ''
  await scene.reloads((file) => {
    staging = STAGING.exec(file)?.[0] ?? ''
    return file.replace(STAGING, '')
  })
  await operator().runs('/connect list')
  expect(operator().screen()).not.toContain('clicks-sink')
  scene.staging.control.forgetRequests()

  await scene.reloads((file) => file.replace('\nroles:', `\n${staging}roles:`))

  await operator().runs('/connect show staging/clicks-sink')
  expect(operator().screen()).toContain('clicks-sink, sink on staging')
  await vi.waitFor(() => expect(looks()).toBeGreaterThan(0), PATIENT)
})

it('tells where the new routes lead, and that what is taken out is no longer watched', async () => {
  await scene.reloads((file) => file.replace('C0QUIET', 'C0DATA'))
  await seenWell(scene)

  scene.prod.control.failTask('orders-sink', 1, LOGIN_FAILED)

  await operator().sees('firing ✖ orders-sink on prod')
  await scene.reloads((file) => file.replace(PROD, ''))
  await operator().sees('over: no longer watched')
})

it.each([
  ['is no YAML', (file: string) => `${file}\n  - {`],
  ['holds a policy of an unknown effect', (file: string) => file.replace('Allow', 'Permit')],
  ['changes how Slack reaches the app', (file: string) => file.replace(`mode: ${MODE}`, `mode: ${OTHER_MODE}`)],
])('refuses a file whole that %s, and goes on as before', async (_, change) => {
  await scene.reloads((file) => change(file.replace(STAGING, '')))

  await operator().runs('/connect pause clicks-sink')

  await operator().sees('paused')
  expect(scene.log()).toContain('Not reloaded: the configuration of before stays in force')
})

it('finishes what runs where it began', async () => {
  scene.staging.control.seed([fileSink('clicks-sink')])
  await operator().runs('/connect show clicks-sink')
  await operator().clicks('Restart all', { confirm: true })

  await scene.reloads((file) => file.replace(STAGING, ''))

  await operator().sees(/operator restarted clicks-sink on staging … 2 of 2 tasks running after/)
})

it('leaves out the rest of a bulk operation whose right is withdrawn', async () => {
  const names = Array.from({ length: 40 }, (_, n) => `many-${n}`)
  scene.prod.control.seed(names.map((name) => fileSink(name)))
  await operator().runs('/connect pause many-*')
  await operator().clicks('Pause 40')
  await vi.waitFor(() => expect(paused()).toBeGreaterThan(0), PATIENT)

  await scene.reloads((file) => file.replace(OPS, ''))

  await operator().sees(/operator paused \d+ of 40 connectors on prod/)
  expect(paused()).toBeLessThan(40)
})

it('goes on in a form that is open', async () => {
  scene.prod.control.seed([{ ...SINK, name: 'users-sink' }])
  await opensConfig(operator(), 'users-sink')
  await operator().types('Tasks max  tasks.max', '3')

  await scene.reloads((file) => file.replace(STAGING, ''))

  expect(await reviews(operator())).toContain('tasks.max')
})

const looks = () => scene.staging.control.requests().filter(({ path }) => path.includes('expand=status')).length
const paused = () => scene.prod.control.requests().filter(({ path }) => path.endsWith('/pause')).length
const operator = () => scene.as('operator')
