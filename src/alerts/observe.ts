import type { ConnectorStatus, InstanceStatus } from '../connect/schemas.ts'
import type { Cause } from '../connectors/health.ts'
import { type Fingerprint, fingerprint } from './fingerprint.ts'

/** What is kept of one connector's status. Connectors that are alike and well share one record. */
export interface Seen {
  type: string
  state: string
  tasks: number
  /** Tasks that have no worker now, UNASSIGNED or RESTARTING; and the connector, unless all of its tasks run. */
  waiting: number
  failed: readonly Failure[]
}

export interface Failure {
  /** undefined: the connector itself. */
  task: number | undefined
  /** Fingerprint of its cause. */
  cause: string
}

/** What Connect's workers answered. */
export interface Answers {
  at: number
  /** undefined: nobody answered, for the reason in `unreachable`. */
  statuses?: ReadonlyMap<string, ConnectorStatus> | undefined
  unreachable?: string | undefined
  /** Why the worker that lists connectors cannot be believed: its herder does not answer. */
  stuck?: string | undefined
  /** Plain names, asked for where a connector has vanished from the statuses. */
  names?: ReadonlySet<string> | undefined
  /** Configured workers that refuse connections: host:port, as tasks name them. */
  refusing?: readonly string[] | undefined
}

/** How many connectors, and how many tasks, are in each state of Kafka Connect's. */
interface Census {
  connectors: ReadonlyMap<string, number>
  tasks: ReadonlyMap<string, number>
}

/** One look at one Connect cluster. */
export interface Observation extends Pick<Answers, 'at' | 'unreachable' | 'stuck' | 'names'> {
  connectors?: ReadonlyMap<string, Seen>
  /** There is one where there are `connectors`. */
  census?: Census
  /** By fingerprint. */
  causes: ReadonlyMap<string, Cause>
  /** Of the refusing workers those that tasks are still said to run on. */
  lostWorkers: readonly string[]
}

const NO_TRACE = { key: 'unknown', cause: { exception: 'Unknown', message: 'Connect gave no stack trace' } }
const isRunning = ({ state }: InstanceStatus) => state === 'RUNNING'
const isFailed = ({ state }: InstanceStatus) => state === 'FAILED'
/** A connector or task that runs nowhere now. */
export const isWaiting = ({ state }: Pick<InstanceStatus, 'state'>) => state === 'UNASSIGNED' || state === 'RESTARTING'

/**
 * A worker that leaves may write that a connector is unassigned after its next one has written that it runs, and then
 * it stays so: KAFKA-12525 was mended for tasks alone. Where all of them run, the connector had a worker to start them.
 */
const areRunning = (tasks: ConnectorStatus['tasks']) => tasks.length > 0 && tasks.every(isRunning)

/**
 * Statuses → observations of one Connect cluster. A trace is read once, however many tasks and looks repeat it: what
 * was read is kept by the trace's text until a look without it.
 */
export function createObserver() {
  let read = new Map<string, Fingerprint>()

  return {
    observe({ at, statuses, unreachable, stuck, names, refusing = [] }: Answers): Observation {
      const before = read
      const alike = new Map<string, Seen>()
      const census = { connectors: new Map<string, number>(), tasks: new Map<string, number>() }
      const causes = new Map<string, Cause>()
      const causeOf = ({ trace = '' }: InstanceStatus): string => {
        const found = read.get(trace) ?? before.get(trace) ?? fingerprint(trace) ?? NO_TRACE
        read.set(trace, found)
        causes.set(found.key, found.cause)
        return found.key
      }
      const see = ({ type, connector, tasks }: ConnectorStatus): Seen => {
        count(census.connectors, connector.state)
        // Nearly all of thousands.
        if (isRunning(connector) && tasks.every(isRunning)) {
          count(census.tasks, connector.state, tasks.length)
          return shared(alike, { type, state: connector.state, tasks: tasks.length, waiting: 0, failed: [] })
        }
        for (const { state } of tasks) count(census.tasks, state)
        const failed: Failure[] = tasks.filter(isFailed).map((task) => ({ task: task.id, cause: causeOf(task) }))
        if (isFailed(connector)) failed.unshift({ task: undefined, cause: causeOf(connector) })
        const waiting = tasks.filter(isWaiting).length + Number(isWaiting(connector) && !areRunning(tasks))
        const seen = { type, state: connector.state, tasks: tasks.length, waiting, failed }
        return failed.length > 0 || waiting > 0 ? seen : shared(alike, seen)
      }

      if (statuses === undefined) return { at, causes, lostWorkers: [], unreachable, stuck, names }
      read = new Map()
      const connectors = new Map<string, Seen>()
      for (const [name, status] of statuses) connectors.set(name, see(status))
      const lostWorkers = refusing.filter((worker) => isNamed(worker, statuses))
      return { at, connectors, census, causes, lostWorkers, unreachable, stuck, names }
    },
  }
}

function count(by: Map<string, number>, state: string, more = 1): void {
  by.set(state, (by.get(state) ?? 0) + more)
}

function shared(alike: Map<string, Seen>, seen: Seen): Seen {
  const key = `${seen.type}\n${seen.state}\n${seen.tasks}`
  const first = alike.get(key)
  if (first === undefined) alike.set(key, seen)
  return first ?? seen
}

/** Hosts are in lower case in what was configured, and as somebody wrote them in what Connect says. */
function isNamed(worker: string, statuses: ReadonlyMap<string, ConnectorStatus>): boolean {
  const isIt = ({ worker_id: id }: InstanceStatus) => id === worker || id.toLowerCase() === worker
  for (const { connector, tasks } of statuses.values()) if (isIt(connector) || tasks.some(isIt)) return true
  return false
}
