import type { ReceiverEvent } from '@slack/bolt'
import { expect, it } from 'vitest'
import { createGate } from '../../src/slack/gate.ts'
import { createTestClock } from '../support/clock.ts'

/** A gate, and the ids of the requests that ran behind it. */
function withGate() {
  const gate = createGate({ clock: createTestClock(), onLateAck: () => {} })
  const ran: string[] = []
  const comes = async (trigger_id: string) => {
    let acked: unknown = 'not acknowledged'
    const ack = async (response: unknown) => {
      acked = response
    }
    await gate.pass({ body: { trigger_id }, ack }, async (event) => {
      ran.push(trigger_id)
      await event.ack('taken')
    })
    return acked
  }
  return { gate, ran, comes }
}

it('runs a repeated delivery once, and acknowledges it like the first', async () => {
  const { ran, comes } = withGate()

  const answers = await Promise.all([comes('click'), comes('click')])

  expect(answers).toEqual(['taken', 'taken'])
  expect(ran).toEqual(['click'])
})

it('takes nothing any more once it was drained', async () => {
  const { gate, ran, comes } = withGate()
  await gate.drain(1_000)

  expect(await comes('late')).toBe('not acknowledged')
  expect(ran).toEqual([])
})

it('remembers ten thousand requests and no more, however many come', async () => {
  const { ran, comes } = withGate()
  const ids = Array.from({ length: 10_002 }, (_, n) => `click ${n}`)
  await Promise.all(ids.map(comes))

  await Promise.all([comes('click 0'), comes('click 10001')])

  expect(ran.slice(ids.length)).toEqual(['click 0'])
})

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
