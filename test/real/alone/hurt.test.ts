import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { systemClock } from '../../../src/clock.ts'
import { type ConnectClient, createConnectClient } from '../../../src/connect/client.ts'
import { shows, sinkConfig } from '../../connect/contract.ts'
import { type Lab, startLab } from '../lab.ts'
import { askedDuring, isWrite } from '../requests.ts'
import { failingSink, type Scene, startScene } from '../scene.ts'

const AUTH = { user: 'operator', password: 'secret' }
/** After a thaw the workers need some time to find the broker again. */
const AFTERMATH = { timeout: 60_000, interval: 1_000 }
const login = (password: string) => `auth: { basic: { username: ${AUTH.user}, password: ${password} } }`

/** A Connect cluster of its own: these stories hurt it, one after the other. */
let lab: Lab
let client: ConnectClient
let scene: Scene
beforeAll(async () => {
  lab = await startLab({ version: process.env.CONNECT_VERSION ?? '4.3.1', auth: AUTH })
  const headers = { authorization: `Basic ${btoa(`${AUTH.user}:${AUTH.password}`)}` }
  client = createConnectClient({ urls: lab.urls, headers, clock: systemClock })
  scene = await startScene({ urls: await followerFirst(), more: login(AUTH.password), patience: 110_000 })
})
afterAll(async () => {
  await scene?.close()
  await client?.close()
  await lab?.stop()
})
const operator = () => scene.as('operator')
const admin = () => scene.as('admin')

describe('workers that want a password', () => {
  it('answer the app that has it', async () => {
    const name = await runningSink('guarded')

    await operator().runs(`/connect restart ${name} --all`)

    await operator().sees(`operator restarted ${name} on prod … 2 of 2 tasks running`)
  })

  it.each(['list', 'show guarded', 'restart guarded'])(
    'refuse the app that has another: “%s” says whose login it is, and no password',
    async (words) => {
      const stranger = await startScene({ urls: lab.urls, more: login('not-the-password') })
      onTestFinished(() => stranger.close())

      await stranger.as('operator').runs(`/connect ${words}`)

      const screen = await stranger.as('operator').sees(/refuses? (our|this app’s) login|refused this app’s login/)
      expect(screen + stranger.log()).not.toContain('not-the-password')
    },
  )
})

describe('a frozen broker', () => {
  it('leaves the outcome unknown: looked at again, said, never repeated; right again after the thaw', async () => {
    const [paused, stopped, deleted] = [
      await runningSink('paused'),
      await runningSink('stopped'),
      await runningSink('deleted'),
    ]
    await admin().runs(`/connect delete ${deleted}`)
    await admin().sees('Type the connector')
    await admin().types('Type the connector’s name to delete it', deleted)

    const asked = await askedDuring({ urls: lab.urls, logs: lab.dataDir }, async () => {
      lab.freezeBroker()
      await admin().submits()
      await operator().runs(`/connect pause ${paused}`)
      await operator().runs(`/connect stop ${stopped}`)
      await operator().sees(unknown(`pause ${paused}`))
      await operator().sees(unknown(`stop ${stopped}`))
      await admin().sees(unknown(`delete ${deleted}`))
      lab.thawBroker()
    })

    expect(asked.filter(isWrite).toSorted()).toEqual([
      `DELETE /connectors/${deleted}`,
      `PUT /connectors/${paused}/pause`,
      `PUT /connectors/${stopped}/stop`,
    ])
    await healthy()
    for (const name of [paused, stopped, deleted]) await vi.waitFor(() => seesTheTruth(name), AFTERMATH)
  }, 200_000)
})

describe('a worker that is killed', () => {
  it('as a restart begins does not stop it: what is seen is told, and the next look shows all on the other', async () => {
    const { name, mend } = await failingSink(client, 'killed')
    await mend()
    const [follower = ''] = await followerFirst()

    await Promise.all([lab.killWorker(lab.urls.indexOf(follower)), operator().runs(`/connect restart ${name}`)])

    // What was on it shows its old state until the others have waited for it to come back, 13 s in all.
    await operator().sees(/operator restarted killed on prod … (task \d still failed|2 of 2 tasks running)/)
    const status = await shows(client, name, 'RUNNING', ['RUNNING', 'RUNNING'])
    expect(new Set(status.tasks.map((task) => task.worker_id)).size).toBe(1)
    await operator().runs(`/connect show ${name}`)
    await operator().sees(/healthy ● killed, sink on prod\s+2 of 2 tasks running/)
    await lab.startWorker(lab.urls.indexOf(follower))
  })
})

/** What Connect makes of writes that it had said to have failed differs from time to time: each look must be right. */
const SHOWN = {
  RUNNING: (name: string) => `healthy ● ${name}`,
  PAUSED: (name: string) => `paused ❚❚ ${name}`,
  STOPPED: (name: string) => `stopped ■ ${name}`,
  gone: () => 'no such connector',
}

async function seesTheTruth(name: string) {
  const expected = SHOWN[await stateOf(name)](name)
  await admin().runs(`/connect show ${name}`)
  expect(admin().screen()).toContain(expected)
}

async function stateOf(name: string): Promise<keyof typeof SHOWN> {
  const status = (await client.statuses()).get(name)
  if (status === undefined) return 'gone'
  const state = status.connector.state
  if (state === 'RUNNING' || state === 'PAUSED' || state === 'STOPPED') return state
  throw new Error(`${name} is ${state}`)
}

/** The workers have found the broker again, and have done what was left. */
const healthy = () => vi.waitFor(async () => expect((await client.health()).status).toBe('healthy'), AFTERMATH)

const unknown = (what: string) => new RegExp(`asked to ${what} on prod … .*did not say whether it was done`)

async function runningSink(name: string): Promise<string> {
  await client.create({ name, config: sinkConfig() })
  await shows(client, name, 'RUNNING', ['RUNNING', 'RUNNING'])
  return name
}

/**
 * The URLs, the leader's last. A worker writes the leader's into its log whenever the workers have agreed anew; what a
 * follower forwards in vain ends after 30 s, what the leader itself does after 90 s.
 */
async function followerFirst(): Promise<string[]> {
  const log = await readFile(`${lab.dataDir}/worker-0.log`, 'utf8')
  const leader = [...log.matchAll(/leaderUrl='([^']*)\/'/g)].at(-1)?.[1]
  return [...lab.urls.filter((url) => url !== leader), ...lab.urls.filter((url) => url === leader)]
}
