import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fileSink, LOGIN_FAILED } from '../support/connectors.ts'
import { createScene, type Scene } from '../support/scene.ts'
import { seenWell } from '../support/watch.ts'

let scene: Scene
beforeEach(async () => {
  scene = await createScene({ slack: 'alerts: { channel: C0DATA }' })
  scene.prod.control.seed([fileSink('orders-sink'), fileSink('clicks-sink')])
  await seenWell(scene)
})
afterEach(() => scene.close())

describe('a failed task', () => {
  it('is told once in the channel, with its cause and the buttons that help', async () => {
    scene.prod.control.failTask('orders-sink', 1, LOGIN_FAILED)

    const screen = await scene.as('reader').sees('firing ✖')

    expect(screen).toContain('firing ✖ orders-sink on prod: 1 of 2 tasks failed')
    expect(screen).toContain('PSQLException: FATAL: password authentication failed for user "cdc"')
    expect(screen).toContain('[Restart failed tasks] [Stack trace] [Acknowledge]')
    expect(screen.match(/firing ✖/g)).toHaveLength(1)
  })

  it('is restarted from its message, and its thread tells who did what and how it ended', async () => {
    scene.prod.control.failTask('orders-sink', 1, LOGIN_FAILED, { once: true })
    await operator().sees('firing ✖')

    await operator().clicks('Restart failed tasks')
    await operator().sees('operator restarted orders-sink on prod … 2 of 2 tasks running after')

    const screen = await scene.as('reader').sees('recovered ● orders-sink')
    expect(screen).toMatch(/↳ .*operator restarted orders-sink on prod … 2 of 2 tasks running/)
    expect(await scene.as('reader').sees(/↳ .*recovered ● after .* · 1 restart/)).not.toContain('firing ✖')
  })
})

const operator = () => scene.as('operator')
