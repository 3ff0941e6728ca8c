import type { Cause } from '../connectors/health.ts'
import { type Draft, type Followed, finish } from './draft.ts'
import type { Look } from './follow.ts'
import { type Fate, type Incident, KINDS, type Kind, type Line, type Member, type Span, type Trouble } from './model.ts'
import { inNewRound } from './restarts.ts'
import type { Route } from './routes.ts'
import type { Rules } from './rules.ts'

/** An incident after a look: what to keep, and what to tell of it. */
export interface Change {
  incident: Incident
  began?: 'opened' | 'reopened'
  /** Members that came, changed or left, by connector. */
  members: ReadonlyMap<string, Member>
  lines: readonly Line[]
}

export interface BookDeps {
  cluster: string
  look: Look
  /** How many there are. */
  connectors: number
  rules: Rules
  /** `connector` is absent for what concerns the whole Connect cluster. */
  route(place: { cluster: string; connector?: string; type?: string }): Route
  muted(subject: string, kind: Kind): boolean
  newId(): string
}

type Newcomer = Omit<Member, 'left'>
type Belonging = { incident: string; key: string }

/** The incidents of one Connect cluster during one look: who joins, leaves and moves, and what comes of it. */
export function openBook(followed: readonly Followed[], deps: BookDeps) {
  const { cluster, look, connectors, rules, route, muted, newId } = deps
  const drafts = new Map<string, Draft>(
    followed.map(({ incident, members }) => [
      incident.id,
      {
        before: incident,
        incident: { ...incident },
        members: new Map(members),
        touched: new Map(),
        joined: [],
        left: [],
      },
    ]),
  )

  const known = (id: string): Draft => {
    const draft = drafts.get(id)
    if (!draft) throw new Error(`Incident ${id} is not among those followed on ${cluster}.`)
    return draft
  }

  /** By key, also one that they had before: there may be as many causes as connectors. */
  const byKey = Map.groupBy(drafts.values(), ({ incident }) => incident.key)
  function note(draft: Draft): void {
    const { key } = draft.incident
    byKey.set(key, [...(byKey.get(key) ?? []), draft])
  }

  const find = (key: string, channel: string, closed: boolean): Draft | undefined =>
    byKey
      .get(key)
      ?.findLast(
        ({ incident }) =>
          incident.key === key && incident.channel === channel && (incident.closed !== undefined) === closed,
      )

  /** Of the same key and channel: the one that is open, the one that was over not long ago, or a new one. */
  function incidentFor(subject: string, trouble: Trouble, cause: Cause | undefined, { type, since }: Newcomer): Draft {
    const { of } = KINDS[trouble.kind]
    const { channel, mention } = route({ cluster, ...(of === 'connector' && { connector: subject, type }) })
    const open = find(trouble.key, channel, false)
    if (open) return open
    const over = trouble.kind === 'missing' ? undefined : find(trouble.key, channel, true)
    const wellFor = look.at - (over?.incident.closed?.to ?? -Infinity)
    if (over && wellFor <= rules.reopensWithin) {
      const { closed, acknowledged, reminded, flapping, crashLoop, snoozes = [], ...rest } = over.incident
      const lasting = snoozes.filter(({ until = 0 }) => until > look.at)
      over.incident = {
        ...rest,
        ...inNewRound(over.incident, wellFor <= rules.flapping.ms),
        openedAt: look.at,
        since,
        whole: false,
        peak: 0,
        base: 0,
        ...(lasting.length > 0 && { snoozes: lasting }),
      }
      over.began = 'reopened'
      return over
    }
    const incident: Incident = {
      ...{ id: newId(), root: '', cluster, kind: trouble.kind, key: trouble.key, channel, since, openedAt: look.at },
      ...{ peak: 0, base: 0, whole: false, restarts: 0 },
      ...(cause && { cause }),
      ...(mention && { mention }),
      ...(trouble.kind === 'first-look' && { of: connectors }),
    }
    const draft: Draft = { incident, members: new Map(), touched: new Map(), joined: [], left: [], began: 'opened' }
    drafts.set(incident.id, draft)
    note(draft)
    return draft
  }

  function join(subject: string, trouble: Trouble, cause: Cause | undefined, member: Newcomer): Belonging {
    const draft = incidentFor(subject, trouble, cause, member)
    if (member.since.to < draft.incident.since.to) draft.incident.since = member.since
    put(draft, subject, member)
    draft.joined.push(subject)
    return { incident: draft.incident.id, key: member.key }
  }

  function leave(subject: string, id: string, fate: Fate, since: Span): void {
    const draft = known(id)
    const member = draft.members.get(subject)
    if (!member) return
    draft.members.delete(subject)
    draft.touched.set(subject, { ...member, left: { at: look.at, fate } })
    // One that flapped is well only now that it has been quiet for long.
    const end = member.flaps === undefined ? since : { from: look.before, to: look.at }
    draft.left.push({ subject, fate, since: end })
  }

  function put(draft: Draft, subject: string, member: Newcomer): void {
    draft.members.set(subject, member)
    draft.touched.set(subject, member)
  }

  return {
    join,
    leave,

    /** What is so of a member now. */
    refresh(subject: string, id: string, member: Newcomer): void {
      const draft = known(id)
      const before = draft.members.get(subject)
      if (!before || isAlike(before, member)) return
      put(draft, subject, { ...member, since: before.since, ...(before.cause && { cause: before.cause }) })
    },

    /**
     * Members whose cause changed; where each of them belongs now. Where it changed for all of them and nobody follows the
     * new cause yet, the incident changes its cause and goes on; else they leave for the new cause's, each for that of its
     * own channel. Who is muted stays: nothing new is told of it.
     */
    move(
      id: string,
      trouble: Trouble,
      cause: Cause | undefined,
      movers: ReadonlyMap<string, Newcomer>,
    ): Map<string, Belonging> {
      const draft = known(id)
      const isWhole = movers.size === draft.members.size
      const isFailure = (kind: Kind) => kind === 'failed' || kind === 'first-look'
      const goesOnFailing = isFailure(draft.incident.kind) && isFailure(trouble.kind)
      const moving = [...movers].map(([subject, member]): [string, Newcomer] => {
        const { since } = (goesOnFailing && draft.members.get(subject)) || member
        return [subject, { ...member, since }]
      })
      const goesOn =
        isWhole && draft.incident.kind === trouble.kind && !find(trouble.key, draft.incident.channel, false)
      if (goesOn) {
        draft.causeBefore = draft.incident.cause
        draft.incident = { ...draft.incident, key: trouble.key, ...(cause && { cause }) }
        note(draft)
        for (const [subject, member] of moving) put(draft, subject, member)
        return new Map(moving.map(([subject]) => [subject, { incident: id, key: trouble.key }]))
      }
      const told = moving.filter(([subject]) => !muted(subject, trouble.kind))
      for (const [subject] of told) leave(subject, id, 'moved', { from: look.before, to: look.at })
      return new Map(told.map(([subject, member]) => [subject, join(subject, trouble, cause, member)]))
    },

    /** What has changed, with the news that are due by time alone. */
    close: (): Change[] => [...drafts.values()].flatMap((draft) => finish(draft, deps)),
  }
}
export type Book = ReturnType<typeof openBook>

/** Whether there is nothing new to show. That failures become too old to count is none: time alone edits nothing. */
const isAlike = (a: Member, b: Member) =>
  a.tasks === b.tasks &&
  a.whole === b.whole &&
  a.waiting === b.waiting &&
  (a.flaps ?? 0) >= (b.flaps ?? 0) &&
  a.failedIds.length === b.failedIds.length &&
  a.failedTasks === b.failedTasks &&
  a.failedIds.every((id, at) => id === b.failedIds[at])
