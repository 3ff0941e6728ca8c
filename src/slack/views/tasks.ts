import type { types } from '@slack/bolt'
import type { Cause } from '../../connectors/health.ts'
import { HEALTHS, type Health } from '../../connectors/health.ts'
import type { Card, TaskRow } from '../../connectors/model.ts'
import { actionId, keyOf, lookId } from '../ids.ts'
import { actions, type Block, button, context, option, section, select } from './blocks.ts'
import { clip, count, number, oneLine, shortName } from './text.ts'
import { causeInList } from './words.ts'

const ROWS = 5
// Each line of a select counts towards the size of the message.
const IN_SELECT = 15

const HEALTH_OF: ReadonlyMap<string, Health> = new Map([
  ['FAILED', 'failed'],
  ['RUNNING', 'healthy'],
  ['PAUSED', 'paused'],
  ['STOPPED', 'stopped'],
  ['UNASSIGNED', 'rebalancing'],
])

/** "failed ✖": Connect's own word in lower case, with the shape of the health it stands for. */
function taskState(state: string): string {
  const health = HEALTH_OF.get(state)
  const word = clip(oneLine(state.toLowerCase()), 30)
  return health ? `${word} ${HEALTHS[health].shape}` : word
}

export const worstFirst = (a: TaskRow, b: TaskRow) => rank(a) - rank(b) || a.id - b.id
const rank = ({ state }: TaskRow) => HEALTHS[HEALTH_OF.get(state) ?? 'unknown'].order

/** Failed tasks first: five on a line each, the others counted and in a select. `shown`: the cause that stands above. */
export function taskBlocks(card: Card, shown: Cause | undefined): Block[] {
  const tasks = card.tasks.toSorted(worstFirst)
  const others = tasks.slice(ROWS)
  return [
    ...tasks.slice(0, ROWS).map((task) => section(taskText(task, shown), restartButton(card, task))),
    ...(others.length > 0 ? [context(countStates(others))] : []),
    ...(others.length > 0 ? actions(...restartSelect(card, others), allTasks(card)) : []),
  ]
}

export function taskText({ id, state, worker, cause }: TaskRow, shown: Cause | undefined): string {
  const head = `Task ${id} ${taskState(state)} on ${clip(oneLine(worker), 100)}`
  const why = cause && causeInList(cause)
  return why === undefined || (shown && why === causeInList(shown)) ? head : `${head}\n${why}`
}

const mayRestart = (card: Card, id: number) =>
  card.offers.some(({ action, task }) => action === 'restart-task' && task === id)

function restartButton(card: Card, { id }: TaskRow) {
  if (!mayRestart(card, id)) return undefined
  return button({
    id: actionId('restart-task', id),
    label: 'Restart',
    target: { k: keyOf(card), t: id },
    spoken: `Restart task ${id} of ${shortName(card.connector)}`,
  })
}

/** "and 295 more tasks: 290 running ●, 5 failed ✖" */
function countStates(tasks: readonly TaskRow[]): string {
  const states = [...Map.groupBy(tasks, ({ state }) => state)].map(
    ([state, { length }]) => `${number(length)} ${taskState(state)}`,
  )
  return `and ${count(tasks.length, 'more task')}: ${clip(states.join(', '), 300)}`
}

/** None where no task may be restarted: Slack refuses an empty select. */
function restartSelect(card: Card, tasks: readonly TaskRow[]): types.StaticSelect[] {
  const restartable = tasks.filter(({ id }) => mayRestart(card, id)).slice(0, IN_SELECT)
  const options = restartable.map(({ id, state }) =>
    option(`Task ${id} ${taskState(state)}`, { k: keyOf(card), t: id }),
  )
  return options.length === 0 ? [] : [select(actionId('restart-task', 'other'), 'Restart another task…', options)]
}

const allTasks = (card: Card) =>
  button({ id: lookId('tasks'), label: `All ${count(card.tasks.length, 'task')}`, target: { k: keyOf(card) } })
