import type { ClusterRows, Row } from '../../connectors/model.ts'
import type { Target } from '../ids.ts'
import { actions, context, type Message, message, section } from './blocks.ts'
import { inShort } from './failures.ts'
import { findConnector } from './find.ts'
import { asOf } from './footer.ts'
import { pageOf, pager, paginate } from './paging.ts'
import { paragraph } from './rich-text.ts'
import { healthRow, rowSize } from './row.ts'
import { clip, count, number, oneLine, shortName } from './text.ts'
import { byUrgency, needsSomebody } from './words.ts'

const ROWS = { pieces: 20, chars: 8_000 }
const NOTHING = 'None that you may see. Take away a filter, or look for a part of the name.'

interface List {
  clusters: readonly ClusterRows[]
  /** The filter in the person's words; empty for all. */
  filter: string
  page: number
  /** What the buttons carry so that another page, or a refresh, has the same filter. */
  again: Target
  at: number
}

/** "12 connectors for “sink”, 2 need somebody" */
function summary(rows: readonly Row[], filter: string): string {
  const found = count(rows.length, 'connector')
  const searched = filter === '' ? found : `${found} for “${clip(oneLine(filter), 150)}”`
  const urgent = rows.filter(({ verdict }) => needsSomebody(verdict)).length
  return urgent === 0 ? searched : `${searched}, ${number(urgent)} need somebody`
}

const silence = (clusters: readonly ClusterRows[]) =>
  clusters.flatMap(({ cluster, error }) => (error ? [`${shortName(cluster.name)}: ${inShort(error)}`] : []))

/** A page of connectors over all Connect clusters, the worst first. */
export function listView({ clusters, filter, page: wanted, again, at }: List): Message {
  const rows = clusters.flatMap((cluster) => cluster.rows).toSorted(byUrgency)
  const page = pageOf(paginate(rows, ROWS, rowSize), wanted)
  const silent = silence(clusters)
  const title = summary(rows, filter)
  const next = page.pages > 1 ? `Page ${page.page + 1} of ${page.pages}` : 'Open one for its actions'
  return message([title, ...(silent.length > 0 ? ['not every Connect cluster answered'] : []), next].join('. '), [
    paragraph([{ bold: title }]),
    ...(silent.length > 0 ? [context(clip(`No answer from ${silent.join('; ')}`, 1_000))] : []),
    ...(rows.length === 0 && silent.length === 0 ? [section(NOTHING)] : []),
    ...page.items.map(healthRow),
    ...pager('list', page, again),
    ...actions(findConnector),
    asOf(at, 'list', { ...again, p: page.page }),
  ])
}
