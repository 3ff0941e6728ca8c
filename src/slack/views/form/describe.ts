import type { types } from '@slack/bolt'
import { LONGEST, readDocs } from '../../../connectors/form/docs.ts'
import type { Block as Docs, Run } from '../../../connectors/form/docs-page.ts'
import type { Field } from '../../../connectors/form/field.ts'
import { actions, type Block, button, context, LIMITS } from '../blocks.ts'
import { pageOf, paginate } from '../paging.ts'
import { bullets, lines, paragraph, richText, type Span } from '../rich-text.ts'
import { clip, number, oneLine } from '../text.ts'
import { hintOf, labelOf } from './hint.ts'
import { formId } from './ids.ts'
import { sideModal } from './side.ts'
import { wholeText } from './whole.ts'

/** A few screens of a phone; blocks as JSON are about twice their text. */
const PAGE = { pieces: 40, chars: 8_000 }
/** What one text may hold, with room for what becomes longer when it is made visible. */
const PIECE = { pieces: 100, chars: 1_400 }

interface Described {
  draft: string
  field: Field
  mayEdit: boolean
  /** From 0. */
  page: number
}

/** All there is to say of one field: what is wrong, its default, known values, documentation; on pages when it is long. */
export function describeModal({ draft, field, mayEdit, page: wanted }: Described): types.ModalView {
  const { key, control, errors } = field
  const values = 'options' in control ? control.options.flatMap(({ value }) => value ?? []) : []
  const edits = mayEdit && !['secret', 'fixed'].includes(control.kind)
  const all = [
    ...(errors.length > 0 ? [paragraph([{ bold: 'Connect says' }]), ...errors.slice(0, 20).map(bullet)] : []),
    ...(key.defaultValue !== undefined && key.defaultValue.length > 100
      ? [paragraph([{ bold: 'Default' }]), ...wholeText(key.defaultValue)]
      : []),
    ...(values.length > 0 ? [paragraph([{ bold: `Known values (${number(values.length)})` }]), ...listed(values)] : []),
    ...documentation(key.documentation),
  ]
  const page = pageOf(
    paginate(all, PAGE, (block) => JSON.stringify(block).length),
    wanted,
  )
  return sideModal({
    draft,
    title: 'Field',
    field: field.id,
    blocks: [
      paragraph([{ bold: labelOf(field) }], [hintOf({ ...field, summary: '' }, false)]),
      ...page.items,
      ...pager(field, page),
      ...(edits
        ? actions(button({ id: formId('exact', field.id), label: 'Edit value…', target: { o: field.id } }))
        : []),
    ],
  })
}

const bullet = (text: string): Block => richText(bullets([[clip(text, 1_500)]]))

const listed = (values: readonly string[]): Block[] =>
  paginate(
    values.map((value) => clip(oneLine(value), 500)),
    PIECE,
    (value) => value.length + 2,
  ).map((some) => paragraph([some.join(', ')]))

/** Back and Next; nothing where all fits. */
function pager({ id }: Field, { page, pages }: { page: number; pages: number }): Block[] {
  if (pages === 1) return []
  const to = (label: string, p: number) =>
    p < 0 || p >= pages ? [] : [button({ id: formId('more', label.toLowerCase()), label, target: { o: id, p } })]
  return [context(`Page ${page + 1} of ${pages}`), ...actions(...to('Back', page - 1), ...to('Next', page + 1))]
}

function documentation(text: string): Block[] {
  const blocks = readDocs(text)
  if (blocks.length === 0) return [context('The plugin says nothing about it.')]
  const cut =
    text.length > LONGEST ? [context(`Cut: the first ${number(LONGEST)} of ${number(text.length)} characters.`)] : []
  return [...blocks.flatMap(drawn), ...cut]
}

function drawn(block: Docs): Block[] {
  if (block.kind === 'code') return wholeText(block.text)
  const parts = paginate(block.runs.flatMap(pieces), PIECE, ({ text }) => text.length)
  return parts.map((runs) => {
    const line = runs.map(span)
    return block.kind === 'item' ? richText(bullets([line])) : richText(lines(line))
  })
}

/** A run that is longer than a text may be goes on in the next one. */
const pieces = (run: Run): Run[] => (run.text.match(/.{1,1400}/gsu) ?? []).map((text) => ({ ...run, text }))

function span({ text, bold, code, link }: Run): Span {
  if (link !== undefined && link.length <= LIMITS.text) return { link, words: text }
  return code ? { code: text } : bold ? { bold: text } : text
}
