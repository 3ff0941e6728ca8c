import { randomUUID } from 'node:crypto'
import type { Logger } from '@slack/bolt'
import { createPeople } from './alerts/people.ts'
import { buildApp } from './app.ts'
import type { Carried } from './carried.ts'
import type { Config } from './config.ts'
import { type ConnectClient, createConnectClient } from './connect/client.ts'
import type { Clock } from './connect/clock.ts'
import type { Attempt } from './connect/worker.ts'
import { createPolicy } from './connectors/policy.ts'
import { listedKeys } from './connectors/secrets.ts'
import { createService } from './connectors/service/service.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics/metrics.ts'
import type { Store } from './store/store.ts'
import { startWatch } from './watch.ts'

interface Deps {
  config: Config
  store: Store
  carried: Carried
  clock: Clock
  log: Log
  logger: Logger
  /** undefined: nothing is measured. */
  metrics: Metrics | undefined
}

/** How one is left: after `linger` milliseconds, or at once when the signal comes; then what runs has `grace`. */
interface Leaving {
  linger: number
  grace: number
  signal: AbortSignal
}

export type Generation = ReturnType<typeof createGeneration>

/**
 * Everything that is made of one reading of the configuration. A reload makes another one beside it, and a request runs
 * from beginning to end in the one that it came to: nothing changes under it. To the store they are two processes.
 */
export function createGeneration({ config, store, carried, clock, log, logger, metrics }: Deps) {
  const { alerts, clusters } = config
  const onRequest = (id: string) => metrics && { onRequest: (attempt: Attempt) => metrics.calledWorker(id, attempt) }
  const clients = new Map(
    clusters.map((cluster) => [cluster.id, createConnectClient({ ...cluster, clock, ...onRequest(cluster.id) })]),
  )
  const service = createService({
    clusters: clusters.map((cluster) => ({ ...cluster, client: clientOf(clients, cluster.id) })),
    policy: createPolicy(config.access, [...clients.keys()]),
    records: store.records,
    clock,
    log,
    secretKeys: listedKeys(config.secrets.keys),
    guards: config.guards,
    ...(config.slack.whereToAsk === undefined ? {} : { whereToAsk: config.slack.whereToAsk }),
  })
  let watch: ReturnType<typeof startWatch> | undefined
  const nudge = () => watch?.nudge()
  const people = alerts && createPeople({ records: store.alerts, clock, newId: randomUUID, nudge })
  const slack = buildApp({
    ...{ config, service, people, alertRecords: store.alerts, carried, clock, log, logger },
    onSlackCall: metrics?.calledSlack,
  })

  return {
    config,
    processEvent: slack.processEvent,
    /** What may fail. @throws StartError */
    async prepare(): Promise<void> {
      for (const note of config.notes) log.warn({ note }, 'A note on the configuration')
      await slack.prepare()
    },
    /** What it does by itself: finishing what was left, and watching, once the watch of the one before is over. */
    begin(before: Promise<void>): void {
      slack.begin()
      const watching = {
        clusters,
        clientOf: (id: string) => clientOf(clients, id),
        store,
        poster: slack.poster,
        reportChannels: slack.reportChannels,
        clock,
        log,
        metrics,
        before,
      }
      if (alerts) watch = startWatch({ ...watching, alerts })
      else log.info('Connectors are not watched: the configuration has no alerts')
    },
    /** Resolves once nothing of its watch goes on. */
    async unwatch(): Promise<void> {
      await watch?.stop()
    },
    async end({ linger, grace, signal }: Leaving): Promise<void> {
      slack.end()
      service.leave()
      const unwatched = watch?.stop()
      await clock.sleep(linger, signal).catch(() => undefined)
      await Promise.all([service.close(grace), unwatched])
      await Promise.all([...clients.values()].map((client) => client.close()))
    },
  }
}

function clientOf(clients: ReadonlyMap<string, ConnectClient>, id: string): ConnectClient {
  const client = clients.get(id)
  if (client === undefined) throw new Error(`no client for ${id}`)
  return client
}
