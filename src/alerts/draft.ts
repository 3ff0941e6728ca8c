import type { Cause } from '../connectors/health.ts'
import type { BookDeps, Change } from './book.ts'
import type { Look } from './follow.ts'
import { EVENTS, type Fate, type Incident, KINDS, type Line, type Member, type Span } from './model.ts'
import { endOf, fateOf, type News, newsOf } from './news.ts'
import { isSnoozeOver, lastingSnoozes, quietBy } from './snooze.ts'

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
  left: { subject: string; fate: Fate; since: Span }[]
  causeBefore?: Cause | undefined
}

/** A piece of news of a look, or of a moment. */
export const toLine = (news: News, { at, before }: Look): Line => ({
  ...{ ...news, at, before },
  ...(EVENTS[news.event].urgent && { urgent: true }),
})

/** What came of an incident in this look: what to keep and to tell; nothing where nothing changed. */
export function finish(draft: Draft, deps: BookDeps): Change[] {
  const { look, rules } = deps
  if (draft.incident.closed && draft.began === undefined) return []
  const isQuiet = isToBeQuiet(draft, deps)
  const news = newsOf(draft, deps, isQuiet)
  const isAwake = draft.incident.snoozes?.some((snooze) => isSnoozeOver(snooze, look.at))
  if (news.length === 0 && draft.touched.size === 0 && !isAwake) return []
  const incident = measured(draft, news, deps)
  const mayBroadcast =
    !isQuiet && !KINDS[incident.kind].notice && look.at - (incident.broadcastAt ?? -Infinity) >= rules.broadcastEvery
  const loudest = mayBroadcast ? news.find(({ event }) => EVENTS[event].broadcast) : undefined
  const lines = news.map(({ mention, ...line }) => ({
    ...toLine(line, look),
    ...(mayBroadcast && mention && { mention }),
    ...(line.event === loudest?.event && { broadcast: true as const }),
  }))
  const change: Change = {
    incident: { ...incident, ...(loudest && { broadcastAt: look.at }) },
    members: draft.touched,
    lines,
    ...(draft.began && { began: draft.began }),
  }
  return [change]
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
  const { flapping, snoozes: _, ...rest } = incident
  const lasting = lastingSnoozes(incident, look.at).filter(({ until }) => !isOver || until !== undefined)
  const isMentioned = told.has('unanswered') || (began !== undefined && incident.mention?.afterMs === 0)
  return {
    ...rest,
    whole: all.some(({ whole }) => whole) || (isOver && incident.whole),
    peak: Math.max(incident.peak, members.size),
    base: began || members.size >= rules.growth * (before?.base ?? 0) ? members.size : incident.base,
    ...(flaps > 0 && { flapping: { failures: flaps, ms: rules.flapping.ms } }),
    ...(flaps === 0 && isOver && flapping && { flapping }),
    ...(lasting.length > 0 && { snoozes: lasting }),
    ...(isMentioned && { reminded: true }),
    ...(told.has('crash-loop') && { crashLoop: true as const }),
    ...(isOver && { closed: { ...endOf(left, look), fate: fateOf(left) } }),
  }
}

/** Nobody is to be called: it is snoozed, or all that fails is muted. */
function isToBeQuiet({ incident, members }: Draft, { look, muted }: BookDeps): boolean {
  const snoozed = quietBy(lastingSnoozes(incident, look.at))
  return members.size > 0 && [...members.keys()].every((subject) => muted(subject, incident.kind) || snoozed(subject))
}
