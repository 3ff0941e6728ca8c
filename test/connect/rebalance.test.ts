import { describe, expect, it } from 'vitest'
import { systemClock } from '../../src/clock.ts'
import type { ConnectClient } from '../../src/connect/client.ts'
import { createImpatientClock, errorOf, NO_LIMITS, openClient } from './open.ts'
import { type Answering, answer, startServer, WORKER } from './server.ts'

const EXPECTED = { error_code: 500, message: 'Request cannot be completed because a rebalance is expected' }
const STALE = {
  error_code: 409,
  message:
    'Cannot complete request momentarily due to stale configuration (typically caused by a concurrent config change)',
}
const STATUS = { name: 'orders', connector: { state: 'RUNNING', worker_id: 'w' }, tasks: [] }

/** Refuses so many times, then answers. */
function refusing(times: number, refusal: Answering, then: Answering): Answering {
  let left = times
  return (response, request) => (left-- > 0 ? refusal : then)(response, request)
}

describe('a read during a rebalance', () => {
  it('is asked again, ever less often, until Connect answers', async () => {
    const clock = createImpatientClock()
    const worker = await startServer(refusing(7, answer(500, EXPECTED), answer(200, WORKER)))
    let words = 0

    const info = await openClient({ urls: [worker.url], clock, limits: NO_LIMITS }).info({ onRebalance: () => words++ })

    expect(info.version).toBe('4.3.1')
    expect(clock.pauses).toEqual([200, 400, 800, 1600, 3200, 5000, 5000])
    expect(words, 'words to the person').toBe(1)
  })

  it('is given up after a minute', async () => {
    const clock = createImpatientClock()
    const worker = await startServer(answer(500, EXPECTED))

    const error = await errorOf(openClient({ urls: [worker.url], clock, limits: NO_LIMITS }).names())

    expect(error.kind).toBe('rebalancing')
    expect(clock.now()).toBeGreaterThan(55_000)
    expect(clock.now()).toBeLessThanOrEqual(60_000)
  })

  it('is given up with the reason of whoever gave it up', async () => {
    const worker = await startServer(answer(500, EXPECTED))
    const leaving = new AbortController()
    const onRebalance = () => leaving.abort(new Error('nobody waits any more'))

    const call = openClient({ urls: [worker.url], clock: systemClock }).info({ signal: leaving.signal, onRebalance })

    await expect(call).rejects.toThrow('nobody waits any more')
  })

  it('says nothing when there is none', async () => {
    const worker = await startServer(answer(200, []))
    let words = 0

    await openClient({ urls: [worker.url] }).names({ onRebalance: () => words++ })

    expect(words).toBe(0)
  })
})

type Write = [what: string, done: number, write: (client: ConnectClient) => Promise<unknown>, body?: unknown]

it.each<Write>([
  ['pause', 202, (client) => client.pause('orders')],
  ['resume', 202, (client) => client.resume('orders')],
  ['stop', 204, (client) => client.stop('orders')],
  [
    'restart of what failed',
    202,
    (client) => client.restart('orders', { includeTasks: true, onlyFailed: true }),
    STATUS,
  ],
  [
    'restart of everything',
    202,
    (client) => client.restart('orders', { includeTasks: true, onlyFailed: false }),
    STATUS,
  ],
  ['restart of a task', 204, (client) => client.restartTask('orders', 0)],
])('%s is sent again after a refusal, since Connect did nothing', async (_, done, write, body) => {
  const worker = await startServer(refusing(2, answer(409, STALE), answer(done, body)))

  await write(openClient({ urls: [worker.url] }))

  expect(worker.requests).toHaveLength(3)
})

it.each<Write>([
  ['delete', 409, (client) => client.remove('orders')],
  ['create', 409, (client) => client.create({ name: 'orders', config: {} })],
  ['change', 409, (client) => client.patchConfig('orders', { a: '1' })],
  ['replacement', 409, (client) => client.putConfig('orders', { a: '1' })],
])('%s is left to whoever asked for it', async (_, status, write) => {
  const worker = await startServer(answer(status, STALE))

  const error = await errorOf(write(openClient({ urls: [worker.url] })))

  expect(error).toMatchObject({ kind: 'rebalancing', outcomeUnknown: false, message: STALE.message })
  expect(worker.requests).toHaveLength(1)
})

it.each([
  ['that another connector exists', 409, { error_code: 409, message: 'Connector orders already exists' }],
  ['that it timed out', 500, { error_code: 500, message: 'Request timed out' }],
])('no write is sent again when Connect says %s', async (_, status, body) => {
  const worker = await startServer(answer(status, body))

  await errorOf(openClient({ urls: [worker.url] }).pause('orders'))

  expect(worker.requests).toHaveLength(1)
})
