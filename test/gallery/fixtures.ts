import { ConnectError, type ConnectErrorKind } from '../../src/connect/errors.ts'
import { ACTIONS, type ActionId } from '../../src/connectors/actions.ts'
import type { Outcome } from '../../src/connectors/model.ts'
import { PERMISSIONS } from '../../src/connectors/policy.ts'
import { cardView } from '../../src/slack/views/card.ts'
import { errorView } from '../../src/slack/views/error.ts'
import { fleetView } from '../../src/slack/views/fleet.ts'
import { outcomeView } from '../../src/slack/views/outcome.ts'
import { refusalView } from '../../src/slack/views/refusal.ts'
import {
  AT,
  AWKWARD,
  aCard,
  aFleet,
  anOperation,
  anOutcome,
  aRow,
  aTask,
  HEALTH_NAMES,
} from '../slack/views/awkward.ts'
import { everyView } from '../slack/views/every-view.ts'
import { type Item, itemOf } from './item.ts'

const REF = { cluster: 'prod', connector: 'orders-pg-source' }
const PLACE = { ref: REF, clusterName: 'Production' }

const ERRORS: Record<ConnectErrorKind, string> = {
  'not-found': 'Connector orders-pg-source not found',
  rebalancing:
    'Cannot complete request momentarily due to no known leader URL, likely because a rebalance was underway.',
  'already-exists': 'Connector orders-pg-source already exists',
  rejected: 'Connector configuration is invalid and contains the following 2 error(s)',
  unauthorized: 'User cannot access the resource.',
  unsupported: 'HTTP 405 Method Not Allowed',
  starting: 'Connect worker is starting',
  unreachable: 'connection refused',
  'timed-out': 'no answer within 6 s',
  unexpected: '<html><body>502 Bad Gateway</body></html>',
}
const OUTCOMES: Record<Outcome['kind'], string> = {
  done: '3 of 3 tasks running after 4 s',
  'nothing-to-do': 'nothing had failed, nothing was restarted',
  'failed-again': 'failed again with the same cause after 9 s',
  failed: 'PSQLException: FATAL: password authentication failed for user "cdc"',
  unsettled: 'still rebalancing after 60 s; last seen 1 of 3 tasks running',
  unknown: 'Kafka Connect did not say whether it was done; last seen 3 of 3 tasks running',
}

function entries<Key extends string, Value>(table: Record<Key, Value>): [Key, Value][] {
  return Object.entries(table) as [Key, Value][]
}

/** Each state that a connector can be in, alone and among others. */
function states(): Item[] {
  return HEALTH_NAMES.flatMap((health) => {
    const verdict = { health, reason: `this is ${health}`, tasks: 2, failedTasks: health === 'degraded' ? [0] : [] }
    const tasks = [aTask(0, { state: health === 'degraded' ? 'FAILED' : 'RUNNING' }), aTask(1)]
    return [
      itemOf(`a connector that is ${health}`, cardView(aCard({ verdict, tasks }), { at: AT })),
      itemOf(
        `a fleet with one that is ${health}`,
        fleetView({ clusters: aFleet([aRow({ verdict })]), mayCreate: true, at: AT }),
      ),
    ]
  })
}

/** Each action with each way that it can end. */
function outcomes(): Item[] {
  const ids: ActionId[] = entries(ACTIONS).map(([id]) => id)
  return ids.flatMap((action) =>
    entries(OUTCOMES).map(([kind, detail]) => {
      const operation = anOperation({ action })
      const outcome = anOutcome({ kind, detail })
      return itemOf(
        `${action} ends: ${kind}`,
        outcomeView({ operation, outcome, clusterName: 'Production' }, AT, aCard()),
      )
    }),
  )
}

const refusals = (): Item[] =>
  PERMISSIONS.map((permission) => {
    const said = `You may not do this with orders-pg-source: that takes ${permission} on prod. Your roles are reader. Ask in #data-platform.`
    return itemOf(`a refusal for want of ${permission}`, refusalView({ ...PLACE, permission, said }))
  })

const errors = (): Item[] =>
  entries(ERRORS).map(([kind, text]) =>
    itemOf(`Connect says: ${kind}`, errorView({ failure: new ConnectError(kind, text), clusterName: 'Production' })),
  )

/** Every view with each awkward text in it, and with more of everything than fits. */
function awkward(): Item[] {
  const amounts = (what: string) => (what === 'ordinary' || what === 'of 500 characters' ? [3, 300] : [3])
  return entries(AWKWARD).flatMap(([what, text]) =>
    amounts(what).flatMap((many) =>
      entries(everyView(text, many)).map(([view, payload]) => itemOf(`${view}, ${many} texts: ${what}`, payload)),
    ),
  )
}

export const fixtures = (): Item[] => [...states(), ...outcomes(), ...refusals(), ...errors(), ...awkward()]
