import type { Cause } from '../connectors/health.ts'
import type { BookDeps, Change } from './book.ts'
import type { Look } from './follow.ts'
import { EVENTS, type Fate, type Incident, KINDS, type Line, type Member } from './model.ts'

/** An incident as it is followed: with the members that fail now; of one that is over none. */
export interface Followed {
  incident: Incident
  members: ReadonlyMap<string, Member>
}

/** An incident while a look changes it. */
export interface Draft {
  /** As it was; absent for a new one. */
  before?: Incident
  incident: Incident
  members: Map<string, Member>
  touched: Map<string, Member>
  began?: 'opened' | 'reopened'
  joined: string[]
  left: { subject: string; fate: Fate }[]
  causeBefore?: Cause | undefined
}

type News = Pick<Line, 'event'> & Partial<Line>

/** A piece of news of a look, or of a moment. */
export const toLine = (news: News, { at, before }: Look): Line => ({
  ...{ ...news, at, before },
  ...(EVENTS[news.event].urgent && { urgent: true }),
})

/** Names in one line. */
const NAMES = 10

/** What came of an incident in this look: what to keep and to tell; nothing where nothing changed. */
export function finish(draft: Draft, deps: BookDeps): Change[] {
  const { look, rules } = deps
  if (draft.incident.closed && draft.began === undefined) return []
  const news = newsOf(draft, deps)
  if (news.length === 0 && draft.touched.size === 0) return []
  const incident = measured(draft, news, deps)
  const isQuiet =
    incident.snoozed !== undefined || (draft.members.size > 0 && [...draft.members.keys()].every(deps.muted))
  const mayBroadcast =
    !isQuiet && !KINDS[incident.kind].notice && look.at - (incident.broadcastAt ?? -Infinity) >= rules.broadcastEvery
  const loudest = mayBroadcast ? news.find(({ event }) => EVENTS[event].broadcast) : undefined
  const lines = news.map((line) => ({
    ...toLine(line, look),
    ...(line === loudest && { broadcast: true as const }),
  }))
  const change: Change = {
    incident: { ...incident, ...(loudest && { broadcastAt: look.at }) },
    members: draft.touched,
    lines,
    ...(draft.began && { began: draft.began }),
  }
  return [change]
}

function newsOf(draft: Draft, { look, rules }: BookDeps): News[] {
  const { before, incident, members, began, joined } = draft
  const { notice } = KINDS[incident.kind]
  const isOver = members.size === 0
  const isNews = before !== undefined && began === undefined
  const becameWhole = isNews && !before.whole && [...members.values()].some(({ whole }) => whole)
  const grew = isNews && members.size >= rules.growth * before.base
  const flapping = newlyFlapping(draft)
  const again = began === 'reopened' && incident.mention?.afterMs === 0 && !notice
  const mention = incident.mention?.group

  return [
    joined.length > 0 && {
      event: began ?? ('joined' as const),
      ...named(joined),
      ...(began && incident.cause && { cause: incident.cause }),
      ...(again && mention && { mention }),
    },
    draft.causeBefore && { event: 'cause-changed' as const, ...(incident.cause && { cause: incident.cause }) },
    becameWhole && { event: 'worsened' as const, ...named(members.keys()) },
    grew && !becameWhole && { event: 'worsened' as const, count: members.size },
    flapping && { event: 'flapping' as const, count: flapping, ms: rules.flapping.ms },
    ...(isOver ? [] : leavings(draft)),
    isOver && incident.kind !== 'missing' && { event: 'recovered' as const, ...ending(draft, look.at) },
    !isOver && isSnoozeOver(incident, look.at) && { event: 'snooze-over' as const },
    !isOver &&
      isDue(draft, look.at, rules.broadcastEvery) && { event: 'unanswered' as const, ...(mention && { mention }) },
  ].filter((line) => typeof line === 'object')
}

/** The incident with what these news make of it. */
function measured(
  { incident, members, left, began, before }: Draft,
  news: readonly News[],
  { look, rules }: BookDeps,
): Incident {
  const told = new Set(news.map(({ event }) => event))
  const all = [...members.values()]
  const flaps = Math.max(0, ...all.map((member) => member.flaps ?? 0))
  const isOver = members.size === 0
  const { flapping, snoozed, ...rest } = incident
  const snoozeEnds = told.has('snooze-over') || (isOver && snoozed?.until === undefined)
  const isMentioned = told.has('unanswered') || (began !== undefined && incident.mention?.afterMs === 0)
  return {
    ...rest,
    whole: all.some(({ whole }) => whole) || (isOver && incident.whole),
    peak: Math.max(incident.peak, members.size),
    base: began || members.size >= rules.growth * (before?.base ?? 0) ? members.size : incident.base,
    ...(flaps > 0 && { flapping: { failures: flaps, ms: rules.flapping.ms } }),
    ...(flaps === 0 && isOver && flapping && { flapping }),
    ...(snoozed && !snoozeEnds && { snoozed }),
    ...(isMentioned && { reminded: true }),
    ...(isOver && { closed: { from: look.before, to: look.at, fate: fateOf(left) } }),
  }
}

const newlyFlapping = ({ before, members }: Draft): number | undefined => {
  const flaps = Math.max(0, ...[...members.values()].map((member) => member.flaps ?? 0))
  return before?.flapping === undefined && flaps > 0 ? flaps : undefined
}

/** One line per fate, as long as others still fail. */
function leavings({ left }: Draft): News[] {
  const fates = Map.groupBy(left, ({ fate }) => fate)
  return [...fates].map(([fate, all]) => ({ event: 'left', fate, ...named(all.map(({ subject }) => subject)) }))
}

function ending({ incident, left }: Draft, at: number): Partial<Line> {
  return { ms: at - incident.since.to, restarts: incident.restarts, fate: fateOf(left) }
}

function fateOf(left: Draft['left']): Fate {
  const fates = new Set(left.map(({ fate }) => fate))
  const [fate = 'recovered'] = fates.size === 1 ? fates : []
  return fate
}

const named = (subjects: Iterable<string>): Pick<Line, 'count' | 'names'> => {
  const all = [...subjects]
  return { count: all.length, names: all.slice(0, NAMES) }
}

const isSnoozeOver = ({ snoozed }: Incident, at: number): boolean => (snoozed?.until ?? Infinity) <= at

/** Nobody has acknowledged in time; told when it may be broadcast. */
function isDue({ incident, began }: Draft, at: number, every: number): boolean {
  const { mention, acknowledged, reminded, snoozed, broadcastAt = -Infinity, kind, openedAt } = incident
  if (!mention || mention.afterMs === 0 || acknowledged || reminded || KINDS[kind].notice || began) return false
  return !snoozed && at - openedAt >= mention.afterMs && at - broadcastAt >= every
}
