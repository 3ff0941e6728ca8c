import { describe, expect, it } from 'vitest'
import type { Attempt } from '../../src/connect/worker.ts'
import { errorOf, openClient } from './open.ts'
import { answer, startServer, WORKER } from './server.ts'

describe('names that the REST API cannot be asked about', () => {
  it.each(['.', '..', '', 'half \ud800'])('%j is refused before anything is sent', async (name) => {
    const worker = await startServer(answer(204))

    const error = await errorOf(openClient({ urls: [worker.url] }).remove(name))

    expect(error).toMatchObject({ kind: 'rejected', outcomeUnknown: false })
    expect(worker.requests).toEqual([])
  })

  it.each(['a/b', '100%', 'a\\b', 'a;b', '{x}'])(
    '%j is refused on Connect 4, also for a new connector',
    async (name) => {
      const worker = await startServer(answer(200, WORKER))
      const client = openClient({ urls: [worker.url] })

      const errors = [await errorOf(client.remove(name)), await errorOf(client.create({ name, config: {} }))]

      for (const error of errors) expect(error.message).toMatch(/Kafka Connect 4 cannot be asked about a name with "."/)
      expect(worker.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /', 'GET /'])
    },
  )

  it('are refused where the version cannot be read', async () => {
    const worker = await startServer(answer(200, { version: 'nightly' }))

    const error = await errorOf(openClient({ urls: [worker.url] }).remove('a;b'))

    expect(error.kind).toBe('rejected')
  })

  it('are no trouble on Connect 3', async () => {
    const worker = await startServer((response, request) => {
      const answering = request.path === '/' ? answer(200, { version: '3.9.1' }) : answer(204)
      answering(response, request)
    })

    await openClient({ urls: [worker.url] }).remove('a/b;c')

    expect(worker.requests.at(-1)).toMatchObject({ method: 'DELETE', path: '/connectors/a%2Fb%3Bc' })
  })
})

it('a restart with options that answers 204 restarted the connector alone: Connect is below 3.0', async () => {
  const worker = await startServer(answer(204))
  const client = openClient({ urls: [worker.url] })

  const plan = await client.restart('orders', { includeTasks: true, onlyFailed: true })

  expect(plan).toBeUndefined()
})

it('the name of a connector is not patched: Connect would store it', async () => {
  const worker = await startServer(answer(200))

  const error = await errorOf(openClient({ urls: [worker.url] }).patchConfig('orders', { name: 'other' }))

  expect(error).toMatchObject({ kind: 'rejected', message: 'The name of a connector cannot be changed.' })
  expect(worker.requests).toEqual([])
})

it.each([
  [500, { status: 'unhealthy', message: 'Worker was unable to handle this request.' }],
  [503, { status: 'starting', message: 'Worker is still starting up.' }],
])('a worker that answers %i to /health has told its health', async (status, body) => {
  const worker = await startServer(answer(status, body))

  expect(await openClient({ urls: [worker.url] }).health()).toEqual(body)
})

it('a worker without /health is too old for it', async () => {
  const worker = await startServer(answer(404, { error_code: 404, message: 'HTTP 404 Not Found' }))

  const error = await errorOf(openClient({ urls: [worker.url] }).health())

  expect(error.kind).toBe('unsupported')
  expect(error.message).toBe("Asking for a worker's health needs Kafka Connect 3.9 or newer.")
})

it('a PUT that creates says so: the connector had been deleted meanwhile', async () => {
  const info = { name: 'orders', config: { a: '1' }, tasks: [], type: 'sink' }
  const worker = await startServer(answer(201, info))

  expect(await openClient({ urls: [worker.url] }).putConfig('orders', { a: '1' })).toEqual({
    created: true,
    connector: { ...info, nulls: {} },
  })
})

it('a connector called __proto__ has its topics', async () => {
  const worker = await startServer(answer(200, '{"__proto__":{"topics":["orders"]}}'))

  expect(await openClient({ urls: [worker.url] }).topics('__proto__')).toEqual(['orders'])
})

it.each(['order', 'order_in_group'])('config definitions are ordered by "%s"', async (field) => {
  const key = { name: 'file', type: 'STRING', required: true, importance: 'HIGH', group: null, [field]: 7 }
  const worker = await startServer(answer(200, [key]))

  expect(await openClient({ urls: [worker.url] }).pluginConfig('Sink')).toMatchObject([
    { name: 'file', order: 7, group: '' },
  ])
})

it('config definitions of a plugin that leaves things out, or says what nobody knows, are read all the same', async () => {
  const worker = await startServer(answer(200, [{ name: 'file', type: 'MAP', required: null, importance: 'URGENT' }]))

  expect(await openClient({ urls: [worker.url] }).pluginConfig('Sink')).toMatchObject([
    { name: 'file', type: 'STRING', required: false, importance: 'LOW', order: -1 },
  ])
})

it('every attempt is told without headers and bodies', async () => {
  const attempts: Attempt[] = []
  const worker = await startServer(answer(401, 'User cannot access the resource.'))
  const headers = { authorization: 'Basic aHVudGVyMjp4' }
  const client = openClient({ urls: [`${worker.url}/prod/`], headers, onRequest: (attempt) => attempts.push(attempt) })

  await errorOf(client.validate('Sink', { password: 'hunter2' }))

  expect(worker.requests[0]).toMatchObject({ path: '/prod/connector-plugins/Sink/config/validate', headers })
  expect(attempts).toEqual([
    {
      method: 'PUT',
      path: '/connector-plugins/Sink/config/validate',
      endpoint: '/connector-plugins/{}/config/validate',
      url: `${worker.url}/prod`,
      status: 401,
      ms: 0,
    },
  ])
})
