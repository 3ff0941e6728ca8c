import type { ReceiverEvent } from '@slack/bolt'
import { expect, it } from 'vitest'
import { createGate } from '../../src/slack/gate.ts'
import { createTestClock } from '../support/clock.ts'

it('acknowledges all requests that came together before the work of the first begins', async () => {
  const gate = createGate({ clock: createTestClock(), onLateAck: () => {} })
  const happened: string[] = []
  const request = (trigger_id: string): ReceiverEvent => ({
    body: { trigger_id },
    ack: async () => void happened.push(`${trigger_id} acknowledged`),
  })
  const work = async ({ ack, body }: ReceiverEvent) => {
    await ack()
    happened.push(`${body.trigger_id} done`)
  }

  await Promise.all(['first', 'second'].map((id) => gate.pass(request(id), work)))

  expect(happened).toEqual(['first acknowledged', 'second acknowledged', 'first done', 'second done'])
})
