import { createHash } from 'node:crypto'
import type { Draft } from '../../../connectors/form/draft.ts'
import { isAlterableInLines } from '../../../connectors/form/opaque.ts'
import { type Block, button, context, LIMITS, plain } from '../blocks.ts'
import { quoted, richText } from '../rich-text.ts'
import { BLOCKS, formId, VALUE } from './ids.ts'

const PIECE = 2_900

/** Text of any length, word for word, in pieces that Slack takes. */
export const wholeText = (text: string, most = 30_000): Block[] => {
  const shown = text.slice(0, most)
  const pieces = shown.match(new RegExp(`[^]{1,${PIECE}}`, 'g')) ?? ['']
  const left = text.length - shown.length
  return [
    ...pieces.map((piece) => richText(quoted(piece))),
    ...(left > 0 ? [context(`${left} more characters are not shown here: send the file to yourself.`)] : []),
  ]
}

/** block_id of the text: another text, or one that was reset, is another block, else Slack would show the old one. */
export function textBlockId(text: string, { id, resets }: Pick<Draft, 'id' | 'resets'>): string {
  const issue = JSON.stringify([id, [...resets.values()].reduce((sum, each) => sum + each, 0), text])
  return `${BLOCKS.text}.${createHash('sha256').update(issue).digest('hex').slice(0, 12)}`
}

/** The whole config as text, to be changed as such while it fits into an input. */
export function textBlocks(text: string, draft: Pick<Draft, 'id' | 'resets'>, mayEdit: boolean): Block[] {
  const file = button({ id: formId('file'), label: 'Send as file to me', target: { o: 'json' } })
  const upload = button({ id: formId('upload'), label: 'Upload…', target: {} })
  const buttons: Block = { type: 'actions', elements: mayEdit ? [file, upload] : [file] }
  if (!mayEdit) return [...wholeText(text), buttons]
  if (isAlterableInLines(text)) return [context(NOT_HERE), ...wholeText(text), buttons]
  return [
    {
      type: 'input',
      block_id: textBlockId(text, draft),
      label: plain('The whole config as JSON; properties are understood too', LIMITS.label),
      optional: true,
      hint: plain(
        '<unchanged> stands for a hidden value and keeps it, at its own key only. A key that is left out is unset.',
      ),
      element: { type: 'plain_text_input', action_id: VALUE, multiline: true, initial_value: text },
    },
    buttons,
  ]
}

const NOT_HERE =
  'Too long for an input of Slack (3,000 characters), or with characters that it would change: send it to yourself, change it, upload it.'
