import { hiddenFault, taskCount } from './behaviours.ts'
import type { Clock, Delays } from './clock.ts'
import {
  type Connector,
  connectorOf,
  firstStatus,
  type Instance,
  type Key,
  keysOf,
  type State,
  type Status,
  unassigned,
} from './state.ts'
import type { Workers } from './workers.ts'

interface Deps {
  clock: Clock
  delays: Delays
  state: State
  workers: Workers
  /** Ends every transition that is still to come. */
  closed: AbortSignal
}

type Step = [ms: number, change: (status: Status) => void]

/** What happens after the answer: statuses move through the states that a real Connect cluster shows, with delays. */
export function createLifecycle({ clock, delays, state, workers, closed }: Deps) {
  const later = (ms: number, change: () => void) => {
    clock.sleep(ms, closed).then(
      () => change(),
      () => undefined,
    )
  }

  /** Runs the steps one after the other, unless the connector is changed meanwhile. */
  function run(connector: Connector, [step, ...rest]: Step[]) {
    const { epoch } = connector
    if (!step) return
    const [ms, change] = step
    later(ms, () => {
      if (connector.epoch !== epoch) return
      change(statusOf(connector))
      run(connector, rest)
    })
  }
  function statusOf(connector: Connector): Status {
    const status = state.statuses.get(connector.name) ?? firstStatus(connector, workers.next())
    state.statuses.set(connector.name, status)
    return status
  }
  function settle(connector: Connector, steps: Step[]) {
    connector.epoch++
    run(connector, steps)
  }

  /** Starts the connector or one task; a fault decides whether it fails, and when. */
  function start(connector: Connector, status: Status, key: Key, wanted: string | undefined) {
    const worker = workers.upOrNext(wanted)
    if (connector.faults.get(key)?.once) connector.faults.delete(key)
    const fault = connector.faults.get(key) ?? hiddenFault(connector, key)
    const running: Instance = { state: 'RUNNING', worker }
    const failed: Instance = { state: 'FAILED', worker, trace: fault?.trace ?? '' }
    status.instances.set(key, fault && fault.after === undefined ? failed : running)
    if (fault?.after === undefined) return
    later(fault.after, () => {
      if (status.instances.get(key) === running) status.instances.set(key, failed)
    })
  }

  /** The first config or a changed one: every task is started. */
  function startTasks(connector: Connector, status: Status) {
    connector.taskCount = connector.fixedTaskCount ?? taskCount(connector)
    connector.taskConfigs = Math.max(connector.taskConfigs, connector.taskCount)
    for (const key of keysOf(status))
      if (key !== 'connector' && key >= connector.taskCount) status.instances.delete(key)
    for (let id = 0; id < connector.taskCount; id++) start(connector, status, id, status.instances.get(id)?.worker)
  }

  /** Whatever neither runs nor has failed is started. */
  function wakeTasks(connector: Connector, status: Status) {
    if (connector.taskCount === 0) startTasks(connector, status)
    for (const [key, { state: old, worker }] of status.instances)
      if (key !== 'connector' && old !== 'FAILED' && old !== 'RUNNING') start(connector, status, key, worker)
  }

  function reassign(connector: Connector, isLost: (instance: Instance) => boolean) {
    const status = state.statuses.get(connector.name)
    if (!status) return
    for (const [key, instance] of [...status.instances].filter(([, one]) => isLost(one))) {
      if (connector.target === 'STARTED') start(connector, status, key, workers.next())
      else status.instances.set(key, { ...instance, worker: workers.next() })
    }
  }

  const STEPS: Record<Connector['target'], (connector: Connector) => Step[]> = {
    STARTED: (connector) => [
      [
        delays.status,
        (status) => {
          const { state: old, worker } = connectorOf(status)
          if (old !== 'FAILED') start(connector, status, 'connector', worker)
        },
      ],
      [delays.tasks, (status) => wakeTasks(connector, status)],
    ],
    PAUSED: () => [
      [delays.status, (status) => pause(status, ['connector'])],
      [delays.pauseTasks, (status) => pause(status, keysOf(status))],
    ],
    STOPPED: (connector) => [
      [
        delays.status,
        (status) => status.instances.set('connector', { state: 'STOPPED', worker: connectorOf(status).worker }),
      ],
      [
        delays.stop,
        (status) => {
          connector.taskCount = 0
          for (const key of keysOf(status)) if (key !== 'connector') status.instances.delete(key)
        },
      ],
    ],
  }

  return {
    later,
    start,
    /** Towards the connector's target state, from wherever it is. */
    arrive(connector: Connector) {
      settle(connector, STEPS[connector.target](connector))
    },
    /** All of it at once. */
    seed(connector: Connector) {
      const status = statusOf(connector)
      for (const target of new Set(['STARTED', connector.target] as const))
        for (const [, change] of STEPS[target](connector)) change(status)
    },
    /** A config was written: the connector is taken down and put up again; its tasks only if anything is different. */
    bounce(connector: Connector, changed: boolean) {
      if (connector.target !== 'STARTED') return
      settle(connector, [
        [delays.status, (status) => status.instances.set('connector', unassigned(connectorOf(status)))],
        [delays.bounce, (status) => start(connector, status, 'connector', connectorOf(status).worker)],
        [delays.tasks, (status) => (changed ? startTasks : wakeTasks)(connector, status)],
      ])
    },
    /** The connector is gone; its status stays for a while. */
    forget(connector: Connector) {
      const { name } = connector
      connector.epoch++
      const status = state.statuses.get(name)
      for (const [key, instance] of status?.instances ?? []) status?.instances.set(key, unassigned(instance))
      later(delays.forget, () => {
        if (!state.connectors.has(name)) state.statuses.delete(name)
      })
    },
    /** Gives out again what is unassigned, or what a dead worker had. */
    reassign(worker?: string) {
      const isLost = (instance: Instance) =>
        worker === undefined ? instance.state === 'UNASSIGNED' : instance.worker === worker
      for (const connector of state.connectors.values()) reassign(connector, isLost)
    },
    /**
     * In place: by way of `shown`, then running again, or failed again. In a paused connector also what had failed is
     * PAUSED afterwards; of a stopped one nothing is restarted.
     */
    restart(connector: Connector, keys: readonly Key[], shown?: 'RESTARTING') {
      const status = state.statuses.get(connector.name)
      if (!status || connector.target === 'STOPPED') return
      const { epoch, target } = connector
      for (const key of keys) {
        const worker = workers.upOrNext(status.instances.get(key)?.worker)
        if (shown) status.instances.set(key, { state: shown, worker })
        later(delays.restart, () => {
          if (connector.epoch !== epoch) return
          if (target === 'STARTED') start(connector, status, key, worker)
          else status.instances.set(key, { state: 'PAUSED', worker })
        })
      }
    },
  }
}
export type Lifecycle = ReturnType<typeof createLifecycle>

/** What has failed stays failed, so that its reason is not lost. */
function pause(status: Status, keys: readonly Key[]) {
  for (const key of keys) {
    const instance = status.instances.get(key)
    if (instance && instance.state !== 'FAILED') status.instances.set(key, { state: 'PAUSED', worker: instance.worker })
  }
}
