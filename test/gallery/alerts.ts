import { type Incident, KINDS, type Kind, type Line, type Member, type Mute } from '../../src/alerts/model.ts'
import type { IncidentView, RootView } from '../../src/alerts/views.ts'
import { alertView } from '../../src/slack/views/alert.ts'
import { alertModal, alertsView, mutedView, unmutedView } from '../../src/slack/views/alert-list.ts'
import { snoozedView, snoozeModal } from '../../src/slack/views/alert-snooze.ts'
import { threadView } from '../../src/slack/views/alert-thread.ts'
import { homeView } from '../../src/slack/views/home.ts'
import { traceModal } from '../../src/slack/views/trace.ts'
import { aMember, aRoot, aView } from '../slack/views/alert-views.ts'
import { AT, aFleet, aRow } from '../slack/views/awkward.ts'
import { type Item, itemOf } from './item.ts'

const MINUTE = 60_000
const CLUSTERS: Record<string, string> = { prod: 'Production', staging: 'Staging' }
const named = (id: string) => CLUSTERS[id] ?? id
const [ADA, OMAR] = [
  { id: 'U0ADMIN', name: 'ada' },
  { id: 'U0OPERATOR', name: 'omar' },
]
const CAUSE = { exception: 'PSQLException', message: 'FATAL: password authentication failed for user "cdc"' }
const TRACE = [
  'org.apache.kafka.connect.errors.ConnectException: Could not connect to the database',
  ...Array.from(
    { length: 12 },
    (_, line) => `\tat io.debezium.connector.postgresql.Task.start(Task.java:${line + 40})`,
  ),
  `Caused by: org.postgresql.util.${CAUSE.exception}: ${CAUSE.message}`,
].join('\n')

const THREE = ['orders-pg-source', 'items-pg-source', 'orders-archive-pg-source']
const many = (length: number) => Array.from({ length }, (_, n) => `orders-${n + 1}-pg-source`)
/** What is still offered once somebody cares. */
const HANDLED = ['restart', 'trace', 'pause', 'open'] as const
const over = { from: AT + 11 * MINUTE, to: AT + 11 * MINUTE, fate: 'recovered' } as const
const acknowledged = { by: ADA, at: AT + MINUTE }
const snoozed = { by: OMAR, at: AT + MINUTE, until: AT + 120 * MINUTE, reason: 'new disks until four' }

const failing = (
  names = ['orders-pg-source'],
  incident: Partial<Incident> = {},
  change: Partial<IncidentView> = {},
) => {
  const member = aMember({ tasks: 1, failedTasks: 1, failedIds: [0] })
  const worst = names.slice(0, 10).map((subject) => ({ subject, member }))
  const counts = { tasks: names.length, failedTasks: names.length }
  return aView({ cause: CAUSE, ...incident }, names, { worst, ...counts, ...change })
}

const members = (names: readonly string[], change: Partial<Member> = {}) =>
  names.map((subject) => ({ subject, member: aMember({ tasks: 4, failedTasks: 3, ...change }) }))

/** An incident without a cause: of a whole Connect cluster, of a worker, of connectors that did not fail. */
function about(kind: Kind, names: string[] = ['prod'], change: Partial<IncidentView> = {}): IncidentView {
  const { cause: _, ...incident } = aView({ kind }, names).incident
  const { notice, offers } = KINDS[kind]
  const worst = members(names, { failedTasks: 0, failedIds: [] })
  return aView(incident, names, { incident, failedTasks: 0, worst, notice, offers, ...change })
}

/** What a first look finds is about as many causes as there are. */
const FIRST_LOOK = about('first-look', many(12), { worst: members(many(10), { cause: CAUSE }), failedTasks: 36 })

/** By two people, who may alter one and two of them. */
const IN_PARTS = [
  { ...snoozed, part: { only: THREE.slice(1), left: 1 } },
  { by: ADA, at: AT + 2 * MINUTE, part: { only: THREE.slice(0, 1), left: 2 } },
]

/** Each state that the message of an incident can be in. */
const ROOTS: Record<string, [IncidentView, Partial<RootView>?]> = {
  'firing, one connector': [failing()],
  'firing, one connector with seven of its tasks': [aView({ cause: CAUSE })],
  'firing, three connectors': [failing(THREE)],
  'firing, 333 connectors': [failing(many(333))],
  acknowledged: [failing(THREE, { acknowledged }, { state: 'acknowledged', offers: HANDLED })],
  snoozed: [
    failing(
      THREE,
      { snoozes: [snoozed] },
      { state: 'snoozed', offers: ['restart', 'trace', 'snooze', 'pause', 'open'] },
    ),
  ],
  'snoozed in part': [failing(THREE, { snoozes: IN_PARTS })],
  recovered: [failing(THREE, { closed: over, restarts: 2 }, { state: 'recovered', offers: ['open'] })],
  flapping: [failing(['clicks-jdbc-sink'], { flapping: { failures: 7, ms: 20 * MINUTE } })],
  'crash loop': [failing(['clicks-jdbc-sink'], { crashLoop: true, failedAgain: 3, restarts: 3 })],
  'unreachable Connect cluster': [about('unreachable')],
  'stuck herder': [about('stuck')],
  'lost worker': [about('worker', ['kafka-connect-2:8083'])],
  'rebalance that lasts': [about('rebalance', ['prod'], { tasks: 14 })],
  'tasks without a worker': [about('waiting', THREE, { waiting: 14 })],
  'running without tasks': [about('idle', ['orders-pg-source'])],
  'gone connector': [about('missing', ['orders-pg-source'])],
  'first look': [{ ...FIRST_LOOK, incident: { ...FIRST_LOOK.incident, of: 140 } }],
  'second copy': [failing(), { copy: true }],
  'diverted from a channel that is gone': [failing(), { diverted: { from: 'C0OLD', reason: 'channel_not_found' } }],
  'same cause as the day before': [{ ...failing(), follows: { channel: 'C0ALERTS', ts: '1700000000.000100' } }],
  'mention of a group': [failing(), { mentions: ['S0OPERATORS'] }],
}

const roots = (): Item[] =>
  Object.entries(ROOTS).map(([name, [view, change]]) =>
    itemOf(`alert: ${name}`, alertView(aRoot([view], change), named, change?.mentions)),
  )

const STORM = many(8).map((name, n) =>
  failing(many(40 - n), { id: `i${n}`, cause: { exception: 'SQLException', message: `${name} is gone` } }),
)

/** The story of one incident, a reply each. */
const STORY: Omit<Line, 'before'>[] = [
  { event: 'opened', at: AT, names: ['orders-pg-source'], cause: CAUSE },
  { event: 'joined', at: AT + 15_000, names: THREE.slice(1), count: 2 },
  { event: 'worsened', at: AT + MINUTE, count: 15, broadcast: true },
  { event: 'acknowledged', at: AT + 2 * MINUTE, by: ADA },
  { event: 'withdrawn', at: AT + 3 * MINUTE, by: ADA },
  { event: 'snoozed', at: AT + 4 * MINUTE, by: OMAR, until: AT + 64 * MINUTE, text: 'new disks' },
  { event: 'snooze-over', at: AT + 64 * MINUTE },
  { event: 'unanswered', at: AT + 65 * MINUTE, broadcast: true, mention: '@data-operators' },
  { event: 'action', at: AT + 66 * MINUTE, text: 'omar restarted orders-pg-source on Production … failed again ✖' },
  {
    event: 'cause-changed',
    at: AT + 67 * MINUTE,
    cause: { exception: 'SocketException', message: 'Connection reset' },
  },
  { event: 'flapping', at: AT + 68 * MINUTE, count: 7, ms: 20 * MINUTE },
  { event: 'left', at: AT + 69 * MINUTE, names: ['items-pg-source'], fate: 'paused' },
  { event: 'recovered', at: AT + 70 * MINUTE, fate: 'recovered', ms: 70 * MINUTE, restarts: 2 },
  { event: 'reopened', at: AT + 80 * MINUTE, names: ['orders-pg-source'], cause: CAUSE, broadcast: true },
]
const LINES = STORY.map((line): Line => ({ ...line, before: line.at - 5_000 }))

function thread(): Item[] {
  const incidents = [failing(THREE)]
  const said = (lines: readonly Line[], change: { summary?: boolean; copy?: boolean; mentions?: string[] } = {}) => {
    const told = lines.map((line, id) => ({ id, incident: 'b3c1d7a2', line }))
    const view = { root: 'r1', summary: false, copy: false, mentions: [], incidents, lines: told, ...change }
    return threadView(view, named, change.mentions)
  }
  return [
    ...LINES.map((line) => itemOf(`thread: ${line.event}`, said([line], line.mention ? { mentions: ['S0'] } : {}))),
    itemOf('thread: the whole story in one reply', said(LINES)),
    itemOf('thread: of a summary, perhaps a second copy', said(LINES.slice(0, 3), { summary: true, copy: true })),
  ]
}

const MUTE: Mute = { id: 'm1', pattern: 'orders-*', from: AT, until: AT + 120 * MINUTE, by: OMAR, reason: 'new disks' }
const MUTES = [MUTE, { ...MUTE, id: 'm2', cluster: 'staging', pattern: '*', by: ADA }]

/** What people look at beside the channel. */
function looks(): Item[] {
  const open = [failing(THREE), about('unreachable'), ...STORM]
  const rights = { name: 'omar', roles: ['operators'], rights: [] }
  const home = { clusters: aFleet([aRow({ cause: CAUSE })]), mayCreate: true, rights, drafts: [], page: 0, at: AT }
  const trace = { ref: { cluster: 'prod', connector: 'orders-pg-source' }, clusterName: 'Production', task: 0 }
  return [
    itemOf('Home with incidents', homeView({ ...home, incidents: open }, named)),
    itemOf('Home where nothing is open', homeView({ ...home, incidents: [] }, named)),
    itemOf('open incidents and mutes', alertsView({ incidents: open, mutes: MUTES, page: 0 }, named)),
    itemOf('no open incidents', alertsView({ incidents: [], mutes: [], page: 0 }, named)),
    itemOf('muted', mutedView({ mutes: MUTES, connectors: 14, left: 'payments-pg-source' }, named)),
    itemOf('unmuted', unmutedView(MUTES, named)),
    itemOf('snooze…', snoozeModal('b3c1d7a2', '')),
    itemOf('snooze…, but for some', snoozeModal('b3c1d7a2', 'payments-pg-source and 2 that you may not see')),
    itemOf('snoozed, until a time', snoozedView(AT + 120 * MINUTE, '')),
    itemOf('snoozed, until it recovers', snoozedView(undefined, 'payments-pg-source')),
    itemOf('stack trace of an alert', traceModal({ ...trace, cause: CAUSE, text: TRACE, page: 0 })),
    itemOf('All 333, first page', alertModal(failing(many(333)), members(many(333)), 0, named)),
    itemOf('All 333, last page', alertModal(failing(many(333)), members(many(333)), 11, named)),
  ]
}

/** Alerts as people meet them, with words as they would stand there. */
export const alerts = (): Item[] => [
  ...roots(),
  itemOf('alert: summary of a storm', alertView(aRoot(STORM, { summary: true }), named)),
  ...thread(),
  ...looks(),
]
