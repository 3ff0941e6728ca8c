import type { Member } from './model.ts'
import { isWaiting, type Seen } from './observe.ts'

/** What there is to tell of a member, whatever it is a member of. */
export type Detail = Pick<Member, 'type' | 'tasks' | 'failedTasks' | 'failedIds' | 'waiting' | 'whole' | 'cause'>

export const NOTHING: Detail = { type: 'unknown', tasks: 0, failedTasks: 0, failedIds: [], whole: false }

/** Failed tasks that are named. */
const IDS = 100

export function detailOf(seen: Seen): Detail {
  const { type, state, tasks, failed } = seen
  const ids = failed.flatMap(({ task }) => (task === undefined ? [] : [task]))
  const whole = state === 'FAILED' || (tasks > 0 && ids.length === tasks)
  const waiting = seen.waiting - Number(isWaiting(seen))
  return { type, tasks, failedTasks: ids.length, failedIds: ids.slice(0, IDS), ...(waiting > 0 && { waiting }), whole }
}
