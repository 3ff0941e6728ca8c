import type { ConnectorStatus } from '../connect/schemas.ts'
import { type Instance, instancesOf } from './plan.ts'

/** One look at a connector: itself first, then its tasks. */
export interface Look {
  at: number
  there: boolean
  instances: readonly Instance[]
}

export const lookAt = (at: number, status: ConnectorStatus): Look => ({
  at,
  there: true,
  instances: instancesOf(status),
})

/** Running for so long counts as running: a task that crashes on its first records has often done so by then. */
const STEADY = 5_000

/** The moment since which something has held without a break; undefined if it does not hold now. */
export function since(looks: readonly Look[], holds: (look: Look) => boolean): number | undefined {
  return looks[looks.findLastIndex((look) => !holds(look)) + 1]?.at
}

/** The same, once it has held in looks 5 s apart. */
export function steadySince(looks: readonly Look[], holds: (look: Look) => boolean): number | undefined {
  const from = since(looks, holds)
  const last = looks.at(-1)
  return from !== undefined && last !== undefined && last.at - from >= STEADY ? from : undefined
}

export const isRunning = (one?: Instance) => one?.state === 'RUNNING'
export const isPaused = (one?: Instance) => one?.state === 'PAUSED'
export const isFailed = (one?: Instance): one is Instance => one?.state === 'FAILED'
export const tasksOf = (look: Look) => look.instances.filter(({ task }) => task !== undefined)
export const runningTasks = (look: Look) => tasksOf(look).filter(isRunning).length

/** "2 of 3 tasks running" */
export function tally(look: Look): string {
  const tasks = tasksOf(look).length
  return tasks === 0 ? 'running without tasks' : `${runningTasks(look)} of ${plural(tasks, 'task')} running`
}

/** "connector", "task 2", "tasks 0 and 1", "connector and 12 tasks" */
export function named(instances: readonly Instance[]): string {
  const tasks = instances.flatMap(({ task }) => (task === undefined ? [] : [task]))
  const first = tasks.slice(0, -1).join(', ')
  const inWords = [
    tasks.length < instances.length ? 'connector' : '',
    tasks.length === 1 ? `task ${tasks[0]}` : '',
    tasks.length === 2 || tasks.length === 3 ? `tasks ${first} and ${tasks.at(-1)}` : '',
    tasks.length > 3 ? `${tasks.length} tasks` : '',
  ]
  return inWords.filter((words) => words !== '').join(' and ')
}

export const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`

/** How long something took, for people: "4 s", "3 min", "5 h". */
export function duration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000))
  if (seconds < 120) return `${seconds} s`
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`
}
