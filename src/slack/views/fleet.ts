import { HEALTHS } from '../../connectors/health.ts'
import type { ClusterRows, Row } from '../../connectors/model.ts'
import { lookId } from '../ids.ts'
import { actions, type Block, button, context, type Message, message } from './blocks.ts'
import { inShort } from './failures.ts'
import { findConnector } from './find.ts'
import { asOf } from './footer.ts'
import { pageOf, paginate, weight } from './paging.ts'
import { paragraph, type Span } from './rich-text.ts'
import { healthRow } from './row.ts'
import { count, fullName, number } from './text.ts'
import { byUrgency, needsSomebody, shortly, state } from './words.ts'

const CLUSTERS = { pieces: 20, chars: 3_500 }
const ROWS = { pieces: 10, chars: 5_500 }

/** "2 failed ✖, 1 paused ❚❚ of 42 connectors", the worst first. */
function tally(rows: readonly Row[]): string {
  const groups = [...Map.groupBy(rows, ({ verdict }) => verdict.health)]
  const [only] = groups
  if (only === undefined) return 'no connectors that you may see'
  const all = count(rows.length, 'connector')
  if (groups.length === 1) return `all ${all} ${state({ health: only[0] })}`
  const parts = groups
    .toSorted(([a], [b]) => HEALTHS[a].order - HEALTHS[b].order)
    .map(([health, { length }]) => `${number(length)} ${state({ health })}`)
  return `${parts.join(', ')} of ${all}`
}

const clusterLine = ({ cluster, rows, error }: ClusterRows): Span[] => [
  { bold: fullName(cluster.name) },
  error ? `: ${inShort(error)}, numbers unknown` : `: ${tally(rows)}`,
]

/** All Connect clusters in a few lines, then what needs somebody, the worst first. Also the first part of the App Home. */
export function fleetBlocks(clusters: readonly ClusterRows[]): Block[] {
  const all = clusters.flatMap(({ rows }) => rows)
  const urgent = all.filter(({ verdict }) => needsSomebody(verdict)).toSorted(byUrgency)
  const named = pageOf(
    paginate(clusters.map(clusterLine), CLUSTERS, (line) => JSON.stringify(line).length),
    0,
  ).items
  const rows = pageOf(
    paginate(urgent.map(healthRow), ROWS, (block) => weight(block)),
    0,
  ).items
  const unnamed = clusters.length - named.length
  const unlisted = urgent.length - rows.length
  return [
    paragraph([{ bold: 'Kafka Connect' }], ...named),
    ...(unnamed > 0 ? [context(`and ${count(unnamed, 'more Connect cluster')}`)] : []),
    ...rows,
    ...(unlisted > 0 ? [context(`and ${number(unlisted)} more that are not as they should be: see all`)] : []),
    ...actions(
      findConnector,
      button({ id: lookId('list', 'all'), label: `All ${number(all.length)}`, target: { p: 0 } }),
      button({ id: lookId('help'), label: 'Help', target: {} }),
    ),
  ]
}

/** `/connect` alone. `at`: when the answers came, in milliseconds. */
export function fleetView({ clusters, at }: { clusters: readonly ClusterRows[]; at: number }): Message {
  const all = clusters.flatMap(({ rows }) => rows)
  const urgent = all.filter(({ verdict }) => needsSomebody(verdict)).toSorted(byUrgency)
  const silent = clusters.filter(({ error }) => error !== undefined)
  const [worst] = urgent
  const parts = [
    worst &&
      `${number(urgent.length)} of ${count(all.length, 'connector')} not well, worst: ${state(worst.verdict)} ${shortly(worst)}`,
    silent.length > 0 && `no numbers from ${count(silent.length, 'Connect cluster')}`,
  ].filter((part) => typeof part === 'string')
  const summary = parts.length > 0 ? parts.join('; ') : `${count(all.length, 'connector')}, nothing that needs somebody`
  return message(`Kafka Connect: ${summary}`, [...fleetBlocks(clusters), asOf(at, 'fleet', {})])
}
