import { setImmediate } from 'node:timers/promises'
import { type Dispatcher, Pool } from 'undici'
import { onTestFinished } from 'vitest'
import { type ConnectOptions, startConnect } from '../../sandbox/connect/server.ts'
import { createConnectClient } from '../../src/connect/client.ts'
import type { ConnectCluster, Origin } from '../../src/connectors/model.ts'
import { type AccessRules, type Actor, createPolicy, PERMISSIONS, type Policy } from '../../src/connectors/policy.ts'
import type { Records } from '../../src/connectors/records.ts'
import { Busy } from '../../src/connectors/service/errors.ts'
import { createService, type ServiceDeps } from '../../src/connectors/service/service.ts'
import { createStore } from '../../src/store/store.ts'
import { createTestClock } from '../support/clock.ts'

export const ada: Actor = { id: 'U0ADA', name: 'Ada', roles: ['operator'] }
export const bob: Actor = { id: 'U0BOB', name: 'Bob', roles: ['operator'] }
export const rita: Actor = { id: 'U0RITA', name: 'Rita', roles: ['reader'] }
export const mallory: Actor = { id: 'U0MAL', name: 'Mallory', roles: ['stranger'] }
export const root: Actor = { id: 'U0ROOT', name: 'Root', roles: ['admin'] }

export const BUTTON: Origin = { surface: 'button', channel: 'C0DATA' }
export const SINK = {
  'connector.class': 'org.apache.kafka.connect.tools.MockSinkConnector',
  topics: 'orders',
  'tasks.max': '3',
}
export const ORDERS = { cluster: 'prod', connector: 'orders-sink' }
export const TRACE = [
  'org.apache.kafka.connect.errors.ConnectException: Exiting WorkerSinkTask due to unrecoverable exception.',
  '\tat org.apache.kafka.connect.runtime.WorkerSinkTask.deliverMessages(WorkerSinkTask.java:637)',
  'Caused by: org.postgresql.util.PSQLException: FATAL: password authentication failed for user "cdc"',
  '\tat org.postgresql.core.v3.ConnectionFactoryImpl.doAuthentication(ConnectionFactoryImpl.java:693)',
].join('\n')

export const allow = (
  role: string,
  actions: Policy['actions'] = PERMISSIONS,
  pattern = '*',
  cluster = '*',
): Policy => ({
  resource: ['connect', cluster, 'connector', pattern],
  effect: 'Allow',
  actions,
  roles: [role],
})

export const RULES: AccessRules = {
  policies: [allow('operator'), allow('reader', ['CONNECT_INSPECT'])],
  authorizedRoles: ['*'],
  adminRoles: ['admin'],
}

export function expectBusy(error: unknown): Busy {
  if (error instanceof Busy) return error
  throw new Error(`Expected to be told that somebody is at it already, got ${error}`)
}

/** One Connect cluster `prod` on the stand-in worker, with orders-sink (3 tasks); the same clock moves all of it. */
export async function createWorld(
  options: Partial<ServiceDeps> & { rules?: AccessRules; connect?: ConnectOptions } = {},
) {
  const clock = createTestClock()
  const { connect = {}, rules = RULES, ...deps } = options
  const sandbox = await startConnect({ clock, ...connect })
  onTestFinished(() => sandbox.close())
  sandbox.control.seed([{ name: 'orders-sink', config: SINK }])
  const { dispatcher, waiting, quiet } = createCounter()
  const client = createConnectClient({ urls: sandbox.urls, clock, dispatcher })
  onTestFinished(() => client.close())
  const store = await createStore({ dir: ':memory:', keys: '', clock })
  onTestFinished(() => store.close())

  const prod: ConnectCluster = { id: 'prod', name: 'Production', client, readOnly: false, managed: [] }
  const logged: string[] = []
  const service = (more: Partial<ServiceDeps> = {}) => {
    const clusters = more.clusters ?? deps.clusters ?? [prod]
    return createService({
      clusters,
      policy: createPolicy(
        rules,
        clusters.map(({ id }) => id),
      ),
      records: store.records,
      clock,
      log: { error: (_, message) => logged.push(message) },
      ...deps,
      ...more,
    })
  }

  return {
    clock,
    client,
    prod,
    logged,
    /** What Connect has not answered yet. */
    waiting,
    connect: sandbox.control,
    records: store.records satisfies Records,
    service: service(),
    /** Another process on the same store. */
    another: service,
    entries: () => store.records.audit.list({ limit: 100 }),
    /** What was asked of Connect, without the looks at a status. */
    asked: () =>
      sandbox.control
        .requests()
        .filter(({ path }) => !path.endsWith('/status'))
        .map(({ method, path }) => `${method} ${path}`),
    /** Lets time go by until the promise is settled, never while Connect is still answering. */
    async until<T>(promise: Promise<T>): Promise<T> {
      let over = false
      const done = () => {
        over = true
      }
      promise.then(done, done)
      for (const end = clock.now() + 600_000; !over; ) {
        await quiet()
        if (clock.now() > end) throw new Error('Nothing has happened in ten minutes.')
        if (!over) await clock.advance(25)
      }
      return promise
    },
  }
}
export type World = Awaited<ReturnType<typeof createWorld>>

/** Knows which requests are under way. */
function createCounter() {
  const waiting = new Set<Dispatcher.DispatchOptions>()
  const counting = (
    request: Dispatcher.DispatchOptions,
    handler: Dispatcher.DispatchHandler,
  ): Dispatcher.DispatchHandler => ({
    onRequestStart: (...args) => handler.onRequestStart?.(...args),
    onResponseStart: (...args) => handler.onResponseStart?.(...args),
    onResponseData: (...args) => handler.onResponseData?.(...args),
    onResponseEnd: (...args) => {
      waiting.delete(request)
      handler.onResponseEnd?.(...args)
    },
    onResponseError: (...args) => {
      waiting.delete(request)
      handler.onResponseError?.(...args)
    },
  })
  return {
    dispatcher: (origin: string, options: Pool.Options) =>
      new Pool(origin, options).compose((dispatch) => (request, handler) => {
        waiting.add(request)
        return dispatch(request, counting(request, handler))
      }),
    waiting: () => [...waiting].map(({ method, path }) => `${method} ${path}`),
    /** Everything that could go on without time passing has done so. */
    async quiet() {
      for (let turns = 0; turns < 4; turns++) {
        while (waiting.size > 0) await setImmediate()
        await setImmediate()
      }
    },
  }
}
