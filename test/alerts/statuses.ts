import type { ConnectorStatus } from '../../src/connect/schemas.ts'

type Tasks = readonly (string | { trace: string })[]

/** A connector as Connect shows it: each task by its state, a failed one by its trace. */
export function status(name: string, tasks: Tasks, connector: string | { trace: string } = 'RUNNING'): ConnectorStatus {
  return {
    name,
    type: 'sink',
    connector: instance(connector),
    tasks: tasks.map((task, id) => ({ id, ...instance(task) })),
  }
}

const instance = (state: string | { trace: string }) =>
  typeof state === 'string'
    ? { state, worker_id: 'worker-1:8083' }
    : { state: 'FAILED', worker_id: 'worker-1:8083', trace: state.trace }

export const running = (name: string) => status(name, ['RUNNING'])
export const failed = (name: string, trace: string) => status(name, [{ trace }])
export const waiting = (name: string) => status(name, ['UNASSIGNED'])
export const paused = (name: string) => status(name, ['PAUSED'], 'PAUSED')
export const stopped = (name: string) => status(name, [], 'STOPPED')
export const idle = (name: string) => status(name, [])

/** sink-0, sink-1 … */
export const names = (count: number, from = 0) => Array.from({ length: count }, (_, at) => `sink-${at + from}`)
