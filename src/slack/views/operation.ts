import { ACTIONS } from '../../connectors/actions.ts'
import type { Asked, Operation } from '../../connectors/model.ts'
import { fullName, shortName } from './text.ts'

/** done: "Ada restarted orders-sink"; asked: "Ada asked to restart orders-sink". */
const WORDS: Record<Operation['action'], { done: string; asked: string }> = {
  pause: { done: 'paused', asked: 'pause' },
  resume: { done: 'resumed', asked: 'resume' },
  stop: { done: 'stopped', asked: 'stop' },
  restart: { done: 'restarted', asked: 'restart' },
  'restart-task': { done: 'restarted', asked: 'restart' },
  delete: { done: 'deleted', asked: 'delete' },
  recreate: { done: 'recreated', asked: 'recreate' },
  create: { done: 'created', asked: 'create' },
  offsets: { done: 'changed the offsets of', asked: 'change the offsets of' },
  edit: { done: 'changed', asked: 'change' },
}

/** "restarted" */
export const deedOf = (action: Operation['action']) => WORDS[action].done

/** People are named in plain text: a mention would notify them of what they just did. */
const who = ({ actor }: Asked) => shortName(actor.name)

/** "task 0 of orders-sink on prod" */
export const objectOf = ({ task, connector }: Asked, clusterName: string) =>
  `${task === undefined ? '' : `task ${task} of `}${fullName(connector)} on ${shortName(clusterName)}`

/** The same where the connector has been named already. */
export const shortObjectOf = ({ task }: Asked) => (task === undefined ? 'it' : `task ${task}`)

/** "Ada restarted task 0": only once it has happened. */
export const didIt = (operation: Operation, object: string) =>
  `${who(operation)} ${WORDS[operation.action].done} ${object}`

/** "Ada asked to restart task 0": while nobody knows more than that. */
export const askedForIt = (operation: Asked, object: string) =>
  `${who(operation)} asked to ${WORDS[operation.action].asked} ${object}`

/** "Ada started a restart" */
export function startedBy(operation: Asked): string {
  const row = Object.values(ACTIONS).find(({ id }) => id === operation.action)
  return `${who(operation)} started ${row?.noun ?? `to ${WORDS[operation.action].asked}`}`
}
