import { createCarried } from './carried.ts'
import type { Config } from './config.ts'
import type { Clock } from './connect/clock.ts'
import { createGeneration } from './generation.ts'
import { type Log, slackLogger } from './log.ts'
import type { Metrics, Sources } from './metrics/metrics.ts'
import { startProbes } from './probes.ts'
import { createReload } from './reload.ts'
import { createGate } from './slack/gate.ts'
import { createHttpReceiver } from './slack/http.ts'
import { createSocketReceiver } from './slack/receiver.ts'
import { starting } from './start-error.ts'
import { createStore, type Store } from './store/store.ts'

interface Deps {
  config: Config
  clock: Clock
  log: Log
  /** Gives memory back that is not in use. */
  tidy?: () => Promise<void>
}

/** After a stop was asked for: this long for what runs; the rest is finished by the next process. */
const GRACE_MS = 25_000
/** Slack allows 10 connections per app; with more than this a rolling restart would not fit. */
const MANY_CONNECTIONS = 8
/** What to look at when Slack cannot reach the app. */
const NO_CONNECTION = {
  socket: [
    'SLACK_APP_TOKEN',
    'Generate an app-level token (xapp-…) with connections:write in the app’s “Basic Information”.',
  ],
  http: ['PORT', 'Choose a free port.'],
} as const
const DAY_MS = 86_400_000
const TIDY_MS = 2 * 60_000

/** Wires everything and starts it. `stop` ends it in order: no new work, finish what runs, close. */
export async function run({ config, clock, log, tidy }: Deps) {
  const store = await starting('STATE_DIR', 'It must be a folder that this user may write to.', () =>
    createStore({ dir: config.stateDir, keys: config.storeKeys, clock, log }),
  )
  const logger = slackLogger(log)
  const { healthPort: port, bindAddress: host } = config
  const metrics =
    port === undefined
      ? undefined
      : await openMetrics({
          connected: () => receiver.connected(),
          requestsRunning: () => gate.running,
          clusters: () => current().config.clusters.map(({ id }) => id),
          alerts: store.alerts,
        })
  const gate = createGate({
    clock,
    onLateAck: (kind) => {
      log.warn({ kind }, 'A request was acknowledged too late')
      metrics?.ackedLate(kind)
    },
    onAck: (kind, ms) => metrics?.acked(kind, ms),
  })
  const { connection } = config.slack
  const receiver =
    connection.mode === 'http'
      ? createHttpReceiver({ ...connection, host, logger, clock, gate })
      : createSocketReceiver({
          appToken: connection.appToken,
          apiUrl: config.slack.apiUrl,
          logger,
          clock,
          gate,
          onSecondSocket: (error) => log.warn({ err: error }, 'The second socket to Slack could not be opened'),
          onConnections: (connections) => {
            if (connections > MANY_CONNECTIONS)
              log.warn({ connections }, 'This app holds nearly as many sockets as Slack allows')
          },
        })
  const carried = createCarried()
  const make = (read: Config) => createGeneration({ config: read, store, carried, clock, log, logger, metrics })
  const first = make(config)
  const { current, reload, processEvent, end } = createReload({ first, make, graceMs: GRACE_MS, log })
  receiver.init({ processEvent })
  let stopping = false
  const probes =
    port === undefined || metrics === undefined
      ? undefined
      : await starting('HEALTH_PORT', 'Choose a free port.', () =>
          startProbes({ port, host, ready: () => !stopping && receiver.connected(), metrics, log }),
        )

  await first.prepare()
  const [setting, hint] = NO_CONNECTION[connection.mode]
  await starting(setting, hint, () => receiver.start())
  first.begin(Promise.resolve())
  const housekeeping = new AbortController()
  const again = (ms: number, work: () => Promise<void>) => void every(clock, ms, housekeeping.signal, work)
  again(DAY_MS, () =>
    tidyStore(store, log, current().config).catch((error: unknown) =>
      log.error({ err: error }, 'The store could not be tidied'),
    ),
  )
  if (tidy) again(TIDY_MS, tidy)
  log.info({ clusters: config.clusters.map(({ id }) => id), command: config.slack.command }, 'Ready')

  return {
    reload,
    async stop(): Promise<void> {
      if (stopping) return
      stopping = true
      housekeeping.abort()
      // No new work first: with the sockets closed Slack gives it to another process.
      const [left] = await Promise.all([gate.drain(GRACE_MS), receiver.stop(), end()])
      if (left > 0) log.warn({ left }, 'Stopped with requests under way')
      probes?.close()
      await store.close()
      log.info('Stopped')
    },
  }
}

/** Loaded where it is wanted: its library takes as long as a tenth of a start. */
async function openMetrics(sources: Sources): Promise<Metrics> {
  const { createMetrics } = await import('./metrics/metrics.ts')
  return createMetrics(sources)
}

async function tidyStore(store: Store, log: Log, { alerts }: Config): Promise<void> {
  await store.purge(alerts?.keep)
  const { resealed, lost } = await store.reseal()
  if (resealed > 0)
    log.info({ resealed }, 'Kept values are sealed with the first key now: the others are not needed any more')
  if (lost > 0)
    log.warn({ lost }, 'Kept drafts or configs cannot be read: the key that sealed them is not among STORE_KEYS')
}

/** At once, and then again and again until the signal. */
async function every(clock: Clock, ms: number, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    await work()
    await clock.sleep(ms, signal).catch(() => undefined)
  }
}
