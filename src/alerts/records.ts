import type { Followed } from './draft.ts'
import type { ClusterState, Step } from './incidents.ts'
import type { Job } from './jobs.ts'
import type { Incident, Line, Member, Mute, Track } from './model.ts'

/** The message that shows one incident, or several where a channel would have got too many. */
export interface Root {
  id: string
  channel: string
  summary: boolean
  /** sending: claimed, not answered yet. lost: deleted twice by people, or nowhere to go. */
  state: 'wanted' | 'sending' | 'sent' | 'lost'
  ts?: string
  createdAt: number
  /** When the last incident came to it. */
  joinedAt: number
  /** Counts what there is to show, and what of it is shown. */
  revision: number
  said: number
  /** Of the oldest change that is not shown. */
  changedAt: number
  /** A recovery or an acknowledgement is among what is not shown. */
  urgent: boolean
  claimedAt?: number
  /** Slack did not take it: not again before. */
  notBefore?: number
  /** It stands perhaps twice in the channel: a post got no answer. */
  copy?: true
  /** Of the posts that may stand now the first one: the last line that it called somebody for; 0 for none. */
  firstCalled?: number
  /** Slack did not take it as it is drawn, or the lines of its thread: the next try is in words alone. */
  inWords?: true
  linesInWords?: true
  /** Times that it, or what is in its thread now, was posted again since there was no answer. */
  doubts?: number
  /** Times it was posted anew because somebody had deleted it. */
  renewals: number
  /** Channel that could not be posted to, and what Slack said. */
  diverted?: { from: string; reason: string }
  /** Last post in its thread. */
  lineAt?: number
}

export interface RootLine {
  id: number
  incident: string
  line: Line
}

/** A line that is to mention a user group. */
export interface Call {
  id: number
  incident: string
  group: string
}

/** Lines of one root that are to be posted together. */
export interface Thread {
  root: Root
  urgent: boolean
  oldestAt: number
  /** Set once a post was tried and has not been answered. */
  claimedAt?: number
}

export interface Shown {
  incident: Incident
  /** The message of the incident that it follows, more than a day after. */
  follows?: { channel: string; ts: string }
  /** Of those that fail now; of one that is over, of all that failed. */
  connectors: number
  failedTasks: number
  /** Without a worker. */
  waiting: number
  tasks: number
  /** Ten, the least healthy first. */
  worst: readonly { subject: string; member: Member }[]
}

/** Inside one transaction. */
export interface AlertTables {
  states(): Promise<Map<string, ClusterState>>
  /** What is remembered of a Connect cluster. */
  forget(cluster: string): Promise<void>
  /** Open incidents with their members, and those that were over after `since`, of one Connect cluster. */
  followed(cluster: string, since: number): Promise<Followed[]>
  /** `roots`: the root of every new incident. */
  saveStep(cluster: string, step: Step, roots: ReadonlyMap<string, string>): Promise<void>
  incident(id: string): Promise<Incident | undefined>
  saveIncident(incident: Incident): Promise<void>
  addLines(root: string, incident: string, lines: readonly Line[]): Promise<void>
  open(): Promise<Incident[]>
  /** Another text once anything of an open incident has changed, or which there are. */
  pulse(): Promise<string>
  /** Of a Connect cluster's incidents that are over, the id of the last one of each key and channel. */
  lastOver(cluster: string): Promise<(incident: Pick<Incident, 'key' | 'channel'>) => string | undefined>
  /** By name, both those that fail and those that left. */
  members(incident: string, page: { offset: number; limit: number }): Promise<{ subject: string; member: Member }[]>

  /** By name, those of every open incident that fail, by its id. */
  failing(): Promise<Map<string, { subject: string; member: Member }[]>>

  /** What is remembered of a connector, and its part in the incident that it is in. */
  history(
    cluster: string,
    connector: string,
  ): Promise<{ track?: Track | undefined; now?: { incident: Incident; member: Member } | undefined }>

  root(id: string): Promise<Root | undefined>
  saveRoot(root: Root): Promise<void>
  /** Of a channel, made or joined after `since`. */
  recentRoots(channel: string, since: number): Promise<Root[]>
  /** Not sent yet, or with changes that are not shown. */
  unsaidRoots(): Promise<Root[]>
  /** How many posts, edits and threads with replies wait to be told. */
  waiting(): Promise<Record<Job['what'], number>>
  shown(root: string): Promise<Shown[]>
  threads(): Promise<Thread[]>
  /** Of the lines of a root that nobody has tried to post: what is said twice is marked, and calls there. */
  calls(root: string): Promise<Call[]>
  /** These lines up to this one mention nobody any more: their groups were called. */
  dropCalls(root: string, line: number): Promise<void>
  /** Takes the lines that wait, or those that were claimed before and got no answer. */
  claimLines(root: string, at: number): Promise<RootLine[]>
  /** Lines whose post failed for certain wait again. */
  releaseLines(root: string): Promise<void>
  dropLines(root: string): Promise<void>

  /** When messages were edited after `since`, the oldest first. */
  edits(since: number): Promise<number[]>
  /** Keeps one more, and none from before `since`. */
  saveEdit(at: number, since: number): Promise<void>

  mutes(): Promise<Mute[]>
  saveMute(mute: Mute): Promise<void>
  removeMute(id: string): Promise<void>

  /** Channels that take no alerts, and why, as it was told last. */
  refusals(): Promise<Map<string, string>>
  /** In place of all that were kept. */
  saveRefusals(problems: ReadonlyMap<string, string>): Promise<void>
}

/** What must outlive the process, as the alerts need it; `store/` implements it. */
export interface AlertRecords {
  /** The epoch, or undefined while another holder's lease lasts. */
  takeLease(ms: number): Promise<number | undefined>
  releaseLease(epoch: number): Promise<void>
  /** A transaction of the holder of the lease, which it renews; undefined, and nothing done, once another one took it. */
  hold<T>(epoch: number, ms: number, run: (tables: AlertTables) => Promise<T>): Promise<{ value: T } | undefined>
  /** A transaction of anybody. */
  change<T>(run: (tables: AlertTables) => Promise<T>): Promise<T>
  /** The same, which must not write and keeps nobody from writing. */
  read<T>(run: (tables: AlertTables) => Promise<T>): Promise<T>
}

/** The holder of the lease in its own transaction. Rejects with LeaseLost once it is somebody else's. */
export type Hold = <T>(run: (tables: AlertTables) => Promise<T>) => Promise<T>
