type InstanceState = 'UNASSIGNED' | 'RUNNING' | 'PAUSED' | 'FAILED' | 'RESTARTING' | 'STOPPED'
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
  instances: Map<Key, Instance>
}

/** One of a connector's instances: itself, or a task by its number. */
export type Key = 'connector' | number

type ConnectorType = 'source' | 'sink' | 'unknown'

/** Makes an instance fail: at once, or some time after it has started. */
export interface Fault {
  trace: string
  /** Gone with the next start. */
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
  /** Full name, also where the config has a short one. */
  class: string
  type: ConnectorType
  target: Target
  /** As many as the config topic knows: none before the first start and while stopped. */
  taskCount: number
  /** As many as were ever written: they outlive a stop. */
  taskConfigs: number
  /** Given with a seed, instead of what the plugin makes of the config. */
  fixedTaskCount: number | undefined
  faults: Map<Key, Fault>
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

export const firstStatus = (connector: Connector, worker: string): Status => ({
  type: connector.type,
  class: connector.class,
  instances: new Map([['connector', { state: 'UNASSIGNED', worker }]]),
})

export const keysOf = (status: Status): Key[] => [...status.instances.keys()]

/** A status always has its connector. */
export const connectorOf = (status: Status): Instance =>
  status.instances.get('connector') ?? { state: 'UNASSIGNED', worker: '' }

/** Task by number, in order. */
export const tasksOf = (status: Status): [number, Instance][] =>
  [...status.instances]
    .filter((entry): entry is [number, Instance] => entry[0] !== 'connector')
    .sort(([a], [b]) => a - b)

export const unassigned = ({ worker }: Instance): Instance => ({ state: 'UNASSIGNED', worker })
