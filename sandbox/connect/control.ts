import type { Delays } from './clock.ts'
import type { Conditions } from './conditions.ts'
import type { Herder } from './herder.ts'
import type { Lifecycle } from './lifecycle.ts'
import { type Key, type Offset, type State, unassigned } from './state.ts'

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
  function fail(name: string, key: Key, trace: string, once: boolean) {
    const connector = herder.known(name)
    const { instances } = herder.status(name)
    const instance = instances.get(key)
    if (!instance) throw new Error(`${name} has no task ${key}`)
    connector.faults.set(key, { trace, once, after: delays.crash })
    instances.set(key, { state: 'FAILED', worker: instance.worker, trace })
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
    /** As the connector's tasks would commit them. */
    commitOffsets(name: string, offsets: readonly Offset[]) {
      herder.known(name).offsets = [...offsets]
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
      for (const { instances } of state.statuses.values())
        for (const [key, instance] of instances)
          if (instance.state === 'RUNNING') instances.set(key, unassigned(instance))
      lifecycle.later(ms, () => lifecycle.reassign())
    },
    freezeBroker: conditions.freeze,
  }
}
