import { expect, it } from 'vitest'
import type { ConnectClient } from '../../src/connect/client.ts'
import { createTestClock } from '../support/clock.ts'
import { errorOf, openClient } from './open.ts'
import { answer, silence, startServer, WORKER } from './server.ts'

it.each<[what: string, seconds: number, outcomeUnknown: boolean, call: (client: ConnectClient) => Promise<unknown>]>([
  ['a read', 6, false, (client) => client.statuses()],
  ['a look at the health', 12, false, (client) => client.health()],
  ['a write', 100, true, (client) => client.remove('orders')],
  ['a validation', 100, false, (client) => client.validate('Sink', {})],
])('%s is given up after %i s without an answer', async (_, seconds, outcomeUnknown, call) => {
  const clock = createTestClock()
  const worker = await startServer(silence)
  const received = worker.received()
  let isOver = false

  const error = errorOf(call(openClient({ urls: [worker.url], clock }))).finally(() => {
    isOver = true
  })
  await received
  await clock.advance(seconds * 1000 - 1)
  expect(isOver).toBe(false)
  await clock.advance(1)

  expect(await error).toMatchObject({
    kind: 'timed-out',
    outcomeUnknown,
    message: `${worker.url} did not answer within ${seconds} s.`,
  })
})

it('counts the time that the body takes', async () => {
  const clock = createTestClock()
  const worker = await startServer((response) => response.writeHead(200).write('{"version":'))
  const received = worker.received()

  const error = errorOf(openClient({ urls: [worker.url], clock }).info())
  await received
  await clock.advance(6_000)

  expect((await error).kind).toBe('timed-out')
})

it('leaves no time limit running behind an answer', async () => {
  const limits: (AbortSignal | undefined)[] = []
  const sleep = (_: number, signal?: AbortSignal) => {
    limits.push(signal)
    return new Promise<void>(() => {})
  }
  const worker = await startServer(answer(200, WORKER))

  await openClient({ urls: [worker.url], clock: { now: () => 0, sleep } }).info()

  expect(limits.map((signal) => signal?.aborted)).toEqual([true])
})

it('ends a read with the reason of whoever gave it up', async () => {
  const worker = await startServer(silence)
  const received = worker.received()
  const leaving = new AbortController()

  const call = openClient({ urls: [worker.url] }).names({ signal: leaving.signal })
  await received
  leaving.abort(new Error('nobody waits any more'))

  await expect(call).rejects.toThrow('nobody waits any more')
})
