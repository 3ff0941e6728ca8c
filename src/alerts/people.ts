import type { Clock } from '../connect/clock.ts'
import { isPattern, PATTERN_FORMS } from '../connectors/pattern.ts'
import { scrub } from '../connectors/secrets.ts'
import { UserError } from '../errors.ts'
import { toLine } from './draft.ts'
import { MOST_ONSETS } from './follow.ts'
import type { Incident, Kind, Line, Mute, Person, Restart, Snooze, Span } from './model.ts'
import type { AlertRecords, AlertTables } from './records.ts'
import { withRestart } from './restarts.ts'
import { lastingSnoozes, withSnooze } from './snooze.ts'
import { bump, said } from './storm.ts'
import { type IncidentView, type RootView, viewOf } from './views.ts'

/** A connector as the watch has seen it in the last day. */
export interface History {
  failures: number
  /** More were not counted. */
  orMore: boolean
  /** When the last of them was first seen. */
  lastAt?: number
  /** Of what it is in now. */
  kind?: Kind
  since?: Span
}

interface PeopleDeps {
  records: AlertRecords
  clock: Pick<Clock, 'now'>
  newId(): string
  /** The watcher's. */
  nudge(): void
}

/** What somebody did about an incident, with its outcome, as one sentence of plain text. */
export interface Told {
  by: Person
  text: string
  /** A restart is counted, once by its id: that it failed again may come to be known later. */
  restart?: Restart
}

const DAY_MS = 24 * 3_600_000
const LONGEST_MUTE_MS = 7 * 24 * 3_600_000

/**
 * What people do about incidents. Rights are checked before. Each answers what the root shows now, for the click's own
 * response_url; `shown` then tells that it does. Rejects with a UserError for an incident that is not kept any more.
 */
export function createPeople({ records, clock, newId, nudge }: PeopleDeps) {
  async function change(
    id: string,
    make: (incident: Incident, at: number) => [Incident, Partial<Line> & Pick<Line, 'event'>],
  ) {
    const view = await records.change(async (tables) => {
      const at = clock.now()
      const [incident, news] = make(await known(tables, id), at)
      const line = toLine(news, { at, before: at })
      await tables.saveIncident(incident)
      const root = await tables.root(incident.root)
      if (!root) throw new UserError(GONE)
      if (root.state !== 'lost') await tables.addLines(incident.root, id, [line])
      const next = bump(root, [line], at)
      await tables.saveRoot(next)
      return viewOf(tables, next)
    })
    nudge()
    return view
  }

  return {
    /** The first one keeps it. */
    acknowledge: (id: string, by: Person): Promise<RootView> =>
      change(id, (incident, at) => {
        if (incident.closed) throw new UserError('This is over: there is nothing to acknowledge any more.')
        if (incident.acknowledged)
          throw new UserError(`${incident.acknowledged.by.name} has acknowledged this already.`)
        return [
          { ...incident, acknowledged: { by, at } },
          { event: 'acknowledged', by },
        ]
      }),

    unacknowledge: (id: string, by: Person): Promise<RootView> =>
      change(id, ({ acknowledged, ...incident }) => {
        if (incident.closed || !acknowledged) throw new UserError('There is no acknowledgement to take back any more.')
        return [incident, { event: 'withdrawn', by }]
      }),

    /** Without `until`: until it recovers. */
    snooze: (id: string, snooze: Omit<Snooze, 'at'>): Promise<RootView> =>
      change(id, (incident, at) => {
        if (incident.closed) throw new UserError('This is over: there is nothing to snooze any more.')
        const { by, until, reason, part } = snooze
        const said = reason && scrub(reason)
        const next = { by, at, ...(until && { until }), ...(said && { reason: said }), ...(part && { part }) }
        return [
          { ...incident, snoozes: withSnooze(lastingSnoozes(incident, at), next) },
          {
            event: 'snoozed',
            by,
            ...(until && { until }),
            ...(said && { text: said }),
            ...(part && { count: part.left }),
          },
        ]
      }),

    /** Adds an action's outcome to the thread. */
    tell: (id: string, { by, text, restart }: Told): Promise<RootView> =>
      change(id, (incident) => [
        restart ? withRestart(incident, restart) : incident,
        { event: 'action', by, text: scrub(text) },
      ]),

    /** A message shows this revision already. */
    async shown({ root: id, revision }: Pick<RootView, 'root' | 'revision'>): Promise<void> {
      await records.change(async (tables) => {
        const root = await tables.root(id)
        if (root) await tables.saveRoot(said(root, revision, clock.now()))
      })
    },

    view: (id: string): Promise<RootView> =>
      records.read(async (tables) => {
        const root = await tables.root((await known(tables, id)).root)
        if (!root) throw new UserError(GONE)
        return viewOf(tables, root)
      }),
    /** For a modal: members by name, also those that left. */
    members: (id: string, page: { offset: number; limit: number }) =>
      records.read((tables) => tables.members(id, page)),
    /** Of every open incident those that fail, by its id. */
    failing: () => records.read((tables) => tables.failing()),
    /** What became of a connector in the last day: since when it is in trouble, and how often it failed. */
    async history(cluster: string, connector: string): Promise<History> {
      const { track, now } = await records.read((tables) => tables.history(cluster, connector))
      const onsets = (track?.onsets ?? []).filter((at) => at > clock.now() - DAY_MS)
      const lastAt = onsets.at(-1)
      return {
        ...{ failures: onsets.length, orMore: onsets.length >= MOST_ONSETS },
        ...(lastAt !== undefined && { lastAt }),
        ...(now && { kind: now.incident.kind, since: now.member.since }),
      }
    },
    /** The open incident that a connector is in. */
    async incidentOf({ cluster, connector }: { cluster: string; connector: string }): Promise<string | undefined> {
      const { now } = await records.read((tables) => tables.history(cluster, connector))
      return now?.incident.id
    },
    /** Open incidents as their messages show them; the oldest first. */
    open: (): Promise<IncidentView[]> =>
      records.read(async (tables) => {
        const ids = new Set((await tables.open()).map(({ root }) => root))
        const roots = await Promise.all([...ids].map((id) => tables.root(id)))
        const views = await Promise.all(roots.flatMap((root) => (root ? viewOf(tables, root) : [])))
        return views.flatMap(({ incidents }) => incidents.filter(({ incident }) => incident.closed === undefined))
      }),

    /** Another text once anything of an open incident has changed, or which there are. */
    pulse: () => records.read((tables) => tables.pulse()),

    /** Holds back new incidents of what the pattern matches; its end tells what still fails. */
    async mute({ ms, ...what }: Omit<Mute, 'id' | 'from' | 'until'> & { ms: number }): Promise<Mute> {
      if (!isPattern(what.pattern)) throw new UserError(`${what.pattern} is no pattern: give ${PATTERN_FORMS}.`)
      if (ms <= 0 || ms > LONGEST_MUTE_MS)
        throw new UserError('A mute lasts seven days at most: give a time such as 2h or 3d.')
      const from = clock.now()
      const mute = { ...what, id: newId(), from, until: from + ms, ...(what.reason && { reason: scrub(what.reason) }) }
      await records.change((tables) => tables.saveMute(mute))
      return mute
    },
    unmute: (id: string) => records.change((tables) => tables.removeMute(id)),
    mutes: () => records.read((tables) => tables.mutes()),
  }
}

export type People = ReturnType<typeof createPeople>

const GONE = 'This incident is not kept any more: it was over long ago.'

async function known(tables: AlertTables, id: string): Promise<Incident> {
  const incident = await tables.incident(id)
  if (!incident) throw new UserError(GONE)
  return incident
}
