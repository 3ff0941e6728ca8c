import type { ConnectClient } from '../connect/client.ts'
import type { Clock } from '../connect/clock.ts'
import { ConnectError } from '../connect/errors.ts'
import type { Answers } from './observe.ts'

/** What the watcher may ask of one Connect cluster: nothing that writes. */
export interface WatchedCluster {
  id: string
  client: Pick<ConnectClient, 'statuses' | 'health' | 'names' | 'connector'>
  /** How long a task may be without a worker, where the rules do not hold; in milliseconds. */
  graceMs?: number | undefined
  /** Configured workers, by the host:port that tasks name. */
  workers: readonly WatchedWorker[]
}

interface WatchedWorker {
  id: string
  /** Whether it refuses connections. */
  refuses(signal: AbortSignal): Promise<boolean>
}

/** The herder of a worker of 3.9 answers /health within ten seconds or says that it is unhealthy; below, a connector. */
const HERDER_MS = 12_000
/** For herders these are answers like any other. */
const ALIVE: readonly string[] = ['not-found', 'rebalancing', 'unauthorized', 'rejected']

/**
 * Asks one Connect cluster how its connectors are: one request for all statuses, one for the herder, names only where a
 * connector of `known` has vanished. What Connect answers is never an error here; only the signal's reason is.
 */
export async function ask(
  { client, workers }: WatchedCluster,
  known: ReadonlyMap<string, unknown> | undefined,
  clock: Clock,
  turn: number,
  suspects: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<Answers> {
  const [statuses, refusing] = await Promise.all([
    answered(client.statuses({ signal }), signal),
    refusals(workers, turn, suspects, signal),
  ])
  const at = clock.now()
  if (statuses instanceof ConnectError) return { at, unreachable: statuses.message }
  const stuck = await herderTrouble(client, statuses.keys().next().value, clock, signal)
  const vanished = [...(known?.keys() ?? [])].some((name) => !statuses.has(name))
  const names = vanished ? await answered(client.names({ signal }), signal) : undefined
  return { at, statuses, refusing, stuck, ...(Array.isArray(names) && { names: new Set(names) }) }
}

/** Why the herder must be thought stuck, if so. Lists answer all the same, but what they say is old. */
async function herderTrouble(
  client: WatchedCluster['client'],
  name: string | undefined,
  clock: Clock,
  signal: AbortSignal,
): Promise<string | undefined> {
  const health = await answered(client.health({ signal }), signal)
  if (!(health instanceof ConnectError))
    return health.status === 'unhealthy' ? (health.message ?? 'The worker says that it is unhealthy.') : undefined
  if (health.kind !== 'unsupported') return ALIVE.includes(health.kind) ? undefined : health.message
  if (name === undefined) return undefined
  const limit = new AbortController()
  const asked = answered(client.connector(name, { signal: AbortSignal.any([signal, limit.signal]) }), signal)
  const late = clock.sleep(HERDER_MS, AbortSignal.any([signal, limit.signal])).then(
    () => new ConnectError('timed-out', `${name} was not described within ${HERDER_MS / 1_000} s.`),
    () => undefined,
  )
  const first = await Promise.race([asked, late])
  limit.abort()
  return first instanceof ConnectError && !ALIVE.includes(first.kind) ? first.message : undefined
}

/** One worker a look in turn, and those that refused the time before. */
async function refusals(
  workers: readonly WatchedWorker[],
  turn: number,
  suspects: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<string[]> {
  const asked = workers.filter(({ id }, at) => suspects.has(id) || at === turn % workers.length)
  const answers = await Promise.all(asked.map(async (worker) => ((await worker.refuses(signal)) ? [worker.id] : [])))
  return answers.flat()
}

async function answered<T>(call: Promise<T>, signal: AbortSignal): Promise<T | ConnectError> {
  try {
    return await call
  } catch (error) {
    signal.throwIfAborted()
    return error instanceof ConnectError ? error : new ConnectError('unexpected', String(error), { cause: error })
  }
}
