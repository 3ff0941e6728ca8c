import { matches } from '../connectors/pattern.ts'
import type { Change } from './book.ts'
import { type ClusterState, type Step, step } from './incidents.ts'
import { KINDS, type Kind, type Mute } from './model.ts'
import type { Observation } from './observe.ts'
import type { AlertTables, Root } from './records.ts'
import type { Facts, Place, Routes } from './routes.ts'
import type { Rules } from './rules.ts'
import { bump, placeRoots } from './storm.ts'

export interface Context {
  cluster: string
  rules: Rules
  routes: Routes
  configs: Facts
  /** Connectors whose turn to be routed has not come yet. */
  later: ReadonlySet<string>
  asked: ReadonlyMap<string, string>
  newId(): string
}

/** What one look comes to, from what the store holds, without writing it. `onRoute` learns of every place to be routed. */
export async function decide(
  tables: AlertTables,
  state: ClusterState | undefined,
  seen: Observation,
  context: Context,
  onRoute: (place: Place) => void = () => {},
): Promise<Step> {
  const { cluster, rules, routes, configs } = context
  const followed = await tables.followed(cluster, seen.at - rules.reopensWithin)
  const mutes = await tables.mutes()
  const route = (place: Place) => {
    onRoute(place)
    return routes.route(place, configs)
  }
  const here = mutes.filter((mute) => (mute.cluster ?? cluster) === cluster)
  const muted = (subject: string, kind: Kind) =>
    KINDS[kind].of === 'connector'
      ? context.later.has(subject) || here.some((mute) => covers(mute, subject))
      : here.some(coversAll)
  return step(state, followed, seen, { ...context, route, muted })
}

/** Decides and writes: what changed, and which messages have to tell it. */
export async function commit(
  tables: AlertTables,
  state: ClusterState | undefined,
  seen: Observation,
  context: Context,
): Promise<Step> {
  const result = await decide(tables, state, seen, context)
  const decided = await linked(tables, context.cluster, result.changes)
  const roots = await rootsOf(tables, decided, seen.at, context)
  const changes = decided.map((change) => tellable(change, roots.get(change.incident.id)))
  // Several incidents may have come to one summary.
  for (const together of Map.groupBy(changes, ({ incident }) => roots.get(incident.id)?.id).values()) {
    const [root] = together
      .flatMap(({ incident }) => roots.get(incident.id) ?? [])
      .sort((a, b) => b.joinedAt - a.joinedAt)
    const lines = together.flatMap((change) => change.lines)
    if (root) await tables.saveRoot(bump(root, lines, seen.at))
  }
  const ids = new Map([...roots].map(([incident, root]) => [incident, root.id]))
  await tables.saveStep(context.cluster, { ...result, changes }, ids)
  return result
}

/** A new incident knows the one before it with the same cause. */
async function linked(tables: AlertTables, cluster: string, changes: readonly Change[]): Promise<readonly Change[]> {
  if (!changes.some(({ began }) => began === 'opened')) return changes
  const lastOver = await tables.lastOver(cluster)
  return changes.map((change) => {
    const follows = change.began === 'opened' ? lastOver(change.incident) : undefined
    return follows === undefined ? change : { ...change, incident: { ...change.incident, follows } }
  })
}

/** Where there is no message any more, nothing is said. */
const tellable = (change: Change, root: Root | undefined): Change =>
  root?.state === 'lost' ? { ...change, lines: [] } : change

/** The root of every incident that changed: its own, or where it has none (any more) a new one. */
async function rootsOf(
  tables: AlertTables,
  changes: readonly Change[],
  at: number,
  { rules, newId }: Context,
): Promise<Map<string, Root>> {
  const roots = new Map<string, Root>()
  const homeless: Change[] = []
  for (const change of changes) {
    const root = change.began === 'opened' ? undefined : await tables.root(change.incident.root)
    if (root && !(root.state === 'lost' && change.began)) roots.set(change.incident.id, root)
    else homeless.push(change)
  }
  for (const [channel, opened] of Map.groupBy(homeless, ({ incident }) => incident.channel)) {
    const recent = await tables.recentRoots(channel, at - rules.storm.ms)
    for (const [incident, root] of placeRoots(opened, recent, at, rules, newId)) roots.set(incident, root)
  }
  return roots
}

const covers = ({ pattern, except = [] }: Mute, connector: string): boolean =>
  matches(pattern, connector) && !except.some((one) => matches(one, connector))

/** Also the Connect cluster and its workers, which everybody's connectors need. */
const coversAll = ({ pattern, except = [] }: Mute): boolean => pattern === '*' && except.length === 0
