import type { Delays } from './clock.ts'
import type { Conditions } from './conditions.ts'
import type { Herder } from './herder.ts'
import { get, type Lifecycle, put, unassigned } from './lifecycle.ts'
import type { Connector, Instance, State, Status } from './state.ts'

export interface Seed {
  name: string
  config: Record<string, string>
  /** Default RUNNING. */
  state?: 'RUNNING' | 'PAUSED' | 'STOPPED'
  /** Default: as many as the plugin makes of this config. */
  tasks?: number
  topics?: string[]
}

interface Deps {
  state: State
  herder: Herder
  lifecycle: Lifecycle
  conditions: Conditions
  delays: Delays
}

const TARGETS = { RUNNING: 'STARTED', PAUSED: 'PAUSED', STOPPED: 'STOPPED' } as const

/** What happens to connectors without anybody asking for it. */
export function createControl({ state, herder, lifecycle, conditions, delays }: Deps) {
  const both = (name: string): [Connector, Status] => [herder.known(name), herder.status(name)]

  function fail(name: string, key: number | 'connector', trace: string, once: boolean) {
    const [connector, status] = both(name)
    const instance = get(status, key)
    if (!instance) throw new Error(`${name} has no task ${key}`)
    connector.faults.set(key, { trace, once, after: delays.crash })
    put(status, key, { state: 'FAILED', worker: instance.worker, trace })
  }

  return {
    /** Puts connectors there at once, without validation and without waiting. Names must be new. */
    seed(seeds: readonly Seed[]) {
      for (const { name, config, state: wanted = 'RUNNING', tasks, topics = [] } of seeds)
        herder.seed(name, new Map(Object.entries({ ...config, name })), TARGETS[wanted], tasks, topics)
    },
    /** Fails now, and again after every restart until healed; `once`: the next restart helps. */
    failTask(name: string, id: number, trace: string, { once = false } = {}) {
      fail(name, id, trace, once)
    },
    failConnector(name: string, trace: string, { once = false } = {}) {
      fail(name, 'connector', trace, once)
    },
    /** Removes the cause: what has failed stays failed until it is restarted. */
    heal(name: string) {
      herder.known(name).faults.clear()
    },
    /**
     * For `ms`: reads answer 500 "a rebalance is expected", restarts 409, and what runs is UNASSIGNED;
     * then everything is given out again. What has failed stays failed.
     */
    rebalance(ms: number) {
      conditions.rebalanceFor(ms)
      for (const [name, status] of state.statuses) {
        const revoked = (instance: Instance) => (instance.state === 'RUNNING' ? unassigned(instance) : instance)
        status.connector = revoked(status.connector)
        status.tasks = status.tasks.map(revoked)
        const connector = state.connectors.get(name)
        if (connector) lifecycle.later(ms, () => lifecycle.reassign(connector))
      }
    },
    freezeBroker: conditions.freeze,
  }
}
