import type { ConnectorStatus } from '../../connect/schemas.ts'
import { UserError } from '../../errors.ts'
import { ACTIONS, type Action } from '../actions.ts'
import { HEALTHS, healthOf } from '../health.ts'
import type { ConnectCluster, Offer } from '../model.ts'
import { matches } from '../pattern.ts'
import type { Admitted } from './admission.ts'

/** Why a Connect cluster takes no such write, whoever asks; undefined when it does. */
export function closedTo(cluster: ConnectCluster, connector: string, refusedWhereManaged: boolean): string | undefined {
  if (cluster.readOnly) return `${cluster.name} is set to read-only here: nothing is changed on it from Slack.`
  if (!refusedWhereManaged) return
  return cluster.managed.find(({ pattern }) => matches(pattern, connector))?.text
}

/** What may be done here and now: by state, by right, and by what the Connect cluster is open to. */
export function offersOn({ cluster, ref, may }: Admitted, status: ConnectorStatus): Offer[] {
  return Object.values(ACTIONS)
    .filter((row) => may(row.permission) && closedTo(cluster, ref.connector, row.refusedWhereManaged) === undefined)
    .flatMap((row): Offer[] => {
      if (row.target === 'connector') return row.offered(status) ? [{ action: row.id, ...modesOn(row, status) }] : []
      return status.tasks.filter(({ id }) => row.offered(status, id)).map(({ id }) => ({ action: row.id, task: id }))
    })
}

const modesOn = ({ modes }: Action, status: ConnectorStatus): Pick<Offer, 'modes'> =>
  modes === undefined ? {} : { modes: modes.filter((mode) => mode.offered(status)).map(({ id }) => id) }

/** An action that would do nothing in this state, with what the person may do instead. */
export function notOffered(
  row: Action,
  admitted: Admitted,
  status: ConnectorStatus,
  task: number | undefined,
): UserError {
  const { connector } = admitted.ref
  if (row.target === 'task' && !status.tasks.some(({ id }) => id === task)) {
    const ids = status.tasks.map(({ id }) => id)
    const there = ids.length === 0 ? 'it has none now' : `its tasks are ${ids.join(', ')}`
    return new UserError(`${connector} has no task ${task ?? 'of that number'}: ${there}.`)
  }
  const labels = offersOn(admitted, status).flatMap(({ action, task }) =>
    task === undefined ? ACTIONS[action].label : [],
  )
  const instead = labels.length === 0 ? '' : ` What would: ${labels.join(', ')}.`
  const { health, reason } = healthOf(status)
  const { word } = HEALTHS[health]
  const is = reason === word ? word : `${word} (${reason})`
  return new UserError(`${row.label} does nothing now: ${connector} is ${is}.${instead}`)
}
