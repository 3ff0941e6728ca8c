import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fileSink, LOGIN_FAILED } from '../support/connectors.ts'
import { PATIENT } from '../support/patience.ts'
import { createScene, type Scene } from '../support/scene.ts'
import { seenWell } from '../support/watch.ts'

let scene: Scene
beforeEach(async () => {
  scene = await createScene({ slack: 'alerts: { channel: C0DATA, interval: 2s }' })
  scene.prod.control.seed([fileSink('orders-sink'), fileSink('orders')])
  await seenWell(scene)
})
afterEach(() => scene.close())

describe('what fails', () => {
  beforeEach(async () => {
    scene.prod.control.failTask('orders-sink', 0, LOGIN_FAILED)
    await reader().sees('firing ✖')
  })

  it('stands on the Home tab, from where it opens', async () => {
    await reader().opensHome()

    expect(reader().screen().split('== Home ==')[1]).toContain('firing ✖ orders-sink on prod')
    await reader().clicks('Open firing ✖ orders-sink on prod: 1 of 2 tasks failed', { in: 'home' })
    await reader().sees('│ orders-sink: 1 of 2 tasks failed')
  })

  it('is brought to the Home tab of who has it open, within a minute', async () => {
    await reader().opensHome()

    scene.prod.control.failTask('orders', 0, LOGIN_FAILED)

    await vi.waitFor(
      () => expect(reader().screen().split('== Home ==')[1]).toContain('firing ✖ 2 connectors on prod'),
      PATIENT,
    )
  })

  it('says on its card since when, and when it was last seen well', async () => {
    await reader().runs('/connect show orders-sink')

    await reader().sees(/Failed since .*, last seen well .* · 1 failure in the last day/)
  })
})

describe('the shortcut “Open connector”', () => {
  it('lists the connectors that a message of another tool names, with a way to each', async () => {
    const { ts } = await scene.slack.say('U0READER', 'C0DATA', 'CRITICAL: lag of connect-orders-sink and orders-sink.')

    await scene.slack.messageShortcut('U0READER', 'C0DATA', ts, 'open_connector')

    const screen = await reader().sees('1 connector in this message')
    expect(screen).toContain('prod/orders-sink')
    await reader().clicks('Open prod/orders-sink')
    await reader().sees('2 of 2 tasks running')
  })

  it('says that there is none', async () => {
    const { ts } = await scene.slack.say('U0READER', 'C0DATA', 'Lunch?')

    await scene.slack.messageShortcut('U0READER', 'C0DATA', ts, 'open_connector')

    await reader().sees('names no connector that you may see')
  })
})

const reader = () => scene.as('reader')
