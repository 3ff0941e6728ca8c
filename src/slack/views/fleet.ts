import { HEALTHS } from '../../connectors/health.ts'
import type { ClusterRows, Row } from '../../connectors/model.ts'
import { lookId, openId } from '../ids.ts'
import { actions, type Block, button, context, type Message, message } from './blocks.ts'
import { inShort } from './failures.ts'
import { findConnector } from './find.ts'
import { asOf } from './footer.ts'
import { pageOf, paginate } from './paging.ts'
import { paragraph, type Span } from './rich-text.ts'
import { healthRow, rowSize } from './row.ts'
import { count, number, shortName } from './text.ts'
import { byUrgency, needsSomebody, shortly, state, URGENT } from './words.ts'

const CLUSTERS = { pieces: 20, chars: 3_500 }
const ROWS = { pieces: 10, chars: 5_500 }

/** "2 failed ✖, 1 paused ❚❚ of 42 connectors", the worst first. */
function tally(rows: readonly Row[]): string {
  const groups = [...Map.groupBy(rows, ({ verdict }) => verdict.health)]
  const [only] = groups
  if (only === undefined) return 'no connectors that you may see'
  const all = count(rows.length, 'connector')
  if (groups.length === 1) return `${rows.length === 1 ? `${all},` : `all ${all}`} ${state({ health: only[0] })}`
  const parts = groups
    .toSorted(([a], [b]) => HEALTHS[a].order - HEALTHS[b].order)
    .map(([health, { length }]) => `${number(length)} ${state({ health })}`)
  return `${parts.join(', ')} of ${all}`
}

const clusterLine = ({ cluster, rows, error }: ClusterRows): Span[] => [
  { bold: shortName(cluster.name) },
  error ? `: ${inShort(error)}, numbers unknown` : `: ${tally(rows)}`,
]

const lineSize = (line: Span[]) => JSON.stringify(line).length

const firstPage = <T>(pages: T[][]) => pageOf(pages, 0).items

function urgentRows(clusters: readonly ClusterRows[]): Row[] {
  return clusters
    .flatMap(({ rows }) => rows)
    .filter(({ verdict }) => needsSomebody(verdict))
    .toSorted(byUrgency)
}

const allUrgent = { id: lookId('list', 'urgent'), target: { o: `--state ${URGENT.join(',')}`, p: 0 } }

const total = (clusters: readonly ClusterRows[]) => clusters.reduce((sum, { rows }) => sum + rows.length, 0)

export interface Fleet {
  clusters: readonly ClusterRows[]
  /** Whether this person may create a connector anywhere. */
  mayCreate: boolean
}

/** All Connect clusters in a few lines, then what needs somebody, the worst first. Also the first part of the App Home. */
export function fleetBlocks({ clusters, mayCreate }: Fleet): Block[] {
  const named = firstPage(paginate(clusters.map(clusterLine), CLUSTERS, lineSize))
  const urgent = urgentRows(clusters)
  const listed = firstPage(paginate(urgent, ROWS, rowSize))
  const unnamed = clusters.length - named.length
  const unlisted = urgent.length - listed.length
  return [
    paragraph([{ bold: 'Kafka Connect' }], ...named),
    ...(unnamed > 0 ? [context(`and ${count(unnamed, 'more Connect cluster')}`)] : []),
    ...listed.map(healthRow),
    ...actions(
      findConnector,
      ...(unlisted > 0 ? [button({ ...allUrgent, label: `All ${number(urgent.length)} that need somebody` })] : []),
      button({ id: lookId('list', 'all'), label: 'All connectors', target: { p: 0 } }),
      ...(mayCreate ? [button({ id: openId('create'), label: 'Create connector', target: {} })] : []),
      button({ id: lookId('help'), label: 'Help', target: {} }),
    ),
  ]
}

/** The worst first, and never "all is well" where somebody did not answer. */
function fleetText(clusters: readonly ClusterRows[]): string {
  const all = count(total(clusters), 'connector')
  const silent = clusters.filter(({ error }) => error !== undefined).length
  const unanswered = silent === 0 ? '' : `; no numbers from ${count(silent, 'Connect cluster')}`
  const urgent = urgentRows(clusters)
  const [worst] = urgent
  if (worst === undefined) return `Kafka Connect: ${all}, nothing that needs somebody${unanswered}`
  const who = `${state(worst.verdict)} ${shortly(worst)}`
  return `Kafka Connect: ${number(urgent.length)} of ${all} need somebody, worst: ${who}${unanswered}`
}

/** `/connect` alone. `at`: when the answers came, in milliseconds. */
export const fleetView = ({ at, ...fleet }: Fleet & { at: number }): Message =>
  message(fleetText(fleet.clusters), [...fleetBlocks(fleet), asOf(at, 'fleet', {})])
