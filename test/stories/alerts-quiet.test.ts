import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fileSink, LOGIN_FAILED } from '../support/connectors.ts'
import { createScene, type Scene } from '../support/scene.ts'
import { seenWell } from '../support/watch.ts'

const FILE = `
roles:
  ops: { groups: ["@data-ops"] }
  editors: { users: [U0EDITOR] }
policies:
  - { resource: [connect, prod, connector, "orders-*"], effect: Allow, actions: [CONNECT_INSPECT], roles: [ops, editors] }
  - { resource: [connect, prod, connector, "clicks-*"], effect: Allow, actions: [CONNECT_INSPECT], role: ops }
  - { resource: [connect, prod, connector, "orders-a"], effect: Allow, actions: [CONNECT_ALTER_STATE], role: editors }
  - { resource: [connect, prod], effect: Allow, actions: [CONNECT_ALTER_STATE], role: ops }
  - { resource: [connect, prod, connector, "*-secret"], effect: Deny, actions: [CONNECT_ALTER_STATE], role: ops }
`
const NAMES = ['orders-a', 'orders-b', 'clicks-a']

let scene: Scene
beforeEach(async () => {
  scene = await createScene({ file: FILE, slack: 'alerts: { channel: C0DATA, interval: 2s }' })
  scene.prod.control.seed(NAMES.map((name) => fileSink(name)))
  await seenWell(scene)
})
afterEach(() => scene.close())

describe('a mute', () => {
  it('keeps quiet what it matches, is listed, and its end tells what still fails', async () => {
    await operator().runs('/connect mute orders-* 1h new disks')
    await operator().sees('muted ☾ 2 connectors')
    scene.prod.control.failTask('orders-a', 0, LOGIN_FAILED)
    scene.prod.control.failTask('clicks-a', 0, LOGIN_FAILED)
    expect(await operator().sees('firing ✖')).toContain('firing ✖ clicks-a on prod')

    await operator().runs('/connect alerts')
    expect(await operator().sees('1 open incident')).toContain('muted ☾ orders-* on prod')
    await operator().clicks('Unmute orders-* on prod', { in: { message: '1 open incident' } })

    await operator().sees('orders-a')
    await operator().sees('firing ✖ 2 connectors on prod')
  })

  it('leaves out what one may not alter, and names it', async () => {
    await editor().runs('/connect mute orders-* 1h')

    const screen = await editor().sees('muted ☾ 1 connector')

    expect(screen).toContain('muted ☾ orders-a on prod')
    expect(screen).toContain('Left out, you may not (CONNECT_ALTER_STATE): orders-b')
    expect(screen).not.toContain('clicks')
  })

  it('never covers what one may not alter, also if that is created later', async () => {
    await operator().runs('/connect mute orders-* 1h')
    expect(await operator().sees('muted ☾ orders-* on prod')).toContain('but for what you may not alter')
    const later = ['orders-new', 'orders-secret']
    scene.prod.control.seed(later.map((name) => fileSink(name)))
    await seenWell(scene)

    for (const name of later) scene.prod.control.failTask(name, 0, LOGIN_FAILED)

    const screen = await operator().sees('firing ✖')
    expect(screen).toContain('firing ✖ orders-secret on prod')
    expect(screen).not.toContain('orders-new')
  })

  it.each([
    ['mute orders-*', 'For how long?'],
    ['mute orders-* 8d', 'seven days at most'],
    ['mute o*s 1h', 'Which connectors?'],
    ['unmute orders-*', 'There is no such mute'],
  ])('says what is wrong with “%s”', async (words, answer) => {
    await operator().runs(`/connect ${words}`)

    await operator().sees(answer)
  })
})

describe('an incident of which one may see only a part', () => {
  it('is listed, opened and snoozed as far as that goes', async () => {
    for (const name of NAMES) scene.prod.control.failTask(name, 0, LOGIN_FAILED)
    await editor().sees('firing ✖ 3 connectors')

    await editor().runs('/connect alerts')
    expect(await editor().sees('1 open incident')).toContain('firing ✖ 2 connectors on prod')
    await editor().clicks('All 3')
    const modal = (await editor().sees('│ orders-b')).split('┌')[1]
    expect(modal).not.toContain('clicks-a')
    editor().closes()
    await editor().chooses('…', 'Snooze…', { in: { message: 'last seen well' } })

    const left = 'Left out, you may not (CONNECT_ALTER_STATE): orders-b and 1 that you may not see'
    await editor().sees(left)
    await editor().submits()
    expect(await editor().sees('Snoozed until')).toContain(left)
    editor().closes()

    const screen = await editor().sees(/↳ .*editor snoozed until .*, but for 2 connectors/)
    expect(screen).toContain('firing ✖ 3 connectors on prod')
    expect(screen).toMatch(/1 connector snoozed by editor until/)
  })

  it('is snoozed by nobody who may alter nothing of it', async () => {
    scene.prod.control.failTask('orders-b', 0, LOGIN_FAILED)
    await editor().sees('firing ✖ orders-b')

    await editor().chooses('…', 'Snooze…')

    await editor().sees('You may not snooze this: that takes CONNECT_ALTER_STATE on orders-b.')
  })
})

it('an outage of the Connect cluster is not snoozed by who may alter nearly all of it', async () => {
  for (const worker of [0, 1]) await scene.prod.control.killWorker(worker)
  await operator().sees('firing ✖ prod cannot be reached')

  await operator().clicks('Snooze…')

  await operator().sees('You may not snooze this: that takes CONNECT_ALTER_STATE on the whole Connect cluster.')
})

const operator = () => scene.as('operator')
const editor = () => scene.as('editor')
