import { type Message, message } from './blocks.ts'
import { type Failure, inShort } from './failures.ts'
import { asOf } from './footer.ts'
import { pagedLines } from './lines.ts'
import { paragraph, type Span } from './rich-text.ts'
import { clip, count, fullName, number, oneLine } from './text.ts'

export interface ClusterInfo {
  id: string
  name: string
  version?: string | undefined
  /** Numbers are of what the person may see. */
  connectors?: number | undefined
  tasks?: number | undefined
  failed?: number | undefined
  readOnly: boolean
  error?: Failure | undefined
}

const known = (n: number | undefined, noun: string) => (n === undefined ? [] : [count(n, noun)])

function line({ id, name, version, connectors, tasks, failed, readOnly, error }: ClusterInfo): Span[] {
  const facts = [
    ...(error ? [inShort(error)] : ['reachable']),
    ...(version === undefined ? [] : [`Kafka Connect ${clip(oneLine(version), 60)}`]),
    ...known(connectors, 'connector'),
    ...known(tasks, 'task'),
    ...(failed === undefined || failed === 0 ? [] : [`${number(failed)} failed ✖`]),
    ...(readOnly ? ['read only'] : []),
  ]
  return [{ bold: fullName(name) }, name === id ? '' : ` (${oneLine(id)})`, `: ${facts.join(' · ')}`]
}

/** Every Connect cluster: whether it can be reached, its version and its numbers. */
export function clustersView({
  clusters,
  page,
  at,
}: {
  clusters: readonly ClusterInfo[]
  page: number
  at: number
}): Message {
  const silent = clusters.filter(({ error }) => error !== undefined).length
  const found = count(clusters.length, 'Connect cluster')
  const summary = silent === 0 ? `${found}, all reachable` : `${number(silent)} of ${found} without an answer`
  return message(summary, [
    paragraph([{ bold: summary }]),
    ...pagedLines(clusters.map(line), { look: 'clusters', page, again: {} }),
    asOf(at, 'clusters', { p: page }),
  ])
}
