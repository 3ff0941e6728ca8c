import type { Change } from './book.ts'
import type { Line, Span } from './model.ts'
import type { Root } from './records.ts'
import type { Rules } from './rules.ts'
import { spanning } from './spans.ts'

/**
 * Which roots show new incidents of one channel: each its own, unless there would be more than the channel may get in
 * that time: then one summary takes them all, and those that follow while the storm lasts.
 */
export function placeRoots(
  opened: readonly Change[],
  recent: readonly Root[],
  at: number,
  rules: Rules,
  newId: () => string,
): Map<string, Root> {
  const { most, ms } = rules.storm
  const fresh = (root: Root) => root.joinedAt > at - ms && root.state !== 'lost'
  const summary = recent.find((root) => root.summary && fresh(root))
  const singles = recent.filter((root) => !root.summary && root.createdAt > at - ms).length
  const make = (channel: string, isSummary: boolean): Root => ({
    ...{ id: newId(), channel, summary: isSummary, state: 'wanted', createdAt: at, joinedAt: at },
    ...{ revision: 0, said: 0, changedAt: at, urgent: false, renewals: 0 },
  })
  const [first] = opened
  if (first === undefined) return new Map()
  const together = summary ?? (singles + opened.length > most ? make(first.incident.channel, true) : undefined)
  return new Map(
    opened.map(({ incident }) => [
      incident.id,
      together ? { ...together, joinedAt: at } : make(incident.channel, false),
    ]),
  )
}

const URGENT_EDITS: ReadonlySet<string> = new Set(['recovered', 'acknowledged', 'withdrawn', 'reopened', 'snoozed'])

/** A root with something new to show. */
export function bump(root: Root, lines: readonly Line[], at: number): Root {
  const isSaid = root.said === root.revision
  return {
    ...root,
    revision: root.revision + 1,
    changedAt: isSaid ? at : root.changedAt,
    urgent: (!isSaid && root.urgent) || lines.some(({ event }) => URGENT_EDITS.has(event)),
  }
}

/** A root of which Slack shows a revision. */
export function said(root: Root, revision: number, at: number): Root {
  const isAll = revision >= root.revision
  return { ...root, said: Math.max(root.said, revision), ...(isAll ? { urgent: false } : { changedAt: at }) }
}

/** One thread line for news of the same sort about one incident, in the order of the last of each. Actions stay apart. */
export function condense<T extends { incident: string; line: Line }>(lines: readonly T[]): T[] {
  const merged = new Map<string, T>()
  for (const [at, one] of lines.entries()) {
    const { event, fate, by } = one.line
    const key = event === 'action' ? String(at) : [one.incident, event, fate, by?.id].join(' ')
    const before = merged.get(key)
    merged.delete(key)
    merged.set(key, before ? { ...one, line: together(before.line, one.line) } : one)
  }
  return [...merged.values()]
}

const spanOf = ({ span, before, at }: Line): Span => span ?? { from: before, to: at }

/** "+ 214 connectors": counts add up where names came; else the later line is the state of things. */
function together(earlier: Line, later: Line): Line {
  const names = [...new Set([...(earlier.names ?? []), ...(later.names ?? [])])].slice(0, 10)
  const adds = earlier.names !== undefined && later.names !== undefined
  const count = adds ? (earlier.count ?? 0) + (later.count ?? 0) : later.count
  return {
    ...later,
    before: earlier.before,
    ...((earlier.span || later.span) && { span: spanning([spanOf(earlier), spanOf(later)]) }),
    ...(count !== undefined && { count }),
    ...(names.length > 0 && { names }),
    ...(earlier.broadcast && { broadcast: true }),
    ...(earlier.mention !== undefined && { mention: earlier.mention }),
  }
}
