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
  /** A part of a connector class, in any case. */
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
        (await findMatching(cluster, view, filter, options)).rows
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

/** The connectors of one Connect cluster that the actor may see and that match; the least healthy first. */
export async function findMatching(
  cluster: ConnectCluster,
  view: View,
  filter: ListFilter,
  options: ReadOptions,
): Promise<{ rows: Row[]; statuses: ReadonlyMap<string, ConnectorStatus> }> {
  const [statuses, ofClass] = await Promise.all([
    cluster.client.statuses(options),
    namesOfClass(cluster, filter.class, options),
  ])
  const rows: Row[] = []
  for (const [name, status] of statuses) {
    if (!view.sees(name) || (ofClass && !(ofClass.has(name) && inspects(view, name)))) continue
    const row = rowOf(cluster, view, name, status)
    if (passes(row, filter)) rows.push(row)
  }
  rows.sort(
    (a, b) => HEALTHS[a.verdict.health].order - HEALTHS[b.verdict.health].order || (a.connector < b.connector ? -1 : 1),
  )
  return { rows, statuses }
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
  const named = [...classes].filter(([, name]) => name.toLowerCase().includes(word))
  return new Set(named.map(([name]) => name))
}

function rowOf(cluster: ConnectCluster, view: View, connector: string, status: ConnectorStatus): Row {
  const verdict = healthOf(status)
  const row = { cluster: cluster.id, connector, type: status.type, verdict }
  const cause = verdict.health === 'healthy' ? undefined : causeOf(status)
  return cause && inspects(view, connector) ? { ...row, cause } : row
}

/** Of the connector's own failure, or of the first task that failed. */
function causeOf({ connector, tasks }: ConnectorStatus) {
  const failed = [connector, ...tasks].find(({ state, trace }) => state === 'FAILED' && trace !== undefined)
  return failed?.trace === undefined ? undefined : rootCause(failed.trace)
}

function passes(row: Row, { health, type, pattern, text }: ListFilter): boolean {
  return (
    (health === undefined || health.includes(row.verdict.health)) &&
    (type === undefined || type === row.type) &&
    (pattern === undefined || matches(pattern, row.connector)) &&
    (text === undefined || said(row).includes(text.toLowerCase()))
  )
}

const said = ({ connector, verdict, cause }: Row) =>
  [connector, verdict.reason, cause?.exception ?? '', cause?.message ?? ''].join('\n').toLowerCase()
