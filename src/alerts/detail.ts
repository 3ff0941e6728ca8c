import type { Member } from './model.ts'
import type { Seen } from './observe.ts'

/** What there is to tell of a member, whatever it is a member of. */
export type Detail = Pick<Member, 'type' | 'tasks' | 'failedTasks' | 'failedIds' | 'whole' | 'cause'>

export const NOTHING: Detail = { type: 'unknown', tasks: 0, failedTasks: 0, failedIds: [], whole: false }

/** Failed tasks that are named. */
const IDS = 100

export function detailOf({ type, state, tasks, failed }: Seen): Detail {
  const ids = failed.flatMap(({ task }) => (task === undefined ? [] : [task]))
  const whole = state === 'FAILED' || (tasks > 0 && ids.length === tasks)
  return { type, tasks, failedTasks: ids.length, failedIds: ids.slice(0, IDS), whole }
}
