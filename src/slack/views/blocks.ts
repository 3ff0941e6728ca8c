import type { types } from '@slack/bolt'
import { encodeTarget, type Target } from '../ids.ts'
import { clip, escapeMarkup, visible } from './text.ts'

/**
 * What Slack accepts, in characters or pieces (docs.slack.dev/reference/block-kit), as far as we come near it.
 * Slack's limit on a whole message is not documented; it was met near 13,000 characters of blocks as JSON.
 */
export const LIMITS = {
  messageChars: 12_000,
  text: 3_000,
  button: 75,
  spoken: 75,
  option: 75,
  optionValue: 150,
  options: 100,
  overflow: 5,
  placeholder: 150,
  label: 2_000,
  title: 24,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  notification: 1_000,
} as const

export type Block = types.KnownBlock

/** `text` is what a notification and a screen reader say: what, where, state and next step come first. */
export interface Message {
  text: string
  blocks: Block[]
}

/** Something to choose: a button, or a line of an overflow menu. */
export interface Choice {
  id: string
  label: string
  target: Target
  /** What a screen reader says, where the label alone could mean several things. */
  spoken?: string
  style?: 'primary' | 'danger'
  confirm?: types.Confirm
}

/** `text` is plain: Slack reads markup there, so it is escaped here and nowhere else. */
export const message = (text: string, blocks: Block[]): Message => ({
  text: escapeMarkup(clip(visible(text), LIMITS.notification)),
  blocks,
})

/** Text in which Slack looks for nothing: no markup, no mentions, no links, no :emoji:. */
export const plain = (text: string, limit: number = LIMITS.text): types.PlainTextElement => ({
  type: 'plain_text',
  text: clip(visible(text), limit) || '–',
  emoji: false,
})

export const divider: Block = { type: 'divider' }
export const section = (text: string, accessory?: types.Button | types.Overflow | undefined): Block => ({
  type: 'section',
  text: plain(text),
  ...(accessory && { accessory }),
})
export const context = (...texts: string[]): Block => ({ type: 'context', elements: texts.map((text) => plain(text)) })

/** No block at all where there is nothing to choose: Slack refuses an empty one. */
export const actions = (...elements: types.ActionsBlockElement[]): Block[] =>
  elements.length === 0 ? [] : [{ type: 'actions', elements }]

export const button = ({ id, label, target, spoken, style, confirm }: Choice): types.Button => ({
  type: 'button',
  action_id: id,
  text: plain(label, LIMITS.button),
  value: encodeTarget(target),
  ...(spoken !== undefined && { accessibility_label: clip(visible(spoken), LIMITS.spoken) }),
  ...(style && { style }),
  ...(confirm && { confirm }),
})

export const option = (label: string, target: Target, description?: string): types.PlainTextOption => ({
  text: plain(label, LIMITS.option),
  value: encodeTarget(target),
  ...(description !== undefined && { description: plain(description, LIMITS.option) }),
})

export const select = (id: string, placeholder: string, options: types.PlainTextOption[]): types.StaticSelect => ({
  type: 'static_select',
  action_id: id,
  placeholder: plain(placeholder, LIMITS.placeholder),
  options: options.slice(0, LIMITS.options),
})
