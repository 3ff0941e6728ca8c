import type { types } from '@slack/bolt'
import type { Ref } from '../../connectors/model.ts'
import { type OffsetChange, offsetLine, offsetText, partitionText } from '../../connectors/offsets.ts'
import { scrub } from '../../connectors/secrets.ts'
import type { OffsetsNow, OffsetsPlan } from '../../connectors/service/offsets.ts'
import { actionId, keyOf } from '../ids.ts'
import { actions, type Block, button, LIMITS, plain, section } from './blocks.ts'
import { pagedLines } from './lines.ts'
import { modal } from './modal.ts'
import { paginate } from './paging.ts'
import { paragraph, type Span } from './rich-text.ts'
import { toCard } from './row.ts'
import { clip, count, fullName, oneLine, shortName } from './text.ts'

/** Where the wanted offsets stand in the submission. */
export const OFFSETS_TEXT = { block: 'offsets', action: 'offsets' } as const

interface Placed {
  ref: Ref
  clusterName: string
}

const heading = ({ ref, clusterName }: Placed): Span[] => [
  { bold: fullName(ref.connector) },
  ` on ${shortName(clusterName)}`,
]

/** Offsets are the plugin's own words: they may hold whatever it keeps. */
const said = (text: string) => clip(oneLine(scrub(text)), 300)

const FORMAT: Record<string, string> = {
  sink: 'orders 0 = 42',
  source: '{"server":"shop"} = {"lsn":42}',
}

/** How far a connector has come, partition by partition. */
export function offsetsModal({ page, ...place }: Placed & { page: number }, now: OffsetsNow): types.ModalView {
  const { entries, fixed } = now
  const target = { k: keyOf(place.ref) }
  const found = entries.length === 0 ? 'No offsets yet' : count(entries.length, 'partition')
  return modal({
    title: 'Offsets',
    blocks: [
      paragraph(heading(place), [found]),
      ...pagedLines(
        entries.map((entry) => [{ code: said(offsetLine(entry)) }]),
        { look: 'offsets', page, again: target },
      ),
      ...(fixed === undefined
        ? actions(
            button({ id: actionId('offsets', 'edit'), label: 'Change…', target }),
            ...(entries.length === 0
              ? []
              : [button({ id: actionId('offsets', 'reset'), label: 'Reset all…', target })]),
          )
        : [section(`They cannot be changed from here: ${clip(oneLine(fixed), 500)}`)]),
      ...toCard(place.ref),
    ],
  })
}

/** What does not fit, hides a secret or something unseen is left out: partitions that are not named stay as they are. */
function prefilled(entries: OffsetsNow['entries']): string {
  const lines = entries.map(offsetLine).filter((line) => said(line) === line)
  const [page = []] = paginate(lines, { pieces: lines.length, chars: LIMITS.text }, (line) => line.length + 1)
  return page.join('\n')
}

/** One line per partition, to be changed. */
export function offsetsEditModal(place: Placed, { entries, type }: OffsetsNow): types.ModalView {
  const text = prefilled(entries)
  const format = FORMAT[type] ?? FORMAT.source
  return modal({
    title: 'Change offsets',
    id: actionId('offsets', 'plan'),
    submit: 'Review',
    target: { k: keyOf(place.ref) },
    blocks: [
      paragraph(heading(place), [
        'One partition per line, as in ',
        { code: format ?? '' },
        ', or ',
        { code: '… = reset' },
        '. Partitions that are not named, or not changed, stay as they are.',
      ]),
      {
        type: 'input',
        block_id: OFFSETS_TEXT.block,
        label: plain('Offsets', LIMITS.label),
        element: {
          type: 'plain_text_input',
          action_id: OFFSETS_TEXT.action,
          multiline: true,
          focus_on_load: true,
          ...(text !== '' && { initial_value: text }),
        },
      },
    ],
  })
}

const changeLine = ({ partition, from, to }: OffsetChange): Span[] => [
  { code: said(partitionText(partition)) },
  `: ${from === undefined ? 'none yet' : said(offsetText(from))} → ${to === null ? 'taken away' : said(offsetText(to))}`,
]

const SHOWN = 30

/** Present and wanted, and what will happen. Nothing has been done yet. */
export function offsetsReviewModal(plan: OffsetsPlan, clusterName: string): types.ModalView {
  const { id, changes, all, state } = plan
  const rest = changes.length - SHOWN
  const blocks: Block[] = [
    paragraph(heading({ ref: plan, clusterName }), [`Now: ${clip(oneLine(state), 200)}`]),
    paragraph(
      ...changes.slice(0, SHOWN).map(changeLine),
      ...(rest > 0 ? [[`and ${count(rest, 'more', 'more')}`]] : []),
    ),
    paragraph([
      'It is stopped, its offsets are changed, and it goes on as it is now. ',
      all ? 'Without offsets it starts as a new connector would. ' : '',
      'What lies before a lower offset is read again, what lies before a higher one is skipped.',
    ]),
  ]
  return modal({
    title: all ? 'Reset offsets' : 'Change offsets',
    id: actionId('offsets', 'run'),
    submit: all ? 'Reset' : 'Change',
    target: { id, k: keyOf(plan) },
    blocks,
  })
}
