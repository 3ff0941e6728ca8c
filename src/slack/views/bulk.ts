import type { types } from '@slack/bolt'
import { ACTIONS, type Action } from '../../connectors/actions.ts'
import { type BulkItem, type BulkPreview, type LeftOut, MANY } from '../../connectors/bulk.ts'
import type { Ref } from '../../connectors/model.ts'
import { actionId } from '../ids.ts'
import { actions, type Block, button, context, LIMITS, type Message, message, plain } from './blocks.ts'
import { time } from './date.ts'
import { pagedLines } from './lines.ts'
import { modal } from './modal.ts'
import { paragraph, type Span } from './rich-text.ts'
import { clip, count, number, oneLine, shortName } from './text.ts'
import { path } from './words.ts'

/** Where the typed number stands in the submission. */
export const BULK_COUNT = { block: 'count', action: 'count' } as const

/** Reasons that fit beside a page of connectors; there are as many as states, rights and rules that left some out. */
const REASONS = 5

const KEPT_MS = 15 * 60_000

/** The row's words, or those of the mode that was chosen. */
export function wordsOf({ action, mode }: Pick<BulkPreview, 'action' | 'mode'>): { label: string; warns?: string } {
  const { label, asks, modes }: Action = ACTIONS[action]
  const chosen = modes?.find(({ id }) => id === mode)
  const warns = (chosen?.confirm ?? asks)?.text
  return { label: chosen?.label ?? label, ...(warns !== undefined && { warns }) }
}

/** "40 connectors on prod", "40 connectors on 2 Connect clusters" */
export function manyOf(items: readonly Ref[], clusterName: (id: string) => string): string {
  const [first, ...others] = new Set(items.map(({ cluster }) => cluster))
  const place = others.length === 0 ? shortName(clusterName(first ?? '')) : `${others.length + 1} Connect clusters`
  return first === undefined ? 'no connector' : `${count(items.length, 'connector')} on ${place}`
}

const itemLine = (item: BulkItem): Span[] => [{ bold: path(item) }, `: ${clip(oneLine(item.says), 200)}`]

function leftOutLine({ why, count: all, some }: LeftOut): Span[] {
  const names = clip(some.map(path).map(oneLine).join(', '), 200)
  const rest = all > some.length ? ` and ${number(all - some.length)} more` : ''
  return [`Left out, ${clip(oneLine(why).replace(/\.$/, ''), 100)}: ${names}${rest}`]
}

/** Exactly what would be touched, and why the rest is not. Nothing has been done yet. */
export function bulkPreviewView(shown: BulkPreview, clusterName: (id: string) => string, page = 0): Message {
  const { id, items, out, silent, at } = shown
  const { label, warns } = wordsOf(shown)
  const title = `${label}: ${manyOf(items, clusterName)}?`
  const nothing = items.length === 0
  const said = nothing ? nothingToDo(shown) : title
  return message(`${said} Nothing was done yet.`, [
    paragraph([{ bold: said }], ...(warns === undefined || nothing ? [] : [[warns]])),
    ...pagedLines(items.map(itemLine), { look: 'bulk', page, again: { id } }),
    ...(out.length === 0 ? [] : [paragraph(...out.slice(0, REASONS).map(leftOutLine))]),
    ...(silent.length === 0
      ? []
      : [context(`No answer from ${clip(silent.map(shortName).join(', '), 200)}: left out`)]),
    ...(nothing ? [] : choices(shown)),
    ...(nothing ? [] : [paragraph(['Kept until ', time(at + KEPT_MS), '. More than is shown here is never touched.'])]),
  ])
}

const nothingToDo = (shown: BulkPreview) =>
  shown.out.length === 0 && shown.silent.length === 0
    ? 'Nothing to do: no connector that you may see fits.'
    : `Nothing to do: ${wordsOf(shown).label.toLowerCase()} would touch no connector.`

function choices(shown: BulkPreview): Block[] {
  const { id, action, items } = shown
  const { label } = ACTIONS[action]
  const style = wordsOf(shown).warns === undefined ? 'primary' : 'danger'
  const asks = items.length > MANY
  const run = { id: actionId('bulk', asks ? 'count' : 'run'), label: `${label} ${items.length}${asks ? '…' : ''}` }
  return actions(
    button({ ...run, target: { id }, style }),
    button({ id: actionId('bulk', 'drop'), label: 'Cancel', target: { id } }),
  )
}

/** Above fifty the person says how many they mean. */
export function bulkCountModal(shown: BulkPreview, clusterName: (id: string) => string): types.ModalView {
  const { id, items, action } = shown
  const { label, warns } = wordsOf(shown)
  return modal({
    title: `${ACTIONS[action].label} many`,
    id: actionId('bulk'),
    submit: ACTIONS[action].label,
    target: { id, o: String(items.length) },
    blocks: [
      paragraph([{ bold: `${label}: ${manyOf(items, clusterName)}` }], ...(warns === undefined ? [] : [[warns]])),
      {
        type: 'input',
        block_id: BULK_COUNT.block,
        label: plain(`Type ${items.length} to go on`, LIMITS.label),
        element: { type: 'plain_text_input', action_id: BULK_COUNT.action, focus_on_load: true },
      },
    ],
  })
}

export const bulkDroppedView = (): Message =>
  message('Cancelled: nothing was done.', [paragraph(['Cancelled: nothing was done.'])])
