import type { ConnectClient } from '../connect/client.ts'
import type { ConnectError } from '../connect/errors.ts'
import type { ActionId } from './actions.ts'
import type { Cause, Verdict } from './health.ts'
import type { RestartMode } from './restart.ts'

/** One Connect cluster as the service sees it. */
export interface ConnectCluster {
  id: string
  /** Display name. */
  name: string
  client: ConnectClient
  /** Every write is refused. */
  readOnly: boolean
  /** Connectors that GitOps or an operator owns: create, edit, delete, pause and stop are refused with the text. */
  managed: readonly { pattern: string; text: string }[]
}

/** A connector is named by its Connect cluster's id and its own name. */
export interface Ref {
  cluster: string
  connector: string
}

/** One line of a list. `cause` needs CONNECT_INSPECT and is scrubbed. */
export interface Row extends Ref {
  type: string
  verdict: Verdict
  cause?: Cause
}

/** What one Connect cluster contributes to an answer: its rows, or why there are none. */
export interface ClusterRows {
  cluster: { id: string; name: string }
  rows: Row[]
  error?: ConnectError
}

export interface TaskRow {
  id: number
  state: string
  worker: string
  /** Needs CONNECT_INSPECT; scrubbed. */
  cause?: Cause
}

/** An action that is offered here and now: by state, and by the right of the person who looks. */
export interface Offer {
  action: ActionId
  task?: number
  /** Those of the action's modes that do something. */
  modes?: readonly RestartMode[]
}

export interface Card extends Ref {
  clusterName: string
  type: string
  verdict: Verdict
  worker: string
  tasks: TaskRow[]
  /** Cause of the connector's own failure, where it is the connector that failed. */
  cause?: Cause
  /** Absent without CONNECT_INSPECT. */
  summary?: { class: string; tasksMax: string; topics?: string }
  inspect: boolean
  offers: Offer[]
  /** An operation of somebody that is under way. */
  pending?: Operation
}

/** Where a request came from: for the audit log and for delivering what comes late. */
export interface Origin {
  surface: 'command' | 'button' | 'modal' | 'home' | 'alert' | 'shortcut'
  channel?: string
  thread?: string
  /** Id of the incident from whose message it was asked: its outcome is told in that thread. */
  incident?: string
  /** Id of the bulk operation that it is part of, and is told with. */
  bulk?: string
}

/** A write under way. Its row is also the claim: at most one per (cluster, connector) at a time. */
export interface Operation extends Ref {
  id: string
  action: ActionId | 'recreate' | 'create' | 'edit' | 'offsets'
  task?: number
  actor: { id: string; name: string }
  origin: Origin
  /** Milliseconds since the epoch. */
  startedAt: number
  expiresAt: number
  /** A `Plan`, as it was kept. */
  plan?: unknown
}

/** What somebody asked for, before it is known whether it may be done. */
export type Asked = Pick<Operation, 'action' | 'task' | 'actor' | 'cluster' | 'connector'>

/**
 * How a write ended. `detail` is a plain sentence for people ("3 of 3 tasks running after 4 s").
 * `unknown`: Connect did not say whether it was done; `detail` says what was seen after re-reading.
 */
export interface Outcome {
  kind: 'done' | 'nothing-to-do' | 'failed-again' | 'failed' | 'unsettled' | 'unknown'
  detail: string
  seconds: number
  /** This process is being stopped: the next one tells how it ended. */
  left?: true
  /** Of the failure, scrubbed. Only for those who have CONNECT_INSPECT: not for an announcement. */
  cause?: Cause
  /** Recreate: the id under which a deleted connector's config is kept. */
  kept?: string
  /** Restore: the id under which the config of before an edit is kept. */
  previous?: string
}
