import { json, noLeaderUrl, RestError, rebalanceExpected, staleConfiguration } from './answer.ts'
import type { Clock, Delays } from './clock.ts'
import type { Call, Endpoint, Kind } from './endpoint.ts'
import type { State } from './state.ts'
import type { Workers } from './workers.ts'

interface Deps {
  clock: Clock
  delays: Delays
  workers: Workers
  state: State
  closed: AbortSignal
}

/** What a Connect cluster in trouble says to each kind of call; a kind that is not named is not troubled. */
const DURING_REBALANCE: Partial<Record<Kind, () => RestError>> = {
  read: rebalanceExpected,
  restart: staleConfiguration,
  offsets: staleConfiguration,
}
const WHILE_FROZEN: Partial<Record<Kind, keyof Delays>> = {
  health: 'healthTimeout',
  target: 'targetTimeout',
  read: 'requestTimeout',
  lookup: 'requestTimeout',
  write: 'requestTimeout',
  restart: 'requestTimeout',
  offsets: 'requestTimeout',
}

/** Trouble between a call and its effect: rebalances, a frozen broker, a leader or owner that is gone. */
export function createConditions({ clock, delays, workers, state, closed }: Deps) {
  let rebalanceUntil = 0
  let frozenSince: number | undefined
  let thaw: { promise: Promise<void>; resolve: () => void } = Promise.withResolvers<void>()

  /** @throws RestError once the time-out is over, unless the broker is back before */
  async function waitForBroker(call: Call, endpoint: Endpoint) {
    const timeout = WHILE_FROZEN[endpoint.kind]
    if (frozenSince === undefined || !timeout) return
    const thawed = thaw.promise.then(() => true)
    if (await Promise.race([thawed, clock.sleep(delays[timeout], closed).then(() => false)])) return
    if (endpoint.carriedOut) thaw.promise.then(() => endpoint.run(call)).catch(nobodyWaits)
    throw timedOut(endpoint.kind, frozenSince)
  }

  /** Whether the worker that must do it can be reached from the one that was asked. */
  function reach(call: Call, { kind }: Endpoint) {
    if (kind === 'write' || kind === 'offsets') forward(call.worker.id, workers.leader()?.id)
    if (kind === 'restart') forward(call.worker.id, restarterOf(call))
  }
  /** A restart by plan is the leader's, any other the owner's. */
  function restarterOf({ params: [name = '', task], query }: Call): string | undefined {
    const planned = ['includeTasks', 'onlyFailed'].some((key) => query.get(key)?.toLowerCase() === 'true')
    if (planned) return workers.leader()?.id
    return state.statuses.get(name)?.instances.get(task === undefined ? 'connector' : Number(task))?.worker
  }
  function forward(from: string, to: string | undefined) {
    const target = workers.list.find(({ id }) => id === to)
    if (!target || target.id === from || target.phase !== 'down') return
    throw target.missed
      ? noLeaderUrl()
      : new RestError(500, 'IO Error trying to forward REST request: java.net.ConnectException: Connection refused')
  }

  return {
    /** @throws RestError where the condition of the Connect cluster stands in the way */
    async pass(call: Call, endpoint: Endpoint) {
      await waitForBroker(call, endpoint)
      const trouble = clock.now() < rebalanceUntil && DURING_REBALANCE[endpoint.kind]
      if (trouble) throw trouble()
      reach(call, endpoint)
    },
    rebalanceFor(ms: number) {
      rebalanceUntil = clock.now() + ms
    },
    freeze(on: boolean) {
      if (on && frozenSince === undefined) {
        frozenSince = clock.now()
        thaw = Promise.withResolvers<void>()
      } else if (!on) {
        frozenSince = undefined
        thaw.resolve()
      }
    },
  }
}
export type Conditions = ReturnType<typeof createConditions>

/** What the worker says when Kafka does not answer it; `/health` says it in its own shape. */
export class Unhealthy extends Error {
  override name = 'Unhealthy'
}

function timedOut(kind: Kind, since: number): Error {
  const stage = `The worker is currently flushing updates to the status topic, which began at ${new Date(since).toISOString()}.`
  if (kind === 'target') return new RestError(500, 'Error writing target state to Kafka')
  if (kind === 'health')
    return new Unhealthy(
      `Worker was unable to handle this request and may be unable to handle other requests. ${stage}`,
    )
  return new RestError(500, `Request timed out. ${stage}`)
}

export const unhealthy = ({ message }: Unhealthy) => json(500, { status: 'unhealthy', message })

/** The caller was told of a time-out; what becomes of the call is seen in the connectors. */
const nobodyWaits = () => undefined
