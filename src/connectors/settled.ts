import {
  duration,
  isFailed,
  isRunning,
  type Look,
  named,
  plural,
  runningTasks,
  since,
  steadySince,
  tally,
  tasksOf,
} from './looks.ts'
import type { Outcome } from './model.ts'
import type { Instance, Plan } from './plan.ts'

export interface Asked {
  startedAt: number
  plan: Plan
}

export interface Ending {
  kind: Outcome['kind']
  at: number
  says: string
  /** Whose traces tell the cause. */
  failed?: readonly Instance[]
}

/** Whether a request has really happened, from the looks since; the last one also stands by itself. Pure. */
export type Rule = (last: Look, looks: readonly Look[], asked: Asked) => Ending | undefined

export interface Settling {
  ended: Rule
  /** Where it shows: `/status` of a deleted connector lingers for seconds, so that only the list of names tells. */
  seenIn: 'status' | 'names'
  /** Whether a new failure soon after a success corrects the answer. */
  correctable: boolean
}

/** A running connector without tasks for so long is told. */
const TASKLESS = 30_000

export const after = (at: number, asked: Asked) => `after ${duration(at - asked.startedAt)}`

const done = (at: number, says: string): Ending => ({ kind: 'done', at, says })

export const paused: Settling = {
  seenIn: 'status',
  correctable: false,
  ended: (last, _, asked) => {
    const tasks = tasksOf(last)
    const failed = tasks.filter(isFailed)
    const pausedTasks = tasks.filter(({ state }) => state === 'PAUSED').length
    if (last.instances[0]?.state !== 'PAUSED' || pausedTasks + failed.length < tasks.length) return
    const rest = failed.length === 0 ? '' : `; ${named(failed)} still failed`
    return done(last.at, `paused ${after(last.at, asked)}, ${plural(tasks.length, 'task')}${rest}`)
  },
}

export const stopped: Settling = {
  seenIn: 'status',
  correctable: false,
  ended: (last, _, asked) => {
    if (last.instances[0]?.state !== 'STOPPED' || tasksOf(last).length > 0) return
    return done(last.at, `stopped ${after(last.at, asked)}, no tasks`)
  },
}

export const deleted: Settling = {
  seenIn: 'names',
  correctable: false,
  ended: (last, _, asked) => (last.there ? undefined : done(last.at, `deleted ${after(last.at, asked)}`)),
}

const runs = (look: Look) => isRunning(look.instances[0]) && runningTasks(look) > 0
const fails = (look: Look) =>
  isFailed(look.instances[0]) || (tasksOf(look).length > 0 && tasksOf(look).every((task) => isFailed(task)))

/** Resumed: the connector and at least one task run. */
export const running: Settling = {
  seenIn: 'status',
  correctable: true,
  ended: (last, looks, asked) => {
    if (steadySince(looks, runs) !== undefined) {
      const at = since(looks, (look) => runs(look) && runningTasks(look) >= runningTasks(last)) ?? last.at
      return done(at, `${tally(last)} ${after(at, asked)}`)
    }
    const failedAt = steadySince(looks, fails)
    if (failedAt !== undefined) {
      const failed = last.instances.filter(isFailed)
      return { kind: 'failed', at: failedAt, says: `${named(failed)} failed ${after(failedAt, asked)}`, failed }
    }
    const taskless = isRunning(last.instances[0]) && tasksOf(last).length === 0
    if (taskless && last.at - asked.startedAt >= TASKLESS) {
      return { kind: 'unsettled', at: last.at, says: `the connector runs, but has no task ${after(last.at, asked)}` }
    }
  },
}

const RESTING: ReadonlyMap<string, Settling> = new Map([
  ['PAUSED', paused],
  ['STOPPED', stopped],
])
const arrivedAt = (state: string | undefined) => RESTING.get(state ?? '') ?? running

/** Created or edited: a connector that is paused or stopped stays so, and has settled as such. */
export const applied: Settling = {
  seenIn: 'status',
  correctable: true,
  ended: (last, looks, asked) => arrivedAt(last.instances[0]?.state).ended(last, looks, asked),
}

/** Stopped for a while, and let go on: it is again as the plan says that it was before. */
export const goneOn: Settling = {
  seenIn: 'status',
  correctable: true,
  ended: (last, looks, asked) => arrivedAt(asked.plan.instances[0]?.state).ended(last, looks, asked),
}
