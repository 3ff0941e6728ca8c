import { randomUUID } from 'node:crypto'
import { createPeople } from './alerts/people.ts'
import { buildApp } from './app.ts'
import type { Config } from './config.ts'
import { type ConnectClient, createConnectClient } from './connect/client.ts'
import type { Clock } from './connect/clock.ts'
import { createPolicy } from './connectors/policy.ts'
import { listedKeys } from './connectors/secrets.ts'
import { createService } from './connectors/service/service.ts'
import { type Log, slackLogger } from './log.ts'
import { startProbes } from './probes.ts'
import { createGate } from './slack/gate.ts'
import { createHttpReceiver } from './slack/http.ts'
import { createSocketReceiver } from './slack/receiver.ts'
import { starting } from './start-error.ts'
import { createStore } from './store/store.ts'
import { startWatch } from './watch.ts'

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
const DAY_MS = 86_400_000
const TIDY_MS = 2 * 60_000

/** Wires everything and starts it. `stop` ends it in order: no new work, finish what runs, close. */
export async function run({ config, clock, log, tidy }: Deps) {
  for (const note of config.notes) log.warn({ note }, 'A note on the configuration')
  const store = await starting('STATE_DIR', 'It must be a folder that this user may write to.', () =>
    createStore({
      dir: config.stateDir,
      keys: config.storeKeys,
      clock,
      log,
      ...(config.alerts && { incidents: config.alerts.keep }),
    }),
  )
  const clients = new Map(config.clusters.map((cluster) => [cluster.id, createConnectClient({ ...cluster, clock })]))
  const service = createService({
    clusters: config.clusters.map((cluster) => ({ ...cluster, client: clientOf(clients, cluster.id) })),
    policy: createPolicy(config.access, [...clients.keys()]),
    records: store.records,
    clock,
    log,
    secretKeys: listedKeys(config.secrets.keys),
    guards: config.guards,
    ...(config.slack.whereToAsk === undefined ? {} : { whereToAsk: config.slack.whereToAsk }),
  })
  const logger = slackLogger(log)
  const gate = createGate({ clock, onLateAck: (kind) => log.warn({ kind }, 'A request was acknowledged too late') })
  const { connection } = config.slack
  const receiver =
    connection.mode === 'http'
      ? createHttpReceiver({ ...connection, logger, clock, gate })
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
  const { alerts } = config
  let nudge = () => {}
  const people = alerts && createPeople({ records: store.alerts, clock, newId: randomUUID, nudge: () => nudge() })
  const slack = buildApp({ config, receiver, service, people, clock, log, logger })
  let stopping = false
  const port = config.healthPort
  const probes =
    port === undefined
      ? undefined
      : await starting('HEALTH_PORT', 'Choose a free port.', () =>
          startProbes({ port, ready: () => !stopping && receiver.connected() }),
        )

  await slack.start()
  const watch =
    alerts &&
    startWatch({
      clusters: config.clusters,
      alerts,
      clientOf: (id) => clientOf(clients, id),
      store,
      poster: slack.poster,
      clock,
      log,
    })
  if (watch) nudge = watch.nudge
  else log.info('Connectors are not watched: the configuration has no alerts')
  const housekeeping = new AbortController()
  const again = (ms: number, work: () => Promise<void>) => void every(clock, ms, housekeeping.signal, work)
  again(DAY_MS, () =>
    store.purge().catch((error: unknown) => log.error({ err: error }, 'What is no longer kept could not be removed')),
  )
  if (tidy) again(TIDY_MS, tidy)
  log.info({ clusters: [...clients.keys()], command: config.slack.command }, 'Ready')

  return {
    async stop(): Promise<void> {
      if (stopping) return
      stopping = true
      housekeeping.abort()
      // No new work first: with the sockets closed Slack gives it to another process.
      const [left] = await Promise.all([gate.drain(GRACE_MS), service.close(GRACE_MS), slack.stop(), watch?.stop()])
      if (left > 0) log.warn({ left }, 'Stopped with requests under way')
      probes?.close()
      await Promise.all([...clients.values()].map((client) => client.close()))
      await store.close()
      log.info('Stopped')
    },
  }
}

function clientOf(clients: ReadonlyMap<string, ConnectClient>, id: string): ConnectClient {
  const client = clients.get(id)
  if (client === undefined) throw new Error(`no client for ${id}`)
  return client
}

/** At once, and then again and again until the signal. */
async function every(clock: Clock, ms: number, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    await work()
    await clock.sleep(ms, signal).catch(() => undefined)
  }
}
