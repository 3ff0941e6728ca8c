import type { types } from '@slack/bolt'
import type { Cause } from '../../connectors/health.ts'
import type { Ref } from '../../connectors/model.ts'
import { keyOf, type Target } from '../ids.ts'
import { context, LIMITS } from './blocks.ts'
import { modal } from './modal.ts'
import { pageOf, pager, paginate } from './paging.ts'
import { paragraph, quoted, richText } from './rich-text.ts'
import { toCard } from './row.ts'
import { clip, fullName, number, shortName, visible } from './text.ts'
import { sayCause } from './words.ts'

// A few screens of a phone; a modal would hold ten times as much.
const PAGE = { pieces: 200, chars: 20_000 }
const CHUNK = { pieces: PAGE.pieces, chars: LIMITS.text }

interface Trace {
  ref: Ref
  clusterName: string
  task?: number | undefined
  cause?: Cause | undefined
  /** Scrubbed. */
  text: string
  page: number
}

const sizeOf = (line: string) => line.length + 1

/** Lines that are longer than a text may be go on in the next one: nothing of a trace is left out. 1,400 pairs fit. */
const foldedLines = (text: string) => text.split('\n').flatMap((line) => line.match(/.{1,1400}/gu) ?? [''])

/** A page of a stack trace, the innermost cause above it. */
export function traceModal({ ref, clusterName, task, cause, text, page: wanted }: Trace): types.ModalView {
  const target: Target = { k: keyOf(ref), ...(task !== undefined && { t: task }) }
  const page = pageOf(paginate(foldedLines(visible(text)), PAGE, sizeOf), wanted)
  const from = page.before + 1
  const to = page.before + page.items.length
  return modal({
    title: task === undefined ? 'Trace' : clip(`Trace of task ${task}`, LIMITS.title),
    target: { ...target, p: page.page },
    blocks: [
      paragraph(
        [{ bold: fullName(ref.connector) }, ` on ${shortName(clusterName)}`],
        ...(cause ? [[sayCause(cause, 600)]] : []),
      ),
      ...(page.pages > 1
        ? [context(`Lines ${number(from)} to ${number(to)}. The innermost cause is mostly near the end.`)]
        : []),
      ...paginate(page.items, CHUNK, sizeOf).map((chunk) => richText(quoted(chunk.join('\n')))),
      ...pager('trace', page, target),
      ...toCard(ref),
    ],
  })
}
