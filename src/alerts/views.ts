import { type Incident, KINDS, type Offer } from './model.ts'
import type { AlertTables, Call, Root, RootLine, Shown } from './records.ts'
import { isSnoozedWhole } from './snooze.ts'

/** What a message about incidents has to show; Slack's views draw it. */
export interface RootView {
  root: string
  /** Where it stands: of two copies the one that is kept true. */
  ts?: string
  /** What the message shows; to be said to the outbox where something else than it has shown it. */
  revision: number
  summary: boolean
  incidents: readonly IncidentView[]
  /** User groups, to be mentioned when it is posted. */
  mentions: readonly string[]
  /** Slack did not take it as it is drawn. */
  inWords?: true
  /** It may stand in the channel a second time: an earlier post got no answer. */
  copy: boolean
  /** The channel it was meant for, and why it is not there. */
  diverted?: { from: string; reason: string }
}

export interface IncidentView extends Shown {
  state: 'firing' | 'acknowledged' | 'snoozed' | 'recovered' | 'noted'
  notice: boolean
  /** Buttons that help in this state. */
  offers: readonly Offer[]
}

/** News for a thread, in one post. */
export interface ThreadView {
  root: string
  /** Its root shows several incidents. */
  summary: boolean
  lines: readonly RootLine[]
  mentions: readonly string[]
  inWords?: true
  copy: boolean
  /** Incidents by id: what a broadcast or a summary's thread must name. */
  incidents: readonly IncidentView[]
}

export const stateOf = (incident: Incident): IncidentView['state'] => {
  const { closed, kind, acknowledged } = incident
  if (closed) return kind === 'missing' ? 'noted' : 'recovered'
  if (isSnoozedWhole(incident)) return 'snoozed'
  return acknowledged ? 'acknowledged' : 'firing'
}

const OFFERED: Record<IncidentView['state'], (offer: Offer) => boolean> = {
  firing: () => true,
  acknowledged: (offer) => offer !== 'acknowledge',
  // For another time: who snoozed it may have left.
  snoozed: (offer) => offer !== 'acknowledge',
  recovered: (offer) => offer === 'open',
  noted: () => false,
}

export async function viewOf(tables: AlertTables, root: Root): Promise<RootView> {
  const incidents = (await tables.shown(root.id)).map(incidentView)
  const { id, revision, summary, inWords, copy } = root
  return {
    ...{ root: id, revision, summary, incidents, copy: copy === true },
    ...(inWords && { inWords }),
    ...(root.ts !== undefined && { ts: root.ts }),
    mentions: groupsOf(await tables.calls(id), incidents),
    ...(root.diverted && { diverted: root.diverted }),
  }
}

export async function threadView(
  tables: AlertTables,
  root: Root,
  lines: readonly RootLine[],
  copy: boolean,
): Promise<ThreadView> {
  const { incidents } = await viewOf(tables, root)
  const told = new Set(lines.map(({ incident }) => incident))
  const calls = lines.flatMap(({ id, incident, line: { mention: group } }) => (group ? { id, incident, group } : []))
  return {
    ...{ root: root.id, summary: root.summary, lines, copy },
    ...(root.linesInWords && { inWords: true }),
    mentions: groupsOf(calls, incidents),
    incidents: incidents.filter(({ incident }) => told.has(incident.id)),
  }
}

function incidentView(shown: Shown): IncidentView {
  const { incident } = shown
  const { notice, offers } = KINDS[incident.kind]
  const state = stateOf(incident)
  return { ...shown, state, notice, offers: offers.filter(OFFERED[state]) }
}

/** Whom a message calls, as long as nobody looks after what it is about. */
function groupsOf(calls: readonly Call[], incidents: readonly IncidentView[]): string[] {
  const firing = new Set(incidents.flatMap(({ incident, state }) => (state === 'firing' ? incident.id : [])))
  return [...new Set(calls.flatMap(({ incident, group }) => (firing.has(incident) ? group : [])))]
}
