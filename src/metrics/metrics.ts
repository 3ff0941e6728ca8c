import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { AlertRecords } from '../alerts/records.ts'
import type { Reports } from '../alerts/reports.ts'
import { stateOf } from '../alerts/views.ts'
import type { Attempt } from '../connect/worker.ts'
import type { SlackCall } from '../slack/calls.ts'
import { INCIDENT_STATES, JOBS, METRICS, REQUESTS, STATES } from './table.ts'

/** What is asked for at each scrape. */
export interface Sources {
  /** Whether Slack reaches this process. */
  connected: () => boolean
  requestsRunning: () => number
  /** Ids of the Connect clusters as they are configured now. */
  clusters: () => readonly string[]
  alerts: Pick<AlertRecords, 'read'>
}

type OfState = Gauge<'connect_cluster' | 'state'>

export type Metrics = ReturnType<typeof createMetrics>

/** What is measured of one process, beside what any Node process tells: memory, event loop, garbage collection. */
export function createMetrics({ connected, requestsRunning, clusters, alerts }: Sources) {
  const register = new Registry()
  const registers = [register]
  collectDefaultMetrics({ register })
  const acks = new Histogram({ ...METRICS.acks, registers })
  const lateAcks = new Counter({ ...METRICS.lateAcks, registers })
  // A series that begins with 1 has not increased, as Prometheus sees it: the first one would be missed.
  for (const kind of REQUESTS) lateAcks.inc({ kind }, 0)
  const requests = new Gauge({ ...METRICS.requests, registers })
  const reachable = new Gauge({ ...METRICS.connected, registers })
  const webApiCalls = new Histogram({ ...METRICS.webApiCalls, registers })
  const workerCalls = new Histogram({ ...METRICS.workerCalls, registers })
  const watching = new Gauge({ ...METRICS.watching, registers })
  const lastPoll = new Gauge({ ...METRICS.lastPoll, registers })
  const connectors = new Gauge({ ...METRICS.connectors, registers })
  const tasks = new Gauge({ ...METRICS.tasks, registers })
  const incidents = new Gauge({ ...METRICS.incidents, registers })
  const outbox = new Gauge({ ...METRICS.outbox, registers })

  async function look(): Promise<void> {
    reachable.set(Number(connected()))
    requests.set(requestsRunning())
    const now = await alerts.read(async (tables) => ({ open: await tables.open(), waiting: await tables.waiting() }))
    incidents.reset()
    for (const cluster of clusters())
      for (const state of INCIDENT_STATES) incidents.set({ connect_cluster: cluster, state }, 0)
    for (const incident of now.open) incidents.inc({ connect_cluster: incident.cluster, state: stateOf(incident) })
    for (const what of JOBS) outbox.set({ what }, now.waiting[what])
  }

  const reports: Pick<Reports, 'watching' | 'looked'> = {
    /** What another process sees from now on is not this one's to tell. */
    watching(is) {
      watching.set(Number(is))
      if (!is) for (const gauge of [lastPoll, connectors, tasks]) gauge.reset()
    },
    looked(cluster, { at, census }) {
      if (census === undefined) return
      lastPoll.set({ connect_cluster: cluster }, at / 1_000)
      show(connectors, cluster, census.connectors)
      show(tasks, cluster, census.tasks)
    },
  }

  return {
    contentType: register.contentType,
    async text(): Promise<string> {
      await look()
      return register.metrics()
    },
    acked: (kind: string, ms: number) => acks.observe({ kind: requestKind(kind) }, ms / 1_000),
    ackedLate: (kind: string) => lateAcks.inc({ kind: requestKind(kind) }),
    calledSlack: ({ method, outcome, ms }: SlackCall) => webApiCalls.observe({ method, outcome }, ms / 1_000),
    calledWorker: (cluster: string, { method, endpoint, status, error, ms }: Attempt) =>
      workerCalls.observe({ connect_cluster: cluster, method, endpoint, outcome: String(status ?? error) }, ms / 1_000),
    reports,
  }
}

/** All states, so that no series ends when the last one leaves it. */
function show(gauge: OfState, cluster: string, census: ReadonlyMap<string, number>): void {
  for (const state of STATES) gauge.set({ connect_cluster: cluster, state }, 0)
  for (const [state, count] of census)
    gauge.inc({ connect_cluster: cluster, state: known(STATES, state.toLowerCase()) }, count)
}

const requestKind = (kind: string) => (kind.startsWith('/') ? 'command' : known(REQUESTS, kind))

const known = (all: readonly string[], one: string) => (all.includes(one) ? one : 'other')
