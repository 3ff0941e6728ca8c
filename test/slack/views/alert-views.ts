import type { EventName, Incident, Kind, Member, Mute } from '../../../src/alerts/model.ts'
import type { IncidentView, RootView, ThreadView } from '../../../src/alerts/views.ts'
import { alertView } from '../../../src/slack/views/alert.ts'
import { channelsView } from '../../../src/slack/views/alert-channels.ts'
import { alertModal, alertsView, mutedView, unmutedView } from '../../../src/slack/views/alert-list.ts'
import { sampleView } from '../../../src/slack/views/alert-sample.ts'
import { snoozedView, snoozeModal } from '../../../src/slack/views/alert-snooze.ts'
import { threadView } from '../../../src/slack/views/alert-thread.ts'
import { AT } from './awkward.ts'

const MINUTE = 60_000
const SINCE = { from: AT - MINUTE, to: AT - 45_000 }
const person = (name: string) => ({ id: 'U1', name })

const KINDS: readonly Kind[] = [
  ...(['failed', 'first-look', 'waiting', 'idle', 'paused', 'stopped'] as const),
  ...(['missing', 'rebalance', 'unreachable', 'stuck', 'worker'] as const),
]
const ALL = ['restart', 'trace', 'acknowledge', 'snooze', 'pause', 'open'] as const

export const aMember = (change: Partial<Member> = {}): Member => ({
  ...{ key: 'failed:1', since: SINCE, type: 'sink', tasks: 8, failedTasks: 7, failedIds: [0, 1, 2, 3, 4, 5, 6] },
  whole: false,
  ...change,
})

export const anIncident = (change: Partial<Incident> = {}): Incident => ({
  ...{ id: 'b3c1d7a2', root: 'r1', cluster: 'prod', kind: 'failed', key: 'failed:1', channel: 'C0ALERTS' },
  ...{ since: SINCE, openedAt: SINCE.to, peak: 1, base: 1, whole: false, restarts: 0 },
  cause: { exception: 'PSQLException', message: 'FATAL' },
  ...change,
})

/** An incident with these connectors, firing unless told otherwise. */
export function aView(
  change: Partial<Incident> = {},
  names = ['orders-pg-source'],
  view: Partial<IncidentView> = {},
): IncidentView {
  const worst = names.slice(0, 10).map((subject) => ({ subject, member: aMember() }))
  return {
    ...{
      incident: anIncident(change),
      connectors: names.length,
      tasks: 8 * names.length,
      failedTasks: 7 * names.length,
      waiting: 0,
    },
    ...{ worst, state: 'firing', notice: false, offers: ALL },
    ...view,
  }
}

export const aRoot = (incidents: readonly IncidentView[], change: Partial<RootView> = {}): RootView => ({
  ...{ root: 'r1', revision: 1, summary: incidents.length > 1, incidents, mentions: [], copy: false },
  ...change,
})

/** Every view of alerts, with `text` wherever a text is not ours, `many` times wherever there may be many. */
export function alertViews(text: string, many: number) {
  const names = Array.from({ length: many }, (_, n) => `${n}${text}`)
  const named = (id: string) => `${id} ${text}`
  const cause = { exception: text, message: text }
  const by = person(text)
  const worst = names.slice(0, 10).map((subject) => ({ subject, member: aMember({ cause, flaps: 7 }) }))
  const acknowledged = { by, at: AT }
  const closed = { ...SINCE, to: AT, fate: 'recovered' } as const
  const snoozed = { by, at: AT, until: AT + MINUTE, reason: text }
  const one = aView({ cause, cluster: text }, [text])
  const several = aView({ cause, cluster: text, flapping: { failures: 7, ms: MINUTE } }, names, { worst })
  const states: Record<string, IncidentView> = {
    'of one connector': one,
    'of several': several,
    acknowledged: aView({ cause, acknowledged }, names, { state: 'acknowledged' }),
    snoozed: aView({ cause, snoozes: [snoozed] }, names, { state: 'snoozed' }),
    recovered: aView({ cause, closed, restarts: 2 }, names, { state: 'recovered', offers: ['open'] }),
    ...Object.fromEntries(
      KINDS.map((kind) => [kind, aView({ kind, cause }, names, { worst, notice: kind === 'idle' })]),
    ),
  }
  const lines = EVENTS.map((event, id) => ({
    id,
    incident: one.incident.id,
    line: {
      event,
      at: AT,
      before: AT,
      names: names.slice(0, 10),
      count: many,
      cause,
      by,
      text,
      ms: MINUTE,
      until: AT,
      restarts: 2,
    },
  }))
  const thread: ThreadView = { root: 'r1', summary: false, lines, mentions: ['S1'], copy: true, incidents: [one] }
  const mute: Mute = { id: 'm1', pattern: text, from: AT, until: AT + MINUTE, by, reason: text }
  const mutes = names.map((pattern) => ({ ...mute, pattern }))
  return {
    ...Object.fromEntries(
      Object.entries(states).map(([name, view]) => [`alert ${name}`, alertView(aRoot([view]), named)]),
    ),
    'alert in the wrong channel': alertView(
      aRoot([{ ...one, follows: { channel: 'C1', ts: '1700000000.000100' } }], {
        copy: true,
        diverted: { from: 'C0OLD', reason: text },
      }),
      named,
      ['S1', 'S2'],
    ),
    'alert summary': alertView(
      aRoot(
        names.map((name) => aView({ cause }, [name])),
        { summary: true },
      ),
      named,
    ),
    'alert thread': threadView(thread, named, ['S1']),
    'alert thread of a summary': threadView({ ...thread, summary: true }, named),
    'alert connectors': alertModal(
      several,
      names.map((subject) => ({ subject, member: aMember({ cause }) })),
      0,
      named,
    ),
    alerts: alertsView({ incidents: names.map((name) => aView({ cause }, [name])), mutes, page: 0 }, named),
    muted: mutedView({ mutes, connectors: many, left: text.slice(0, 80) }, named),
    unmuted: unmutedView(mutes, named),
    sample: sampleView([
      { channel: 'C1', groups: [text] },
      { channel: 'C2', groups: [], problem: text },
    ]),
    channels: channelsView(Array.from({ length: many }, (_, n) => ({ channel: `C${n}`, text }))),
    snooze: snoozeModal('b3c1d7a2', text.slice(0, 80)),
    snoozed: snoozedView(AT, text.slice(0, 80)),
  }
}

const EVENTS: readonly EventName[] = [
  ...(['opened', 'reopened', 'joined', 'left', 'worsened', 'flapping', 'cause-changed', 'recovered'] as const),
  ...(['crash-loop', 'unanswered', 'acknowledged', 'withdrawn', 'snoozed', 'snooze-over', 'action'] as const),
]
