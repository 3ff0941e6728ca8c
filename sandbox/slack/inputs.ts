import { type Control, controlsOf } from './block-ids.ts'
import { list, type Obj } from './json.ts'
import type { State } from './world.ts'

interface Kind {
  /** The member of a state value that holds what was chosen or typed. */
  member: string
  /** The element's member for what it starts with. */
  initial: string
  many?: boolean
  /** url_text_input loses what was typed when the view is updated (bolt-js#1969). */
  forgets?: boolean
}
const one = (what: string): Kind => ({ member: `selected_${what}`, initial: `initial_${what}` })
const several = (what: string): Kind => ({ ...one(what), many: true })
const typed: Kind = { member: 'value', initial: 'initial_value' }

/** How each element that takes input keeps its value. */
const KINDS: { [type: string]: Kind } = {
  plain_text_input: typed,
  number_input: typed,
  email_text_input: typed,
  url_text_input: { ...typed, forgets: true },
  rich_text_input: { member: 'rich_text_value', initial: 'initial_value' },
  static_select: one('option'),
  external_select: one('option'),
  radio_buttons: one('option'),
  users_select: one('user'),
  channels_select: one('channel'),
  conversations_select: one('conversation'),
  datepicker: one('date'),
  timepicker: one('time'),
  datetimepicker: one('date_time'),
  checkboxes: several('options'),
  multi_static_select: several('options'),
  multi_external_select: several('options'),
  multi_users_select: several('users'),
  multi_channels_select: several('channels'),
  multi_conversations_select: several('conversations'),
  file_input: { member: 'files', initial: 'initial_files', many: true },
}

export function kindOf(element: Obj): Kind | undefined {
  return KINDS[String(element.type)]
}

const stateValue = (element: Obj, kind: Kind, value: unknown): Obj => ({
  type: element.type,
  [kind.member]: value ?? (kind.many ? [] : null),
})

/** The value that an element has after somebody chose or typed; an emptied text is null, as in Slack. */
export function changedValue(element: Obj, value: unknown): Obj {
  const kind = kindOf(element)
  return kind ? stateValue(element, kind, value === '' ? null : value) : {}
}

/**
 * The state of these blocks. What was there before stays where block_id, action_id and type are the same, and the
 * initial value is then ignored (bolt-js#290); everything else starts from its initial value.
 */
export function stateOf(blocks: Obj[], before: State = {}): State {
  const state: State = {}
  for (const { element, blockId, actionId } of controlsOf(blocks)) {
    const kind = kindOf(element)
    if (!kind) continue
    const kept = Object.hasOwn(before, blockId) ? before[blockId]?.[actionId] : undefined
    const keeps = kept !== undefined && kept.type === element.type && !kind.forgets
    state[blockId] = {
      ...state[blockId],
      [actionId]: keeps ? kept : stateValue(element, kind, element[kind.initial]),
    }
  }
  return state
}

/** What a control holds now: a text, an option, a list; undefined when it takes no input or is empty. */
export function heldBy(state: State, { element, blockId, actionId }: Control): unknown {
  const kind = kindOf(element)
  const value = kind && state[blockId]?.[actionId]?.[kind.member]
  return value === null || (kind?.many && list(value).length === 0) ? undefined : value
}
