import { type Context, commit, decide } from './commit.ts'
import { MOST_CONFIGS, readConfigs } from './configs.ts'
import { LeaseLost } from './errors.ts'
import type { ClusterState, Step } from './incidents.ts'
import { ask, type WatchedCluster } from './look.ts'
import type { Track } from './model.ts'
import { createObserver, type Observation } from './observe.ts'
import { createOutbox, type OutboxDeps } from './outbox.ts'
import type { AlertRecords, Hold } from './records.ts'
import { createRounds, type Reports, UNREPORTED } from './reports.ts'
import type { Routes } from './routes.ts'
import type { Rules } from './rules.ts'
import { endUnwatched } from './unwatched.ts'

export interface WatcherDeps extends Omit<OutboxDeps, 'hold' | 'read' | 'leaseMs'> {
  clusters: readonly WatchedCluster[]
  records: AlertRecords
  routes: Routes
  rules: Rules
  /** Between two looks at one Connect cluster, in milliseconds. */
  intervalMs: number
  /** What the app was asked to do to connectors of a Connect cluster since a moment. */
  asked(cluster: string, since: number): Promise<ReadonlyMap<string, string>>
  /** Of channels that take no alerts, once for each time of watching: another process does so while it watches. */
  reportChannels?(signal: AbortSignal): Promise<void>
  random(): number
  newId(): string
  reports?: Reports
}

/** One time of holding the lease. */
interface Watch {
  hold: Hold
  looked: Reports['looked']
  signal: AbortSignal
}

/** A process that died is succeeded after this time. */
const LEASE_MS = 30_000
const RENEW_MS = 10_000
const AGAIN_MS = 5_000
/** Of the interval, by which looks come earlier: Connect clusters are not all asked at once. */
const JITTER = 0.1

/**
 * Watches every Connect cluster and tells Slack, as long as it holds the lease in the store; else it waits for it. Any
 * failure of the store ends the watch, which then goes on from what the store holds, as after a restart.
 */
export function createWatcher(deps: WatcherDeps) {
  const { records, clock, clusters, log, reports = UNREPORTED } = deps
  let nudge = () => {}

  async function watch(epoch: number, outside: AbortSignal): Promise<void> {
    const ending = new AbortController()
    const signal = AbortSignal.any([outside, ending.signal])
    const hold: Hold = async (run) => {
      const held = await records.hold(epoch, LEASE_MS, run)
      if (!held) throw new LeaseLost('Another process watches the connectors now.')
      return held.value
    }
    const states = await hold(async (tables) => {
      await endUnwatched(tables, new Set(clusters.map(({ id }) => id)), clock.now())
      return tables.states()
    })
    const outbox = createOutbox({ ...deps, hold, read: (run) => records.read(run), leaseMs: LEASE_MS })
    nudge = outbox.nudge
    reports.watching(true)
    const looked = createRounds(clusters.length, reports)
    const parts = [
      outbox.run(signal),
      every(RENEW_MS, () => hold(async () => {}), signal),
      deps.reportChannels?.(signal),
      ...clusters.map((cluster) => follow(cluster, states.get(cluster.id), { hold, looked, signal })),
    ]
    try {
      await Promise.all(parts)
    } finally {
      ending.abort()
      await Promise.allSettled(parts)
      reports.watching(false)
      await records.releaseLease(epoch)
    }
  }

  /** Runs at once and then again and again, until the signal. */
  async function every(ms: number, run: () => Promise<void>, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await run()
      await sleep(ms, signal)
    }
  }

  const sleep = (ms: number, signal: AbortSignal) => clock.sleep(ms, signal).catch(() => {})

  async function follow(cluster: WatchedCluster, known: ClusterState | undefined, watch: Watch) {
    const { hold, signal } = watch
    const observer = createObserver()
    let state = known
    let suspects: ReadonlySet<string> = new Set()
    const take = async (turn: number): Promise<Step> => {
      const answers = await ask(cluster, state?.tracks, clock, turn, suspects, signal)
      suspects = new Set(answers.refusing)
      return look(cluster, state, observer.observe(answers), watch)
    }
    await sleep(JITTER * deps.random() * deps.intervalMs, signal)
    for (let turn = 0; !signal.aborted; turn++) {
      try {
        state = remember(state, await take(turn))
      } catch (error) {
        if (signal.aborted) return
        if (error instanceof LeaseLost) throw error
        // What no sense can be made of here must not end the watch over the others; a store that fails does.
        log.warn(
          { err: error, cluster: cluster.id },
          'A look at a Connect cluster failed; the next one goes on from the store',
        )
        state = (await hold((tables) => tables.states())).get(cluster.id)
      }
      await sleep(deps.intervalMs * (1 - JITTER * deps.random()), signal)
    }
  }

  async function look(
    cluster: WatchedCluster,
    state: ClusterState | undefined,
    seen: Observation,
    { hold, looked, signal }: Watch,
  ): Promise<Step> {
    const { routes, newId } = deps
    const rules = rulesFor(cluster, deps.rules)
    const asked = await deps.asked(cluster.id, state?.at ?? seen.at)
    const context: Context = { cluster: cluster.id, rules, routes, asked, newId, ...NO_CONFIGS }
    const known = routes.needsConfig ? await configsFor(cluster, state, seen, context, signal) : NO_CONFIGS
    const result = await hold((tables) => commit(tables, state, seen, { ...context, ...known }))
    if (result.changes.length > 0) nudge()
    looked(cluster.id, seen)
    return result
  }

  /**
   * The configs of those that are about to be routed, found by deciding once without them. Beyond so many they wait for
   * the next look; but what had failed before the first one is told at once.
   */
  async function configsFor(
    { client }: WatchedCluster,
    state: ClusterState | undefined,
    seen: Observation,
    context: Context,
    signal: AbortSignal,
  ): Promise<Pick<Context, 'configs' | 'later'>> {
    const names = new Set<string>()
    const note = ({ connector }: { connector?: string }) => connector !== undefined && names.add(connector)
    await records.read((tables) => decide(tables, state, seen, context, note))
    const configs = await readConfigs(client, [...names].slice(0, MOST_CONFIGS), signal)
    return { configs, later: new Set(state?.looked ? [...names].slice(MOST_CONFIGS) : []) }
  }

  return {
    /** There is something to tell that somebody else put into the store. */
    nudge: () => nudge(),

    /** Until the signal. Never rejects. */
    async run(signal: AbortSignal): Promise<void> {
      while (!signal.aborted) {
        try {
          const epoch = await records.takeLease(LEASE_MS)
          if (epoch !== undefined) await watch(epoch, signal)
        } catch (error) {
          log.warn({ err: error }, 'The watch over the connectors was broken off; it goes on from the store')
        }
        if (!signal.aborted) await sleep(AGAIN_MS, signal)
      }
    },
  }
}

const NO_CONFIGS: Pick<Context, 'configs' | 'later'> = { configs: new Map(), later: new Set() }

/** Connect clusters differ in how long they wait for a lost worker (scheduled.rebalance.max.delay.ms). */
const rulesFor = ({ graceMs }: WatchedCluster, rules: Rules): Rules =>
  graceMs === undefined ? rules : { ...rules, opens: { ...rules.opens, waiting: { ms: graceMs } } }

/** The tracks of thousands of connectors are copied only where one changed. */
function remember(state: ClusterState | undefined, { at, seenAt, looked, parts, tracks }: Step): ClusterState {
  if (state && tracks.size === 0) return { ...state, at, seenAt, looked, parts }
  const all = new Map<string, Track>(state?.tracks)
  for (const [name, track] of tracks) {
    if (track === undefined) all.delete(name)
    else all.set(name, track)
  }
  return { at, seenAt, looked, parts, tracks: all }
}
