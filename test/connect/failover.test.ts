import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { Pool } from 'undici'
import { expect, it } from 'vitest'
import { createTestClock } from '../support/clock.ts'
import { errorOf, openClient } from './open.ts'
import { answer, hangUp, silence, startServer, WORKER } from './server.ts'

/** Long enough for a request on loopback to arrive. */
const passing = () => setTimeout(20, 'passing')

/** The URL of a port on which nobody listens any more. */
async function deadUrl(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
}

it('reads and writes go to the next worker when the connection is refused', async () => {
  const alive = await startServer((response, request) => {
    const answering = request.method === 'GET' ? answer(200, WORKER) : answer(204)
    answering(response, request)
  })
  const client = openClient({ urls: [await deadUrl(), alive.url] })

  await client.remove('orders')
  await client.info()

  expect(alive.requests.map(({ method }) => method)).toEqual(['DELETE', 'GET'])
})

it('a read goes to the next worker after a time-out, and the client stays there', async () => {
  const clock = createTestClock()
  const frozen = await startServer(silence)
  const alive = await startServer(answer(200, WORKER))
  const client = openClient({ urls: [frozen.url, alive.url], clock })
  const received = frozen.received()

  const first = client.info()
  await received
  await clock.advance(6_000)
  await first
  await client.info()

  expect(frozen.requests).toHaveLength(1)
  expect(alive.requests).toHaveLength(2)
})

it('who waited in vain for all workers makes the next one wait only once, until one answers again', async () => {
  const clock = createTestClock()
  const silent = await Promise.all([startServer(silence), startServer(silence), startServer(silence)])
  const client = openClient({ urls: silent.map(({ url }) => url), clock })
  /** How many seconds a read waits in vain. */
  const waits = async () => {
    const begin = clock.now()
    const asked = silent.reduce((all, { requests }) => all + requests.length, 0)
    const ended = errorOf(client.info()).then(() => 'over')
    while ((await Promise.race([ended, passing()])) !== 'over') await clock.advance(1_000)
    const now = silent.reduce((all, { requests }) => all + requests.length, 0)
    return { seconds: (clock.now() - begin) / 1_000, asked: now - asked }
  }

  expect([await waits(), await waits()]).toEqual([
    { seconds: 18, asked: 3 },
    { seconds: 6, asked: 3 },
  ])
})

it('a write that timed out is sent to nobody else', async () => {
  const clock = createTestClock()
  const frozen = await startServer(silence)
  const alive = await startServer(answer(204))
  const received = frozen.received()

  const error = errorOf(openClient({ urls: [frozen.url, alive.url], clock }).remove('orders'))
  await received
  await clock.advance(100_000)

  expect(await error).toMatchObject({ kind: 'timed-out', outcomeUnknown: true })
  expect(alive.requests).toEqual([])
})

it('a write whose connection broke is sent to nobody else, and not twice to the same', async () => {
  const broken = await startServer(hangUp)
  const alive = await startServer(answer(204))

  const error = await errorOf(openClient({ urls: [broken.url, alive.url] }).pause('orders'))

  expect(error).toMatchObject({ kind: 'unexpected', outcomeUnknown: true })
  expect(error.message).toContain(`${broken.url} broke the connection off`)
  expect(broken.requests).toHaveLength(1)
  expect(alive.requests).toEqual([])
})

it('a read whose connection broke, since its worker died, is answered by another one', async () => {
  const dying = await startServer(hangUp)
  const alive = await startServer(answer(200, WORKER))

  const worker = await openClient({ urls: [dying.url, alive.url] }).info()

  expect(worker.version).toBe(WORKER.version)
  expect(alive.requests).toHaveLength(1)
})

it('an answer is an answer: nobody else is asked after an error', async () => {
  const first = await startServer(answer(404, { error_code: 404, message: 'Connector orders not found' }))
  const second = await startServer(answer(200, WORKER))

  const error = await errorOf(openClient({ urls: [first.url, second.url] }).connector('orders'))

  expect(error.kind).toBe('not-found')
  expect(second.requests).toEqual([])
})

it('says of every worker why it could not be reached', async () => {
  const urls = [await deadUrl(), await deadUrl()]

  const error = await errorOf(openClient({ urls }).pause('orders'))

  expect(error).toMatchObject({ kind: 'unreachable', outcomeUnknown: false })
  for (const url of urls) expect(error.message).toContain(`${url} refused the connection`)
})

it.each(['EHOSTUNREACH', 'ENETUNREACH'])(
  'a write is sent to no other worker when its connection breaks with %s',
  async (code) => {
    const lost = await startServer(silence)
    const spare = await startServer(answer(204))
    const sockets: Socket[] = []
    const dispatcher = (origin: string, { connect, ...options }: Pool.Options) => {
      if (typeof connect !== 'function') throw new Error('The client connects by a function of its own.')
      const remembering: typeof connect = (to, callback) =>
        connect(to, (...outcome) => {
          if (outcome[1]) sockets.push(outcome[1])
          callback(...outcome)
        })
      return new Pool(origin, { ...options, connect: remembering })
    }
    const client = openClient({ urls: [lost.url, spare.url], dispatcher })
    const received = lost.received()
    const asked = errorOf(client.remove('orders'))
    await received

    // What the kernel tells of a connection whose route has gone.
    sockets[0]?.destroy(Object.assign(new Error(code), { code }))

    expect(await asked).toMatchObject({ kind: 'unexpected', outcomeUnknown: true })
    expect(spare.requests).toEqual([])
  },
)
