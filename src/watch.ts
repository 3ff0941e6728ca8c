import { randomUUID } from 'node:crypto'
import { createAsked } from './alerts/asked.ts'
import type { WatchedCluster } from './alerts/look.ts'
import type { Poster } from './alerts/poster.ts'
import { UNREPORTED } from './alerts/reports.ts'
import { createRoutes } from './alerts/routes.ts'
import { createWatcher } from './alerts/watcher.ts'
import type { Config } from './config.ts'
import type { ConnectClient } from './connect/client.ts'
import type { Clock } from './connect/clock.ts'
import { refuses, workerId } from './connect/refuses.ts'
import { createHeartbeat } from './heartbeat.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics/metrics.ts'
import type { Store } from './store/store.ts'

interface Deps {
  alerts: NonNullable<Config['alerts']>
  clusters: Config['clusters']
  clientOf: (id: string) => ConnectClient
  store: Store
  poster: Poster
  reportChannels: (signal: AbortSignal) => Promise<void>
  clock: Clock
  log: Log
  metrics: Metrics | undefined
  /** Resolves when another watch of this process is over: then this one need not wait for the lease, and counts alone. */
  before: Promise<void>
}

/** Starts the watch over the connectors. It may write nothing to Kafka Connect. */
export function startWatch({ alerts, clusters, clientOf, store, clock, log, metrics, before, ...slack }: Deps) {
  const { heartbeat: url } = alerts
  const ending = new AbortController()
  const watcher = createWatcher({
    clusters: clusters.map((cluster) => watched(cluster, clientOf(cluster.id))),
    records: store.alerts,
    routes: createRoutes(alerts.routes, { channel: alerts.channel }),
    rules: alerts.rules,
    fallback: alerts.channel,
    intervalMs: alerts.intervalMs,
    asked: createAsked(store.records, clock),
    poster: slack.poster,
    reportChannels: slack.reportChannels,
    clock,
    log,
    random: Math.random,
    newId: randomUUID,
    reports: {
      ...UNREPORTED,
      ...metrics?.reports,
      ...(url !== undefined && { wentRound: createHeartbeat({ url, clock, log }) }),
    },
  })
  const ended = before.then(() => watcher.run(ending.signal))
  return {
    nudge: watcher.nudge,
    async stop(): Promise<void> {
      ending.abort()
      await ended
    },
  }
}

/** Tasks name a worker by host and port, as its URL does where nothing stands before it. */
const watched = (
  { id, urls, rebalanceGraceMs: graceMs }: Config['clusters'][number],
  client: ConnectClient,
): WatchedCluster => ({
  id,
  client,
  graceMs,
  workers: urls.map((url) => ({ id: workerId(url), refuses: (signal) => refuses(url, signal) })),
})
