import type { Draft } from '../../../connectors/form/draft.ts'
import type { Field } from '../../../connectors/form/field.ts'

/** action_id of a control inside a form, and callback_id of its modals. */
export const formId = (what: string, ...rest: (string | number)[]) => ['form', what, ...rest].join(':')

/** The same where there is no draft yet: the first steps of a new connector. */
export const newId = (what: string) => `new:${what}`

/** The one action_id of everything that holds a value: its block says which. */
export const VALUE = formId('value')
/** The same for what changes the form as soon as it is chosen. */
export const CHOICE = formId('choice')

/** What tells the blocks of a field apart from those of another draft in the same modal, and of before it was reset. */
export const issueOf = ({ id, resets }: Pick<Draft, 'id' | 'resets'>, key: string): string =>
  `${id.slice(0, 8)}.${resets.get(key) ?? 0}`

/**
 * block_id of a field's input. Slack keeps what an input holds while this stays: another kind of control, or another
 * issue of the field, is another block.
 */
export const blockIdOf = ({ id, control }: Drawn, issue: string, part = '') => `${id}.${control.kind}${part}.${issue}`

type Drawn = Pick<Field, 'id'> & { control: { kind: string } }

/** Ids of the inputs of the other views: values[block][VALUE]. */
export const BLOCKS = {
  reference: '.reference',
  text: 'text',
  key: 'key',
  value: 'exact',
  file: 'file',
  cluster: 'cluster',
  type: 'type',
  class: 'class',
  state: 'state',
  confirm: 'confirm',
} as const

/** block_id of the choice between two people's values of a key, by its place. */
export const contestId = (index: number) => `contest.${index}`
