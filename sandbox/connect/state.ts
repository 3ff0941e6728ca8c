export type InstanceState = 'UNASSIGNED' | 'RUNNING' | 'PAUSED' | 'FAILED' | 'RESTARTING' | 'STOPPED'
export type Target = 'STARTED' | 'PAUSED' | 'STOPPED'

/** A connector or a task as its worker last reported it. Replaced, never changed. */
export interface Instance {
  readonly state: InstanceState
  /** `host:port` of the worker. */
  readonly worker: string
  readonly trace?: string
}

/** What `/status` reads: its own record, which comes later and stays longer than the connector. */
export interface Status {
  type: ConnectorType
  class: string
  connector: Instance
  tasks: Instance[]
}

export type ConnectorType = 'source' | 'sink' | 'unknown'

/** Makes an instance fail: at once, or some time after it has started. */
export interface Fault {
  trace: string
  /** Gone with the next restart. */
  once: boolean
  /** Milliseconds after the start; `undefined`: the start itself fails. */
  after?: number
}

export interface Offset {
  partition: Record<string, unknown>
  offset: Record<string, unknown> | null
}

export interface Connector {
  name: string
  /** In the order in which it was sent; answers to GET are in Java's hash order. */
  config: Map<string, string>
  type: ConnectorType
  target: Target
  taskCount: number
  faults: Map<number | 'connector', Fault>
  topics: Set<string>
  offsets: Offset[]
  /** Raised by everything that changes the connector: what was still going to happen does not. */
  epoch: number
}

/** What the config topic and the status topic of one Connect cluster hold. */
export interface State {
  connectors: Map<string, Connector>
  statuses: Map<string, Status>
}
