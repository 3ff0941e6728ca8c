import type { ReadOptions } from '../../connect/client.ts'
import type { ConnectorStatus } from '../../connect/schemas.ts'
import { ACTIONS, type ActionId } from '../actions.ts'
import { rootCause } from '../cause.ts'
import { HEALTHS, type Health, healthOf } from '../health.ts'
import type { ClusterRows, ConnectCluster, Row } from '../model.ts'
import { matches } from '../pattern.ts'
import type { Actor } from '../policy.ts'
import type { View } from './access.ts'
import type { Ask, Fleet } from './fleet.ts'

export interface ListFilter {
  /** Id of one Connect cluster. */
  cluster?: string
  health?: readonly Health[]
  type?: 'source' | 'sink'
  /** A connector class, whole or its last part, in any case. */
  class?: string
  /** Exact, `*`, `prefix-*` or `*-suffix`. */
  pattern?: string
  /** Anywhere in name, reason or cause, in any case. */
  text?: string
}

interface Listed {
  clusters: ClusterRows[]
  /** What may be done to many at once. */
  bulk: ActionId[]
}

/** Lists connectors: one request per Connect cluster however many there are, and one more to filter by class. */
export function createList(fleet: Fleet) {
  return {
    /**
     * Unhealthy first, then by name. `limit`: after so many milliseconds a silent Connect cluster is given up.
     * @throws UserError for an unknown Connect cluster
     */
    async list(actor: Actor, filter: ListFilter, limit?: number): Promise<Listed> {
      const rowsOn: Ask<Row[]> = async (cluster, view, options) =>
        (await findMatching(cluster, view, filter, options)).map(({ row }) => row)
      const all = await fleet.across(actor, filter.cluster, rowsOn, limit)
      return {
        bulk: bulkOffers(all),
        clusters: all.map(({ cluster: { id, name }, answer = [], error }) => ({
          cluster: { id, name },
          rows: answer,
          ...(error && { error }),
        })),
      }
    },
  }
}

/** A row with the status that it was made of. */
export interface Found {
  row: Row
  status: ConnectorStatus
}

/** The connectors of one Connect cluster that the actor may see and that match; the least healthy first. */
export async function findMatching(
  cluster: ConnectCluster,
  view: View,
  filter: ListFilter,
  options: ReadOptions,
): Promise<Found[]> {
  const [statuses, ofClass] = await Promise.all([
    cluster.client.statuses(options),
    namesOfClass(cluster, filter.class, options),
  ])
  return [...statuses]
    .filter(([name]) => view.sees(name) && (ofClass === undefined || (ofClass.has(name) && inspects(view, name))))
    .map(([name, status]) => ({ row: rowOf(cluster, view, name, status), status }))
    .filter(({ row }) => passes(row, filter))
    .sort(
      ({ row: a }, { row: b }) =>
        HEALTHS[a.verdict.health].order - HEALTHS[b.verdict.health].order || (a.connector < b.connector ? -1 : 1),
    )
}

/** What may be done to many at once: a right on some of them is enough, the preview leaves the others out. */
const bulkOffers = (all: readonly { cluster: ConnectCluster; view: View }[]): ActionId[] =>
  Object.values(ACTIONS)
    .filter(
      ({ bulk, permission }) => bulk && all.some(({ cluster, view }) => !cluster.readOnly && view.some(permission)),
    )
    .map(({ id }) => id)

/** The class stands in the config, and so takes CONNECT_INSPECT. */
const inspects = (view: View, name: string) => view.can('CONNECT_INSPECT', name).allowed

async function namesOfClass(
  { client }: ConnectCluster,
  wanted: string | undefined,
  options: ReadOptions,
): Promise<Set<string> | undefined> {
  if (wanted === undefined) return
  const classes = await client.classes(options)
  const word = wanted.toLowerCase()
  const named = [...classes].filter(([, name]) =>
    [name, name.split('.').at(-1)].some((it) => it?.toLowerCase() === word),
  )
  return new Set(named.map(([name]) => name))
}

function rowOf(cluster: ConnectCluster, view: View, connector: string, status: ConnectorStatus): Row {
  const cause = inspects(view, connector) ? causeOf(status) : undefined
  const row = { cluster: cluster.id, connector, type: status.type, verdict: healthOf(status) }
  return cause ? { ...row, cause } : row
}

/** Of the connector's own failure, or of the first task that failed. */
function causeOf({ connector, tasks }: ConnectorStatus) {
  const failed = [connector, ...tasks].find(({ state, trace }) => state === 'FAILED' && trace !== undefined)
  return failed?.trace === undefined ? undefined : rootCause(failed.trace)
}

function passes({ connector, type, verdict, cause }: Row, filter: ListFilter): boolean {
  const said = [connector, verdict.reason, cause?.exception ?? '', cause?.message ?? ''].join('\n').toLowerCase()
  return (
    (filter.health === undefined || filter.health.includes(verdict.health)) &&
    (filter.type === undefined || filter.type === type) &&
    (filter.pattern === undefined || matches(filter.pattern, connector)) &&
    (filter.text === undefined || said.includes(filter.text.toLowerCase()))
  )
}
