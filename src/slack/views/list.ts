import { ACTIONS, type Action, type ActionId } from '../../connectors/actions.ts'
import type { ClusterRows, Row } from '../../connectors/model.ts'
import { actionId, type Target } from '../ids.ts'
import { actions, type Block, context, LIMITS, type Message, message, option, section, select } from './blocks.ts'
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
  /** What may be done to many at once. */
  acts: readonly ActionId[]
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

/**
 * One choice for everything that the list holds, on all its pages; what would be touched is shown first. Each option
 * carries the filter.
 */
function allOf(rows: number, acts: readonly ActionId[], { o = '' }: Target): Block[] {
  if (rows < 2 || acts.length === 0) return actions(findConnector)
  const options = acts.flatMap((id) => {
    const { label, modes }: Action = ACTIONS[id]
    const ways = modes?.map((mode) => ({ label: mode.label, a: `${id}:${mode.id}` })) ?? [{ label, a: id }]
    return ways.map((way) => option(way.label, { a: way.a, o }))
  })
  const all = `${number(rows)} of these`
  return options.every(({ value = '' }) => value.length <= LIMITS.optionValue)
    ? actions(findConnector, select(actionId('bulk', 'all'), `All ${all}…`, options))
    : [...actions(findConnector), context(`To act on all ${all} use a shorter filter.`)]
}

/** A page of connectors over all Connect clusters, the worst first. */
export function listView({ clusters, acts, filter, page: wanted, again, at }: List): Message {
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
    ...allOf(rows.length, acts, again),
    asOf(at, 'list', { ...again, p: page.page }),
  ])
}
