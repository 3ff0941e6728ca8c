import type { types } from '@slack/bolt'
import type { Choice, Control, Field } from '../../../connectors/form/field.ts'
import { needsSearch, type Option } from '../../../connectors/form/options.ts'
import { LIMITS, plain } from '../blocks.ts'
import { oneLine } from '../text.ts'
import { CHOICE, formId, VALUE } from './ids.ts'

type Element = types.InputBlock['element']
type Select = Extract<Control, { kind: 'select' }>
type Multi = Extract<Control, { kind: 'multi' }>

export const toOption = ({ ref, label }: Option): types.PlainTextOption => ({
  text: plain(label, LIMITS.option),
  value: ref,
})

/** In the order of the refs, which is that of the value. */
const chosen = (options: readonly Option[], refs: readonly string[]) =>
  refs.flatMap((ref) => options.find((option) => option.ref === ref) ?? []).map(toOption)

const search = { placeholder: plain('Search…', LIMITS.placeholder), min_query_length: 0 } as const

/** An input for text as it stands; what Slack could alter never comes here. */
export const textInput = (value: string | undefined, placeholder = ''): types.PlainTextInput => ({
  type: 'plain_text_input',
  action_id: VALUE,
  ...(value !== undefined && value !== '' && { initial_value: value }),
  ...(placeholder !== '' && { placeholder: plain(placeholder, LIMITS.placeholder) }),
})

/** The form hears of each choice at once, to keep it; `reshapes`: to draw its fields anew as well. */
export function selectInput({ options, search: searched, selected }: Select, reshapes: boolean): Element {
  const [initial] = chosen(options, [selected])
  const common = { action_id: reshapes ? CHOICE : VALUE, ...(initial && { initial_option: initial }) }
  return searched
    ? { type: 'external_select', ...common, ...search, action_id: formId('options', reshapes ? 'choice' : 'value') }
    : { type: 'static_select', ...common, options: options.map(toOption) }
}

export function multiInput({ options, search: searched, selected }: Multi, reshapes: boolean): Element {
  const initial = chosen(options, selected)
  const common = { action_id: reshapes ? CHOICE : VALUE, ...(initial.length > 0 && { initial_options: initial }) }
  return searched
    ? {
        type: 'multi_external_select',
        ...common,
        ...search,
        action_id: formId('options', reshapes ? 'choice' : 'value'),
      }
    : { type: 'multi_static_select', ...common, options: options.map(toOption) }
}

/** A select whose choice goes into the text of a field. Its words name the key: several of them stand on a page. */
export function suggestInput(
  { id, key }: Pick<Field, 'id' | 'key'>,
  options: readonly Option[],
): types.StaticSelect | types.ExternalSelect {
  const placeholder = plain(`Add to ${oneLine(key.name)} a topic that is used here…`, LIMITS.placeholder)
  return needsSearch(options)
    ? { type: 'external_select', action_id: formId('options', 'suggest', id), placeholder, min_query_length: 0 }
    : { type: 'static_select', action_id: formId('suggest', id), placeholder, options: options.map(toOption) }
}

interface Offered {
  choice: Choice
  words: (isSet: boolean, typing: boolean) => string
  /** Offered where no secret is set. */
  always: boolean
}

const CHOICES: readonly Offered[] = [
  { choice: 'keep', words: (isSet) => (isSet ? 'Keep what is set' : 'Not set'), always: true },
  {
    choice: 'replace',
    words: (_, typing) => (typing ? 'Use a reference or a new value' : 'Use a reference'),
    always: true,
  },
  { choice: 'remove', words: () => 'Remove', always: false },
]

/** What becomes of a secret. Where none is set there is nothing to keep: the words say so. */
export function secretInput(choice: Choice, isSet: boolean, typing: boolean): types.StaticSelect {
  const options = CHOICES.filter((row) => row.always || isSet || row.choice === choice).map((row) => ({
    text: plain(row.words(isSet, typing), LIMITS.option),
    value: row.choice,
  }))
  const initial = options.find(({ value }) => value === choice)
  return { type: 'static_select', action_id: CHOICE, options, ...(initial && { initial_option: initial }) }
}
