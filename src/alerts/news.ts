import type { BookDeps } from './book.ts'
import type { Draft } from './draft.ts'
import type { Look } from './follow.ts'
import { type Fate, type Incident, KINDS, type Line, type Span } from './model.ts'
import type { Rules } from './rules.ts'
import { isSnoozedWhole, isSnoozeOver, lastingSnoozes, quietBy } from './snooze.ts'
import { farSpan } from './spans.ts'

export type News = Pick<Line, 'event'> & Partial<Line>

/** Names in one line. */
const NAMES = 10

/** What there is to tell of an incident after a look. `isQuiet`: nobody is to be called. */
export function newsOf(draft: Draft, { look, rules }: BookDeps, isQuiet: boolean): News[] {
  const { before, incident, members, began, joined } = draft
  const { notice } = KINDS[incident.kind]
  const isOver = members.size === 0
  const isNews = before !== undefined && began === undefined
  const becameWhole = isNews && !before.whole && [...members.values()].some(({ whole }) => whole)
  const grew = isNews && members.size >= rules.growth * before.base
  const flapping = newlyFlapping(draft)
  const loops = !isOver && !incident.crashLoop && isLooping(incident, rules)
  const calls = began !== undefined && incident.mention?.afterMs === 0 && !notice
  const mention = incident.mention?.group
  const awake = awakened(draft, look)

  return [
    joined.length > 0 && { ...joining(draft), ...(calls && mention && { mention }) },
    draft.causeBefore && { event: 'cause-changed' as const, ...(incident.cause && { cause: incident.cause }) },
    becameWhole && { event: 'worsened' as const, ...named(members.keys()) },
    grew && !becameWhole && { event: 'worsened' as const, count: members.size },
    flapping && { event: 'flapping' as const, count: flapping, ms: rules.flapping.ms },
    loops && { event: 'crash-loop' as const, ...(incident.failedAgain && { count: incident.failedAgain }) },
    ...(isOver ? [] : leavings(draft)),
    isOver && incident.kind !== 'missing' && { event: 'recovered' as const, ...ending(draft, look) },
    awake.length > 0 && { event: 'snooze-over' as const, ...(awake.length < members.size && named(awake)) },
    !isOver &&
      !isQuiet &&
      isDue(draft, look.at, rules.broadcastEvery) && { event: 'unanswered' as const, ...(mention && { mention }) },
  ].filter((line) => typeof line === 'object')
}

/** Who came, and why. */
function joining({ incident, members, began, joined }: Draft): News {
  return {
    event: began ?? 'joined',
    ...named(joined),
    ...spanned(joined.flatMap((subject) => members.get(subject)?.since ?? [])),
    ...(incident.cause && { cause: incident.cause }),
  }
}

/** Who still fails at the end of a snooze, and is in no other one. */
function awakened({ incident, members, joined }: Draft, { at }: Look): string[] {
  const wasQuiet = quietBy((incident.snoozes ?? []).filter((snooze) => isSnoozeOver(snooze, at)))
  const isQuiet = quietBy(lastingSnoozes(incident, at))
  return [...members.keys()].filter((one) => wasQuiet(one) && !isQuiet(one) && !joined.includes(one))
}

const isLooping = ({ failedAgain = 0 }: Incident, { crashLoop }: Rules) => failedAgain >= crashLoop

const newlyFlapping = ({ before, members }: Draft): number | undefined => {
  const flaps = Math.max(0, ...[...members.values()].map((member) => member.flaps ?? 0))
  return before?.flapping === undefined && flaps > 0 ? flaps : undefined
}

/** One line per fate, as long as others still fail. */
function leavings({ left }: Draft): News[] {
  const fates = Map.groupBy(left, ({ fate }) => fate)
  return [...fates].map(([fate, all]) => ({
    ...{ event: 'left', fate, ...named(all.map(({ subject }) => subject)) },
    ...spanned(all.map(({ since }) => since)),
  }))
}

function ending({ incident, left }: Draft, look: Look): Partial<Line> {
  const end = endOf(left, look)
  return { ms: end.to - incident.since.to, restarts: incident.restarts, fate: fateOf(left), ...spanned([end]) }
}

/** When the last of them left. */
export function endOf(left: Draft['left'], look: Look): Span {
  const [last = { from: look.before, to: look.at }] = left.map(({ since }) => since).sort((a, b) => b.to - a.to)
  return { from: last.from, to: last.to }
}

const spanned = (spans: readonly Span[]): Pick<Line, 'span'> => {
  const span = farSpan(spans)
  return span ? { span } : {}
}

/** How it was over, where all of them left in the same way; else it recovered. */
export function fateOf(left: Draft['left']): Fate {
  const fates = new Set(left.map(({ fate }) => fate))
  const [fate = 'recovered'] = fates.size === 1 ? fates : []
  return fate
}

const named = (subjects: Iterable<string>): Pick<Line, 'count' | 'names'> => {
  const all = [...subjects]
  return { count: all.length, names: all.slice(0, NAMES) }
}

/** Nobody has acknowledged in time; told when it may be broadcast. */
function isDue({ incident, began }: Draft, at: number, every: number): boolean {
  const { mention, acknowledged, reminded, broadcastAt = -Infinity, kind, openedAt } = incident
  if (!mention || mention.afterMs === 0 || acknowledged || reminded || KINDS[kind].notice || began) return false
  return !isSnoozedWhole(incident) && at - openedAt >= mention.afterMs && at - broadcastAt >= every
}
