import type { types } from '@slack/bolt'
import { type Block, LIMITS } from './blocks.ts'
import { clip, visible } from './text.ts'

/** A piece of a line: text, bold text, text to be typed or copied, a web address with its words, a moment, a mention, or a channel. */
export type Span =
  | string
  | { bold: string }
  | { code: string }
  | { link: string; words: string }
  | { group: string }
  | { channel: string }
  | types.RichTextDate
type Line = readonly Span[]
type Part = types.RichTextBlock['elements'][number]

const text = (content: string, style?: { bold: true } | { code: true }): types.RichTextText => ({
  type: 'text',
  text: clip(visible(content), LIMITS.text) || '–',
  ...(style && { style }),
})

function element(span: Span): types.RichTextElement {
  if (typeof span === 'string') return text(span)
  if ('bold' in span) return text(span.bold, { bold: true })
  if ('code' in span) return text(span.code, { code: true })
  if ('link' in span) return { type: 'link', url: span.link, text: clip(visible(span.words), LIMITS.text) || '–' }
  if ('channel' in span) return { type: 'channel', channel_id: span.channel }
  if ('group' in span) return { type: 'usergroup', usergroup_id: span.group }
  return span
}

// Slack refuses empty elements.
const elements = (line: Line) => line.filter((span) => span !== '').map(element)

/** Lines below each other. Text elements are never read as markup, so any text may stand here. */
export const lines = (...all: Line[]): types.RichTextSection => ({
  type: 'rich_text_section',
  elements: all.flatMap((line, i) => (i === 0 ? elements(line) : [text('\n'), ...elements(line)])),
})

export const bullets = (all: readonly Line[]): types.RichTextList => ({
  type: 'rich_text_list',
  style: 'bullet',
  elements: all.map((line) => lines(line)),
})

/** What Connect or a plugin said, word for word. */
export const quoted = (content: string): types.RichTextPreformatted => ({
  type: 'rich_text_preformatted',
  elements: [text(content || '(empty)')],
})

export const richText = (...parts: Part[]): Block => ({ type: 'rich_text', elements: parts })
/** The usual case: lines and nothing else. */
export const paragraph = (...all: Line[]): Block => richText(lines(...all))
