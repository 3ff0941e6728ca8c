import { expect, it } from 'vitest'
import type { ConnectSandbox } from '../../../sandbox/connect/server.ts'
import { createTestClock } from '../../support/clock.ts'
import { ask, openConnect, standing } from './worker.ts'

const SINK = {
  'connector.class': 'org.apache.kafka.connect.file.FileStreamSinkConnector',
  topics: 'orders',
  file: '/dev/null',
  'tasks.max': '2',
}
const RESTART_FAILED = '/connectors/orders/restart?includeTasks=true&onlyFailed=true'

async function withOrders(options: Parameters<typeof openConnect>[0] = {}) {
  const connect = await openConnect(options)
  connect.control.seed([{ name: 'orders', config: SINK }])
  return connect
}

/** "RUNNING: RUNNING FAILED", as one of the workers sees it. */
async function states({ urls }: ConnectSandbox, name = 'orders', worker = 0): Promise<string> {
  const { body } = await ask(urls[worker] ?? '', 'GET', `/connectors/${name}/status`)
  const { connector, tasks } = JSON.parse(body)
  return `${connector.state}: ${tasks.map((task: { state: string }) => task.state).join(' ')}`
}

const call = ({ urls }: ConnectSandbox, method: string, path: string, body?: string) =>
  ask(urls[0] ?? '', method, path, body)

it('a failed task fails again after every restart until it is healed', async () => {
  const clock = createTestClock()
  const connect = await withOrders({ clock, delays: { restart: 900, crash: 1_000 } })
  connect.control.failTask('orders', 1, 'java.lang.IllegalStateException: no')

  await call(connect, 'POST', RESTART_FAILED)

  await clock.advance(900)
  expect(await states(connect)).toBe('RUNNING: RUNNING RUNNING')
  await clock.advance(1_000)
  expect(await states(connect)).toBe('RUNNING: RUNNING FAILED')
  connect.control.heal('orders')
  await call(connect, 'POST', '/connectors/orders/tasks/1/restart')
  await clock.advance(2_000)
  expect(await states(connect)).toBe('RUNNING: RUNNING RUNNING')
})

it('a task that failed once runs after one restart', async () => {
  const connect = await withOrders({ delays: { crash: 0 } })
  connect.control.failTask('orders', 0, 'java.lang.IllegalStateException: no', { once: true })

  await call(connect, 'POST', RESTART_FAILED)

  await expect.poll(() => states(connect)).toBe('RUNNING: RUNNING RUNNING')
})

it('a failed connector keeps its trace through pause and resume', async () => {
  const connect = await withOrders()
  connect.control.failConnector('orders', 'java.lang.IllegalStateException: no')

  await call(connect, 'PUT', '/connectors/orders/pause')

  await expect.poll(() => states(connect)).toBe('FAILED: PAUSED PAUSED')
  await call(connect, 'PUT', '/connectors/orders/resume')
  await expect.poll(() => states(connect)).toBe('FAILED: RUNNING RUNNING')
})

it('a rebalance takes everything away and gives it back, but leaves what has failed', async () => {
  const clock = createTestClock()
  const connect = await withOrders({ clock })
  connect.control.failTask('orders', 1, 'java.lang.IllegalStateException: no')

  connect.control.rebalance(5_000)

  expect(await states(connect)).toBe('UNASSIGNED: UNASSIGNED FAILED')
  expect((await call(connect, 'GET', '/connectors/orders')).status).toBe(500)
  await clock.advance(5_000)
  expect(await states(connect)).toBe('RUNNING: RUNNING FAILED')
  expect((await call(connect, 'GET', '/connectors/orders')).status).toBe(200)
})

it('with the broker frozen every status reads well, and a deletion that timed out is done after the thaw', async () => {
  const connect = await withOrders({ delays: { requestTimeout: 20, healthTimeout: 20 } })
  connect.control.freezeBroker(true)

  const deletion = await call(connect, 'DELETE', '/connectors/orders')

  expect(deletion).toMatchObject({ status: 500, body: expect.stringContaining('Request timed out.') })
  expect(await states(connect)).toBe('RUNNING: RUNNING RUNNING')
  expect((await call(connect, 'GET', '/health')).body).toContain('"status":"unhealthy"')
  connect.control.freezeBroker(false)
  await expect.poll(async () => (await call(connect, 'GET', '/connectors')).body).toBe('[]')
})

it('a creation that timed out with the broker frozen is not done after the thaw', async () => {
  const connect = await withOrders({ delays: { requestTimeout: 20 } })
  connect.control.freezeBroker(true)

  await call(connect, 'POST', '/connectors', JSON.stringify({ name: 'late', config: SINK }))

  connect.control.freezeBroker(false)
  expect((await call(connect, 'GET', '/connectors')).body).toBe('["orders"]')
})

it('a killed worker goes on running tasks on paper until the others miss it', async () => {
  const clock = createTestClock()
  const connect = await withOrders({ clock, workers: 2, delays: { session: 10_000, reassign: 3_000 } })
  const lost = new URL(connect.urls[1] ?? '').host
  const seen = async () => (await call(connect, 'GET', '/connectors/orders/status')).body

  await connect.control.killWorker(1)
  await clock.advance(9_999)

  expect(await seen()).toContain(lost)
  await clock.advance(3_001)
  expect(await seen()).not.toContain(lost)
  expect(await states(connect)).toBe('RUNNING: RUNNING RUNNING')
})

it('a write for a dead leader is refused with an error of the network', async () => {
  const connect = await withOrders({ workers: 2 })
  await connect.control.killWorker(0)

  const reply = await ask(connect.urls[1] ?? '', 'PUT', '/connectors/orders/stop')

  expect(reply).toMatchObject({ status: 500, body: expect.stringContaining('IO Error trying to forward REST request') })
})

it('what hangs goes on when it is released', async () => {
  const connect = await withOrders()
  connect.control.hang('/pause')

  const pause = call(connect, 'PUT', '/connectors/orders/pause')

  expect(await states(connect)).toBe('RUNNING: RUNNING RUNNING')
  connect.control.hang(false)
  expect((await pause).status).toBe(202)
})

it('requests are kept in order, with the worker that was asked', async () => {
  const connect = await withOrders({ workers: 2, clock: standing('2026-11-22T00:00:00Z') })

  await ask(connect.urls[1] ?? '', 'GET', '/connectors?expand=status')
  await call(connect, 'GET', '/nope')

  await expect
    .poll(() => connect.control.requests())
    .toEqual([
      { method: 'GET', path: '/connectors?expand=status', status: 200, worker: 1 },
      { method: 'GET', path: '/nope', status: 404, worker: 0 },
    ])
})

it('a plugin of our own is listed, has the framework keys and complains as it was told', async () => {
  const connect = await openConnect()
  const waited: string[] = []
  connect.control.addPlugin({
    class: 'com.example.SlowSinkConnector',
    type: 'sink',
    version: '1.0',
    definitions: [definition('host'), { ...definition('token'), type: 'PASSWORD', required: false }],
    behaviour: {
      wait: async () => void waited.push('waited'),
      check: (config) => (config.get('host') === 'nowhere' ? { host: ['Cannot reach nowhere.'] } : {}),
    },
  })
  const config = { 'connector.class': 'com.example.SlowSinkConnector', name: 'x', topics: 't', token: 'hunter2' }

  const [missing, wrong] = await Promise.all(
    [config, { ...config, host: 'nowhere' }].map((body) =>
      call(connect, 'PUT', '/connector-plugins/SlowSinkConnector/config/validate', JSON.stringify(body)),
    ),
  )

  expect((await call(connect, 'GET', '/connector-plugins')).body).toContain('com.example.SlowSinkConnector')
  expect(missing?.body).toContain('Missing required configuration \\"host\\"')
  expect(wrong?.body).toContain('Cannot reach nowhere.')
  expect(wrong?.body).not.toContain('hunter2')
  expect(waited).toHaveLength(2)
})

const definition = (name: string) => ({
  name,
  type: 'STRING',
  required: true,
  default_value: null,
  importance: 'HIGH',
  documentation: `The ${name}.`,
  group: null,
  order_in_group: -1,
  width: 'NONE',
  display_name: name,
  dependents: [],
})
