import { type BookDeps, type Change, openBook } from './book.ts'
import type { Followed } from './draft.ts'
import { CALM, follow, type Look } from './follow.ts'
import type { Track } from './model.ts'
import type { Observation } from './observe.ts'
import { partsOf } from './parts.ts'
import { createPlacing, type Placing } from './placing.ts'

/** What is remembered of one Connect cluster between two looks. */
export interface ClusterState {
  /** The last look. */
  at: number
  /** The last one that told how the connectors are; absent before the first. */
  seenAt?: number | undefined
  /** By connector. */
  tracks: ReadonlyMap<string, Track>
  /** Of the Connect cluster and its workers, by the key of what may be wrong. */
  parts: ReadonlyMap<string, Track>
  /** Whether its connectors have ever been seen. */
  looked: boolean
}

export interface Step {
  at: number
  seenAt?: number | undefined
  /** Only what changed; undefined: forgotten. */
  tracks: ReadonlyMap<string, Track | undefined>
  parts: ReadonlyMap<string, Track>
  looked: boolean
  changes: readonly Change[]
}

export interface Surroundings extends Omit<BookDeps, 'look' | 'connectors'> {
  /** What the app itself was asked to do since the last look, by connector: 'restart', 'delete' … */
  asked: ReadonlyMap<string, string>
}

/**
 * One look at one Connect cluster: known incidents and what is remembered → what to remember, to keep and to tell.
 * Pure. An outage of the Connect cluster holds its connectors back: nothing is decided about them until it is over.
 */
export function step(
  state: ClusterState | undefined,
  followed: readonly Followed[],
  seen: Observation,
  around: Surroundings,
): Step {
  const look: Look = { at: seen.at, before: state?.at ?? seen.at }
  const book = openBook(followed, { ...around, look, connectors: seen.connectors?.size ?? 0 })
  const placing = createPlacing(book, look, seen, around)
  // What became of connectors while nobody could tell lies between two looks that could.
  const before = state?.seenAt ?? (state?.looked ? look.before : look.at)
  const ofConnectors = createPlacing(book, { ...look, before }, seen, around)

  const parts = new Map<string, Track>()
  const waiters = countWaiting(state?.tracks, seen.connectors, around.asked)
  for (const { subject, key, trouble, member } of partsOf(state?.parts, seen, waiters, around.rules)) {
    const track = placing.place(subject, follow(state?.parts.get(key) ?? CALM, trouble, look, around.rules), member)
    if (track !== CALM) parts.set(key, track)
  }

  const isOut = ['unreachable', 'stuck'].some((key) => parts.get(key)?.member !== undefined)
  const { connectors } = isOut ? {} : seen
  const tracks = connectors ? placeAll(state, connectors, ofConnectors) : new Map()
  const looked = state?.looked === true || connectors !== undefined
  const isBelieved = connectors !== undefined && seen.stuck === undefined
  const seenAt = isBelieved ? seen.at : state?.seenAt
  return { at: seen.at, seenAt, tracks, parts, looked, changes: book.close() }
}

/** Tracks that changed; undefined: forgotten. */
function placeAll(
  state: ClusterState | undefined,
  connectors: NonNullable<Observation['connectors']>,
  placing: Placing,
): Map<string, Track | undefined> {
  const changed = new Map<string, Track | undefined>()
  for (const [name, status] of connectors) {
    const before = state?.tracks.get(name)
    const after = placing.connector(name, before ?? CALM, status, state?.looked ?? false)
    if (after !== before) changed.set(name, after)
  }
  for (const [name, before] of state?.tracks ?? []) {
    const after = connectors.has(name) ? before : placing.vanished(name, before)
    if (after !== before) changed.set(name, after)
  }
  for (const [name, track] of placing.moved()) changed.set(name, track)
  return changed
}

/** Connectors without a worker, or with tasks that have none, but for those that the app is at. */
function countWaiting(
  tracks: ClusterState['tracks'] | undefined,
  connectors: Observation['connectors'],
  asked: Surroundings['asked'],
) {
  let all = 0
  let newly = 0
  for (const [name, { waiting }] of connectors ?? []) {
    if (waiting === 0 || asked.has(name)) continue
    all++
    if (tracks?.get(name)?.trouble?.kind !== 'waiting') newly++
  }
  return { all, newly, of: connectors?.size ?? 0 }
}
