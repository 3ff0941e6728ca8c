import type { ConnectorStatus } from '../../connect/schemas.ts'
import { ACTIONS, type Action } from '../actions.ts'
import type { BulkItem, BulkRequest } from '../bulk.ts'
import { healthOf } from '../health.ts'
import { keyOf } from '../key.ts'
import { isFailed, named } from '../looks.ts'
import type { ConnectCluster, Operation, Ref } from '../model.ts'
import { instancesOf } from '../plan.ts'
import type { Actor } from '../policy.ts'
import type { Records } from '../records.ts'
import { WRITES } from '../writes.ts'
import type { View } from './access.ts'
import type { Fleet } from './fleet.ts'
import { findMatching } from './list.ts'
import { closedTo } from './refusals.ts'

interface Deps {
  fleet: Fleet
  records: Records
}

/** What matches a request now, and what of it is not touched. */
interface Matched {
  items: BulkItem[]
  out: (Ref & { why: string })[]
  /** The Connect clusters that did not answer. */
  silent: Pick<ConnectCluster, 'id' | 'name'>[]
}

export type Matching = ReturnType<typeof createMatching>

/** Looks at what a bulk operation would touch: one request per Connect cluster, however many connectors there are. */
export function createMatching({ fleet, records }: Deps) {
  async function operations(): Promise<Map<string, Operation>> {
    return new Map((await records.operations.unfinished()).map((one) => [keyOf(one), one]))
  }

  /** @throws UserError for an unknown Connect cluster, ConnectError when none answered */
  return async function matching(actor: Actor, { action, mode, filter, among }: BulkRequest): Promise<Matched> {
    const row: Action = ACTIONS[action]
    const wanted = among && new Set(among.map(keyOf))
    const isWanted = (ref: Ref) => wanted === undefined || wanted.has(keyOf(ref))
    const underway = await operations()
    const all = await fleet.across(actor, filter.cluster, async (cluster, view, options) => {
      if (among?.every((ref) => ref.cluster !== cluster.id)) return []
      const { rows, statuses } = await findMatching(cluster, view, filter, options)
      return rows.filter(isWanted).flatMap(({ connector }) => {
        const status = statuses.get(connector)
        if (status === undefined) return []
        const ref = { cluster: cluster.id, connector }
        const why = whyNot(row, mode, { cluster, view, ref }, status) ?? inUse(underway.get(keyOf(ref)))
        return [{ ref, why, says: saysOf(mode, status) }]
      })
    })
    const [silence] = all.flatMap(({ error }) => error ?? [])
    if (silence && all.every(({ error }) => error !== undefined)) throw silence
    const found = all.flatMap(({ answer = [] }) => answer)
    return {
      items: found.flatMap(({ ref, why, says }) => (why === undefined ? { ...ref, says } : [])),
      out: found.flatMap(({ ref, why }) => (why === undefined ? [] : { ...ref, why })),
      silent: all.flatMap(({ cluster, error }) => (error ? cluster : [])),
    }
  }
}

interface Where {
  cluster: ConnectCluster
  view: View
  ref: Ref
}

/** Why a connector that matches is not touched; undefined when it is. */
function whyNot(
  { permission, refusedWhereManaged, offered, modes }: Action,
  mode: BulkRequest['mode'],
  { cluster, view, ref: { connector } }: Where,
  status: ConnectorStatus,
): string | undefined {
  if (!view.can(permission, connector).allowed) return `you may not (${permission})`
  const closed = closedTo(cluster, connector, refusedWhereManaged)
  if (closed !== undefined) return closed
  if (!offered(status)) return healthOf(status).reason
  const isOffered = modes?.find(({ id }) => id === mode)?.offered ?? offered
  return isOffered(status) ? undefined : 'nothing of it failed'
}

const inUse = (operation: Operation | undefined) =>
  operation && `in use (${operation.actor.name} started ${WRITES[operation.action].noun})`

const saysOf = (mode: BulkRequest['mode'], status: ConnectorStatus): string =>
  mode === 'failed' ? named(instancesOf(status).filter(isFailed)) : healthOf(status).reason
