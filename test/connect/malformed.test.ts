import { expect, it } from 'vitest'
import { errorOf, NO_LIMITS, openClient } from './open.ts'
import { type Answering, answer, startServer } from './server.ts'

const HTML = '<html><head><title>Sign in</title></head></html>'
const cutOff: Answering = (response) => {
  response.writeHead(200, { 'content-length': 100 })
  response.write('{"running":', () => response.socket?.destroy())
}

it.each([
  ['a page', answer(200, HTML)],
  ['broken JSON', answer(200, '{"running":')],
  ['an answer cut off in the middle', cutOff],
  ['no body', answer(200)],
  ['null', answer(200, 'null')],
  ['another shape', answer(200, { running: { status: { name: 'running', connector: 'RUNNING' } } })],
  ['JSON of another API', answer(200, { data: [], next: null })],
])('%s instead of the statuses is an error, no crash', async (_, answering) => {
  const worker = await startServer(answering)

  const error = await errorOf(openClient({ urls: [worker.url] }).statuses())

  expect(error).toMatchObject({ kind: 'unexpected', outcomeUnknown: false })
})

it.each([
  ['a page', answer(200, HTML)],
  ['JSON', answer(200, { ok: true })],
  ['more than is read', answer(202, 'x'.repeat(2_000))],
])('%s in answer to a pause is no pause', async (_, answering) => {
  const worker = await startServer(answering)

  const error = await errorOf(
    openClient({ urls: [worker.url], limits: { ...NO_LIMITS, bytes: 1_000 } }).pause('orders'),
  )

  expect(error).toMatchObject({ kind: 'unexpected', outcomeUnknown: true })
})

it('an answer that is too large is not read to its end', async () => {
  const worker = await startServer(answer(200, JSON.stringify(Array(10_000).fill('orders'))))
  const client = openClient({ urls: [worker.url], limits: { ...NO_LIMITS, bytes: 1000 } })

  const error = await errorOf(client.names())

  expect(error.kind).toBe('unexpected')
  expect(error.message).toBe(`${worker.url} sent an answer that is too large to read.`)
})

it('40 MB of statuses are read', async () => {
  const trace = 'x'.repeat(8000)
  const status = { name: 'x', connector: { state: 'FAILED', worker_id: 'w', trace }, tasks: [], type: 'sink' }
  const entries = Array.from({ length: 5000 }, (_, index) => [`sink-${index}`, { status }])
  const worker = await startServer(answer(200, Object.fromEntries(entries)))

  const statuses = await openClient({ urls: [worker.url] }).statuses()

  expect(statuses.size).toBe(5000)
})
