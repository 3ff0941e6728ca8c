import type { ConnectorStatus } from '../connect/schemas.ts'
import { plural } from './looks.ts'

/** Our one verdict on a status. The least healthy sorts first; the word comes before the shape wherever both stand. */
export const HEALTHS = {
  failed: { order: 0, word: 'failed', shape: '✖' },
  degraded: { order: 1, word: 'degraded', shape: '▲' },
  unknown: { order: 2, word: 'unknown', shape: '?' },
  rebalancing: { order: 3, word: 'rebalancing', shape: '⇄' },
  starting: { order: 4, word: 'starting', shape: '◌' },
  stopped: { order: 5, word: 'stopped', shape: '■' },
  paused: { order: 6, word: 'paused', shape: '❚❚' },
  healthy: { order: 7, word: 'healthy', shape: '●' },
} as const
export type Health = keyof typeof HEALTHS

export interface Verdict {
  health: Health
  /** A short phrase: "1 of 6 tasks failed", "connector failed", "running without tasks". */
  reason: string
  tasks: number
  failedTasks: readonly number[]
}

/** The innermost meaningful cause of a stack trace. */
export interface Cause {
  /** Simple class name: PSQLException. */
  exception: string
  /** One line, scrubbed. May be empty. */
  message: string
}

type Judgement = readonly [health: Health, reason: string]

/** States of a connector in which its tasks do not decide. */
const CONNECTOR_STATES: ReadonlyMap<string, Judgement> = new Map([
  ['FAILED', ['failed', 'connector failed']],
  ['UNASSIGNED', ['rebalancing', 'connector unassigned']],
  ['RESTARTING', ['starting', 'connector restarting']],
  ['PAUSED', ['paused', 'paused']],
  ['STOPPED', ['stopped', 'stopped']],
])

/** What tasks make of a running connector: the first of these states that some task is in decides. */
const TASK_STATES: ReadonlyMap<string, readonly [health: Health, word: string]> = new Map([
  ['FAILED', ['degraded', 'failed']],
  ['UNASSIGNED', ['rebalancing', 'unassigned']],
  ['RESTARTING', ['starting', 'restarting']],
  // For a moment after a resume.
  ['PAUSED', ['starting', 'still paused']],
  ['STOPPED', ['starting', 'still stopped']],
  ['RUNNING', ['healthy', 'running']],
])

/**
 * Health and its reason, judged by states alone: Connect leaves the old trace beside a state that is well again.
 * A state that a later Connect may bring is `unknown`, with its name in the reason.
 */
export function healthOf({ connector, tasks }: ConnectorStatus): Verdict {
  if (connector.state === 'RUNNING' && tasks.length > 0 && tasks.every(({ state }) => state === 'RUNNING')) {
    return healthy(tasks.length)
  }
  const failedTasks = tasks.filter((task) => task.state === 'FAILED').map((task) => task.id)
  const states = tasks.map((task) => task.state)
  const [health, reason] = connector.state === 'RUNNING' ? judgeTasks(states) : judgeConnector(connector.state, states)
  return { health, reason, tasks: tasks.length, failedTasks }
}

/** The verdict on most of thousands, so it has a short way of its own. */
const healthy = (tasks: number): Verdict => ({
  health: 'healthy',
  reason: `${tasks} of ${plural(tasks, 'task')} running`,
  tasks,
  failedTasks: [],
})

/** Tasks that failed stay so while the connector is paused or moves: the reason tells. */
function judgeConnector(state: string, tasks: readonly string[]): Judgement {
  const [health, reason] = CONNECTOR_STATES.get(state) ?? ['unknown', `connector in an unknown state: ${state}`]
  return [health, tasks.includes('FAILED') ? `${reason}, ${share(tasks, 'FAILED')} failed` : reason]
}

function judgeTasks(tasks: readonly string[]): Judgement {
  // Normal for a moment after a create; for longer, the connector cannot make task configs or has nothing to do.
  if (tasks.length === 0) return ['starting', 'running without tasks']
  if (tasks.every((state) => state === 'FAILED')) return ['failed', `${share(tasks, 'FAILED')} failed`]
  const state = decisive(tasks)
  const [health, word] = TASK_STATES.get(state) ?? ['unknown', `in an unknown state: ${state}`]
  return [health, `${share(tasks, state)} ${word}`]
}

/** A state that we do not know hides no failure, but may hide that all is well. */
function decisive(tasks: readonly string[]): string {
  const known = [...TASK_STATES.keys()].find((state) => tasks.includes(state))
  const other = tasks.find((state) => !TASK_STATES.has(state))
  return known === 'FAILED' ? known : (other ?? known ?? 'RUNNING')
}

/** "1 of 6 tasks" */
const share = (tasks: readonly string[], state: string) =>
  `${tasks.filter((one) => one === state).length} of ${plural(tasks.length, 'task')}`
