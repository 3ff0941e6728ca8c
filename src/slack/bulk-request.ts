import { ACTIONS, type Action } from '../connectors/actions.ts'
import type { BulkRequest } from '../connectors/bulk.ts'
import { isPattern, PATTERN_FORMS } from '../connectors/pattern.ts'
import { UserError } from '../errors.ts'
import { FILTER_FLAGS, listFilter } from './filter.ts'
import { isAction } from './operate.ts'
import type { Request } from './request.ts'

/**
 * What is asked for in bulk: a pattern, or filters without a name (`--failed` is a mode of restart as well). undefined:
 * one connector is meant, or none was said.
 * @throws UserError for what is no pattern, an unknown filter, a task, and what is done to one connector at a time
 */
export function bulkRequest(action: Action, request: Request): BulkRequest | undefined {
  const { connector, task, flags } = request
  const pattern = connector?.connector
  const isMany = pattern === undefined ? FILTER_FLAGS.some((flag) => flags.has(flag)) : pattern.includes('*')
  if (!isMany) return undefined
  if (!action.bulk)
    throw new UserError(`${action.label} is done to one connector at a time: name one. Nothing was done.`)
  if (task !== undefined) throw new UserError(`Task ${task} of which connector? Name one. Nothing was done.`)
  if (pattern !== undefined && !isPattern(pattern)) {
    throw new UserError(`“${pattern.slice(0, 80)}” is no pattern: that is ${PATTERN_FORMS}. Nothing was done.`)
  }
  const mode = action.modes?.find(({ id }) => flags.has(id))?.id
  const filters = new Map([...flags].filter(([flag]) => flag !== mode))
  const filter = listFilter({ ...request, rest: [], flags: filters })
  return { action: action.id, mode, filter: { ...filter, ...(pattern !== undefined && { pattern }) } }
}

/** The action that an option of a list stands for: "restart:failed". */
export function actionIn(text: string): Pick<BulkRequest, 'action' | 'mode'> | undefined {
  const [id = '', option] = text.split(':')
  if (!isAction(id)) return undefined
  const { modes }: Action = ACTIONS[id]
  return { action: id, mode: modes?.find((mode) => mode.id === option)?.id }
}
