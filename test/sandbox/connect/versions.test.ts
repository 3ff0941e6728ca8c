import { expect, it } from 'vitest'
import { ask, openConnect } from './worker.ts'

const SINK = 'org.apache.kafka.connect.file.FileStreamSinkConnector'

/** An endpoint or option, the last version without it and how that answers, the first with it. */
const FEATURES: [what: string, method: string, path: string, without: [string, number], first: [string, number]][] = [
  ['health', 'GET', '/health', ['3.8.1', 404], ['3.9.0', 200]],
  ['stop', 'PUT', '/connectors/orders/stop', ['3.4.1', 404], ['3.5.0', 204]],
  ['reading offsets', 'GET', '/connectors/orders/offsets', ['3.4.1', 404], ['3.5.0', 200]],
  ['resetting offsets', 'DELETE', '/connectors/orders/offsets', ['3.5.1', 405], ['3.6.0', 400]],
  ['changing a config', 'PATCH', '/connectors/orders/config', ['3.7.2', 405], ['3.8.0', 200]],
  ['a restart by plan', 'POST', '/connectors/orders/restart?includeTasks=true', ['2.8.2', 204], ['3.0.0', 202]],
  ['definitions', 'GET', `/connector-plugins/${SINK}/config`, ['3.1.2', 404], ['3.2.0', 200]],
]

it.each(FEATURES)('%s: %s %s came with its version', async (_what, method, path, [without, refused], [first, done]) => {
  const { urls, control } = await openConnect({ version: without })
  control.seed([{ name: 'orders', config: { 'connector.class': SINK, topics: 't', file: '/dev/null' } }])

  const before = await ask(urls[0] ?? '', method, path, method === 'PATCH' ? '{}' : undefined)
  control.setVersion(first)
  const after = await ask(urls[0] ?? '', method, path, method === 'PATCH' ? '{}' : undefined)

  expect([before.status, after.status]).toEqual([refused, done])
})

it.each([
  ['3.9.1', 'order'],
  ['4.1.2', 'order'],
  ['4.3.1', 'order_in_group'],
])('a definition of %s has its place under "%s"', async (version, key) => {
  const { urls } = await openConnect({ version })

  const { body } = await ask(urls[0] ?? '', 'GET', `/connector-plugins/${SINK}/config`)

  expect(Object.keys(JSON.parse(body)[0])).toContain(key)
})

it.each([
  ['3.9.1', false],
  ['4.1.2', true],
])('a status of %s names the version of the plugin: %s', async (version, named) => {
  const { urls, control } = await openConnect({ version })
  control.seed([{ name: 'orders', config: { 'connector.class': SINK, topics: 't', file: '/dev/null' } }])

  const { body } = await ask(urls[0] ?? '', 'GET', '/connectors/orders/status')

  expect('version' in JSON.parse(body).connector).toBe(named)
})

it.each([
  ['3.9.1', 404],
  ['4.3.1', 400],
])('a name with a slash in %s is answered with %d', async (version, status) => {
  const { urls } = await openConnect({ version })

  const reply = await ask(urls[0] ?? '', 'GET', '/connectors/a%2Fb/status')

  expect(reply.status).toBe(status)
})
