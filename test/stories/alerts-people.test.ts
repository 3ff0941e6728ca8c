import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fileSink, LOGIN_FAILED } from '../support/connectors.ts'
import { createScene, type Scene } from '../support/scene.ts'
import { seenWell } from '../support/watch.ts'

const NAMES = ['orders-sink', 'clicks-sink', 'audit-sink']

let scene: Scene
beforeEach(async () => {
  scene = await createScene({ slack: 'alerts: { channel: C0DATA, interval: 2s }' })
  scene.prod.control.seed(NAMES.map((name) => fileSink(name)))
  await seenWell(scene)
})
afterEach(() => scene.close())

const fails = (names = NAMES.slice(0, 1), options = {}) => {
  for (const name of names) scene.prod.control.failTask(name, 0, LOGIN_FAILED, options)
}

describe('from the message of an incident', () => {
  it('who looks after it acknowledges, which all see', async () => {
    fails()
    await reader().sees('firing ✖')

    await reader().clicks('Acknowledge')

    const screen = await operator().sees(/↳ .*reader acknowledged/)
    expect(screen).toContain('acknowledged ◐ orders-sink on prod: 1 of 2 tasks failed')
    expect(screen).toContain('Acknowledged by reader')
    expect(screen).not.toContain('[Acknowledge]')
  })

  it('whoever may not restart is told so privately, and the thread hears nothing of it', async () => {
    fails()
    await reader().sees('firing ✖')

    await reader().clicks('Restart failed tasks')

    expect(await reader().sees('You may not restart orders-sink')).toContain('(only visible to you)')
    expect(operator().screen()).not.toContain('You may not')
  })

  it('opens the stack trace in a window', async () => {
    fails()
    await reader().sees('firing ✖')

    await reader().clicks('Stack trace')

    expect(await reader().sees('doAuthentication')).toContain('Trace of task 0')
  })

  it('restarts one of the failed tasks by its button', async () => {
    fails(['orders-sink'], { once: true })
    await operator().sees('firing ✖')

    await operator().clicks('Restart task 0 of orders-sink')

    await scene.as('reader').sees(/↳ .*operator restarted task 0 of orders-sink on prod … 2 of 2 tasks running/)
  })

  it('lists all connectors of one cause, and restarts them together after a preview', async () => {
    fails(NAMES, { once: true })
    await operator().sees('firing ✖ 3 connectors on prod: 3 of 6 tasks failed')

    await operator().clicks('All 3')
    for (const name of NAMES) await operator().sees(`│ ${name}: 1 of 2 tasks failed`)
    operator().closes()
    await operator().clicks('Restart failed tasks of all 3…')
    await operator().sees('Restart what failed: 3 connectors on prod?')
    await operator().clicks('Restart 3')

    await scene.as('reader').sees(/↳ .*operator restarted 3 of 3 connectors on prod/)
  })

  it('is told what was done elsewhere to its connectors, to one and to many', async () => {
    fails(NAMES)
    await operator().sees('firing ✖ 3 connectors on prod')

    await operator().runs('/connect restart orders-sink --failed')
    await scene.as('reader').sees(/↳ .*operator restarted orders-sink on prod … failed again/)
    await operator().runs('/connect restart *-sink --failed')
    await operator().clicks('Restart 3')

    await scene.as('reader').sees(/↳ .*operator restarted .*3 connectors on prod/)
    await scene.as('reader').sees(/↳ .*crash loop: failed again after each of 2 restarts/)
  })

  it('snoozes for a while, with a reason', async () => {
    fails()
    await operator().sees('firing ✖')

    await operator().chooses('…', 'Snooze…')
    await operator().sees('For how long')
    await operator().types('Reason', 'new disks')
    await operator().submits()

    expect(await scene.as('reader').sees('snoozed ☾ orders-sink')).toContain('Snoozed by operator until')
    await scene.as('reader').sees(/↳ .*operator snoozed until .*: new disks/)
  })
})

const operator = () => scene.as('operator')
const reader = () => scene.as('reader')
