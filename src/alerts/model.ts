import type { Cause } from '../connectors/health.ts'

/** What may be wrong with a connector, a worker or a whole Connect cluster, and what a message about it offers. */
export const KINDS = {
  failed: { of: 'connector', notice: false, offers: ['restart', 'trace', 'acknowledge', 'snooze', 'pause', 'open'] },
  'first-look': { of: 'connector', notice: true, offers: ['restart', 'trace', 'acknowledge', 'snooze', 'open'] },
  waiting: { of: 'connector', notice: false, offers: ['acknowledge', 'snooze', 'open'] },
  idle: { of: 'connector', notice: true, offers: ['snooze', 'open'] },
  paused: { of: 'connector', notice: true, offers: ['snooze', 'open'] },
  stopped: { of: 'connector', notice: true, offers: ['snooze', 'open'] },
  missing: { of: 'connector', notice: true, offers: [] },
  rebalance: { of: 'cluster', notice: true, offers: [] },
  unreachable: { of: 'cluster', notice: false, offers: ['acknowledge', 'snooze'] },
  stuck: { of: 'cluster', notice: false, offers: ['acknowledge', 'snooze'] },
  worker: { of: 'worker', notice: false, offers: ['acknowledge', 'snooze'] },
} as const satisfies Record<string, { of: string; notice: boolean; offers: readonly Offer[] }>
export type Kind = keyof typeof KINDS
export type Offer = 'restart' | 'trace' | 'acknowledge' | 'snooze' | 'pause' | 'open'

/** A moment that lies between two looks: not yet so at `from`, so at `to`. Milliseconds since the epoch. */
export interface Span {
  from: number
  to: number
}

/** What is wrong now. One key is one incident: `failed:` and the cause's fingerprint, else the kind (and the worker). */
export interface Trouble {
  kind: Kind
  key: string
}

/** For how long something has been so; `looks` stops where no rule needs more. */
export interface Lasting extends Span {
  looks: number
}

/** What is remembered of a connector, or of a condition of the Connect cluster, from look to look. */
export interface Track {
  trouble?: Trouble & Lasting
  /** Since it is well again, as long as that matters. */
  well?: Lasting
  /** When it was first seen failed, each time of the last day. */
  onsets?: readonly number[]
  /** The incident that it belongs to, and as what. */
  member?: { incident: string; key: string }
}

/** How a member left its incident. */
export type Fate = 'recovered' | 'paused' | 'stopped' | 'deleted' | 'moved' | 'unwatched'

/** One connector (worker, Connect cluster) of an incident. */
export interface Member {
  key: string
  since: Span
  type: string
  tasks: number
  failedTasks: number
  /** The first hundred failed tasks. */
  failedIds: readonly number[]
  /** Tasks without a worker, where there are any. */
  waiting?: number
  /** Nothing of it works: the connector itself, or all of its tasks. */
  whole: boolean
  /** Its own cause, where the incident is not about one. */
  cause?: Cause
  /** Failures within the rules' window, once it is flapping. */
  flaps?: number
  left?: { at: number; fate: Fate }
}

export interface Person {
  id: string
  name: string
}

export interface Snooze {
  by: Person
  at: number
  /** Milliseconds since the epoch; absent: until it recovers. */
  until?: number
  reason?: string
  /** Where who snoozed may not alter all of it: the connectors that are quiet, and how many were left out. */
  part?: { only: readonly string[]; left: number }
}

/** One (Connect cluster, cause, channel), from first sight to recovery. Members are kept beside it. */
export interface Incident {
  id: string
  /** The message that shows it. */
  root: string
  cluster: string
  kind: Kind
  key: string
  /** Scrubbed. */
  cause?: Cause
  channel: string
  /** User group to mention: on opening, or this long after it without acknowledgement. */
  mention?: { group: string; afterMs: number }
  since: Span
  /** When the current round began: after a recovery it opened again. */
  openedAt: number
  /** When it was over, and how: `recovered` also where its members ended in different ways. */
  closed?: Span & { fate: Fate }
  /** Most members that failed at once. */
  peak: number
  /** Members when it was last said that there are many more. */
  base: number
  whole: boolean
  /** Failures within the rules' window of the worst member, and the window in milliseconds. */
  flapping?: { failures: number; ms: number }
  /** In this round. */
  restarts: number
  /** The last ones, of earlier rounds too. */
  restarted?: readonly Restart[]
  /** How many of them, one after the other, were followed by a failure. */
  failedAgain?: number
  /** So many that it is told. */
  crashLoop?: true
  /** First look: connectors that were looked at. */
  of?: number
  broadcastAt?: number
  /** Whether the group was told that nobody had acknowledged. */
  reminded?: boolean
  acknowledged?: { by: Person; at: number }
  /** Beside each other: nobody undoes what somebody else has snoozed of what they may not alter. */
  snoozes?: readonly Snooze[]
  /** The incident with the same cause that was over more than a day before. */
  follows?: string
}

/** `id`: of the operation. `failed`: it has failed again since. */
export interface Restart {
  id: string
  failed: boolean
}

export interface Mute {
  id: string
  /** Absent: every Connect cluster. */
  cluster?: string
  /** Kpow's forms; `*` without an exception also covers the Connect cluster and its workers. */
  pattern: string
  /** Patterns of what it leaves alone, now and later: who set it may not alter that. */
  except?: readonly string[]
  from: number
  until: number
  by: Person
  reason?: string
}

/** One piece of news for the thread. `names` holds ten at most; what of it is text was scrubbed. */
export interface Line {
  event: EventName
  at: number
  /** The look before: what is told happened between the two. */
  before: number
  /** Where it lies, if that is far apart: nobody looked meanwhile. */
  span?: Span
  count?: number
  names?: readonly string[]
  cause?: Cause
  fate?: Fate
  /** How long it lasted, in milliseconds. */
  ms?: number
  restarts?: number
  by?: Person
  until?: number
  /** Does not wait for the minute between thread lines. */
  urgent?: true
  /** Shown in the channel as well. */
  broadcast?: true
  /** User group to mention. */
  mention?: string
  /** What a person did and how it ended, or why they snoozed. */
  text?: string
}

/** `urgent`: does not wait for the minute between thread lines. `broadcast`: somebody must notice. */
export const EVENTS = {
  opened: { urgent: true, broadcast: false },
  reopened: { urgent: true, broadcast: true },
  joined: { urgent: false, broadcast: false },
  left: { urgent: false, broadcast: false },
  worsened: { urgent: true, broadcast: true },
  flapping: { urgent: true, broadcast: false },
  'crash-loop': { urgent: true, broadcast: false },
  'cause-changed': { urgent: false, broadcast: false },
  recovered: { urgent: true, broadcast: false },
  unanswered: { urgent: true, broadcast: true },
  acknowledged: { urgent: true, broadcast: false },
  withdrawn: { urgent: true, broadcast: false },
  snoozed: { urgent: true, broadcast: false },
  'snooze-over': { urgent: true, broadcast: true },
  action: { urgent: true, broadcast: false },
} as const
export type EventName = keyof typeof EVENTS
