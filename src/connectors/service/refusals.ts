import type { ConnectorStatus } from '../../connect/schemas.ts'
import { UserError } from '../../errors.ts'
import { ACTIONS, type Action } from '../actions.ts'
import { healthOf } from '../health.ts'
import type { ConnectCluster, Offer, Ref } from '../model.ts'
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
      if (row.target === 'connector') return row.offered(status) ? [{ action: row.id }] : []
      return status.tasks.filter(({ id }) => row.offered(status, id)).map(({ id }) => ({ action: row.id, task: id }))
    })
}

/** An action that would do nothing in this state, with what would do something. */
export function notOffered(row: Action, ref: Ref, status: ConnectorStatus, task: number | undefined): UserError {
  const { reason } = healthOf(status)
  if (row.target === 'task' && !status.tasks.some(({ id }) => id === task)) {
    const ids = status.tasks.map(({ id }) => id)
    const there = ids.length === 0 ? 'it has none now' : `its tasks are ${ids.join(', ')}`
    return new UserError(`${ref.connector} has no task ${task ?? 'of that number'}: ${there}.`)
  }
  const others = Object.values(ACTIONS).filter((other) => other.target === 'connector' && other.offered(status))
  const instead = others.map(({ label }) => label).join(', ')
  return new UserError(`${row.label} does nothing now: ${ref.connector} is ${reason}. What would: ${instead}.`)
}
