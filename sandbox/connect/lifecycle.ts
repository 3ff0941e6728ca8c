import { hiddenFault } from './behaviours.ts'
import type { Clock, Delays } from './clock.ts'
import type { Connector, Instance, State, Status } from './state.ts'
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
    clock.sleep(ms, closed).then(change, () => undefined)
  }

  /** Runs the steps one after the other, unless the connector is changed meanwhile. */
  function run(connector: Connector, [step, ...rest]: Step[]) {
    const { epoch } = connector
    if (!step) return
    const [ms, change] = step
    later(ms, () => {
      if (connector.epoch !== epoch || state.connectors.get(connector.name) !== connector) return
      const status = state.statuses.get(connector.name) ?? firstStatus(connector, workers.next())
      state.statuses.set(connector.name, status)
      change(status)
      run(connector, rest)
    })
  }

  function settle(connector: Connector, steps: Step[]) {
    connector.epoch++
    run(connector, steps)
  }

  /** Starts the connector or one task on its worker; a fault decides whether it fails, and when. */
  function start(connector: Connector, status: Status, key: number | 'connector', worker: string) {
    const fault = connector.faults.get(key) ?? hiddenFault(connector, key)
    const running: Instance = { state: 'RUNNING', worker }
    const failed: Instance = { state: 'FAILED', worker, trace: fault?.trace ?? '' }
    put(status, key, fault && fault.after === undefined ? failed : running)
    if (fault?.after === undefined) return
    later(fault.after, () => {
      if (get(status, key) === running) put(status, key, failed)
    })
  }

  const startConnector = (connector: Connector): Step => [
    delays.status,
    (status) => start(connector, status, 'connector', alive(status.connector.worker)),
  ]
  const startTasks = (connector: Connector): Step => [
    delays.tasks,
    (status) => {
      const old = status.tasks
      status.tasks = []
      for (let id = 0; id < connector.taskCount; id++)
        start(connector, status, id, alive(old[id]?.worker ?? workers.next()))
    },
  ]
  const alive = (id: string) => (workers.byId(id)?.phase === 'up' ? id : workers.next())

  const arrive = {
    STARTED: (connector: Connector): Step[] => [startConnector(connector), startTasks(connector)],
    PAUSED: (connector: Connector): Step[] => [
      [delays.status, (status) => put(status, 'connector', { state: 'PAUSED', worker: status.connector.worker })],
      [
        delays.pauseTasks,
        (status) => {
          const running = Array.from(
            { length: connector.taskCount },
            (_, id): Instance => status.tasks[id] ?? { state: 'PAUSED', worker: workers.next() },
          )
          status.tasks = running.map((task) =>
            task.state === 'FAILED' ? task : { state: 'PAUSED', worker: task.worker },
          )
        },
      ],
    ],
    STOPPED: (): Step[] => [
      [
        delays.status,
        (status) => {
          status.tasks = status.tasks.map(unassigned)
        },
      ],
      [
        delays.stop,
        (status) => {
          status.tasks = []
          put(status, 'connector', { state: 'STOPPED', worker: status.connector.worker })
        },
      ],
    ],
  }

  return {
    later,
    start,
    /** Towards the connector's target state, from wherever it is. */
    arrive(connector: Connector) {
      settle(connector, arrive[connector.target](connector))
    },
    /** All steps at once. */
    seed(connector: Connector) {
      const status = firstStatus(connector, workers.next())
      state.statuses.set(connector.name, status)
      for (const [, change] of arrive[connector.target](connector)) change(status)
    },
    /** A new config: the connector and its tasks are taken down and put up again. */
    bounce(connector: Connector) {
      const status = state.statuses.get(connector.name)
      if (status && connector.target === 'STARTED') {
        status.connector = unassigned(status.connector)
        status.tasks = status.tasks.map(unassigned)
      }
      settle(connector, [[delays.bounce, () => undefined], ...arrive[connector.target](connector)])
    },
    /** The connector is gone; its status stays for a while. */
    forget(connector: Connector) {
      connector.epoch++
      const status = state.statuses.get(connector.name)
      if (status) {
        status.connector = unassigned(status.connector)
        status.tasks = status.tasks.map(unassigned)
      }
      later(delays.forget, () => {
        if (!state.connectors.has(connector.name)) state.statuses.delete(connector.name)
      })
    },
    /** Gives out again what is unassigned. */
    reassign(connector: Connector) {
      const status = state.statuses.get(connector.name)
      if (!status || connector.target !== 'STARTED') return
      for (const key of keysOf(status))
        if (get(status, key)?.state === 'UNASSIGNED') start(connector, status, key, workers.next())
    },
    /** Gives what a dead worker had to the others. */
    reassignFrom(worker: string) {
      for (const [name, status] of state.statuses) {
        const connector = state.connectors.get(name)
        for (const key of keysOf(status)) {
          const instance = get(status, key)
          if (!connector || instance?.worker !== worker) continue
          if (connector.target === 'STARTED') start(connector, status, key, workers.next())
          else put(status, key, { ...instance, worker: workers.next() })
        }
      }
    },
    /** Restarts instances in place: RESTARTING, then running again, or failed again. */
    restart(connector: Connector, keys: (number | 'connector')[], shown: 'RESTARTING' | 'old state') {
      const status = state.statuses.get(connector.name)
      if (!status || connector.target !== 'STARTED') return
      const { epoch } = connector
      for (const key of keys) {
        const worker = alive(get(status, key)?.worker ?? workers.next())
        if (connector.faults.get(key)?.once) connector.faults.delete(key)
        if (shown === 'RESTARTING') put(status, key, { state: 'RESTARTING', worker })
        later(delays.restart, () => {
          if (connector.epoch === epoch) start(connector, status, key, worker)
        })
      }
    },
  }
}
export type Lifecycle = ReturnType<typeof createLifecycle>

const firstStatus = (connector: Connector, worker: string): Status => ({
  type: connector.type,
  class: connector.config.get('connector.class') ?? '',
  connector: { state: 'UNASSIGNED', worker },
  tasks: [],
})

const keysOf = (status: Status): (number | 'connector')[] => ['connector', ...status.tasks.keys()]

export const unassigned = ({ worker }: Instance): Instance => ({ state: 'UNASSIGNED', worker })

export const get = (status: Status, key: number | 'connector'): Instance | undefined =>
  key === 'connector' ? status.connector : status.tasks[key]

export function put(status: Status, key: number | 'connector', instance: Instance) {
  if (key === 'connector') status.connector = instance
  else status.tasks[key] = instance
}
