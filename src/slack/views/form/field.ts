import type { Choice, Field } from '../../../connectors/form/field.ts'
import { optionsOf } from '../../../connectors/form/options.ts'
import { type Block, button, context, LIMITS, plain, section } from '../blocks.ts'
import { paragraph } from '../rich-text.ts'
import { clip, oneLine } from '../text.ts'
import { multiInput, secretInput, selectInput, suggestInput, textInput } from './control.ts'
import { hintOf, labelOf } from './hint.ts'
import { BLOCKS, blockIdOf, formId } from './ids.ts'

/** How one field is to be shown, beside what it is. */
export interface FieldLook {
  issue: string
  described: boolean
  /** A reference is to be typed, though none is set yet. */
  replacing: boolean
  /** Slack is to insist on it: nothing else can be given in its place. */
  required: boolean
  /** What is said where it is missing and Connect's own words are not at hand. */
  asked: string | undefined
  /** Why what was typed is not taken; undefined where nothing is wrong. */
  refused: string | undefined
  /** Nothing can be changed. */
  readOnly: boolean
  /** Whether the config of now holds a value there. */
  isSet: boolean
  /** Secrets may be typed. */
  typing: boolean
  /** Names of config providers that are in use here. */
  providers: readonly string[]
}

const input = (
  field: Field,
  look: FieldLook,
  element: Extract<Block, { type: 'input' }>['element'],
  { tells = false, part = '', label = labelOf(field), hint = hintOf(field, look.described) } = {},
): Block => ({
  type: 'input',
  block_id: blockIdOf(field, look.issue, part),
  label: plain(label, LIMITS.label),
  element,
  optional: !look.required || part !== '' || field.control.kind !== 'text',
  ...(tells && { dispatch_action: true }),
  ...(hint !== '' && { hint: plain(hint) }),
})

/** The blocks of a control, by its kind. */
function body(field: Field, look: FieldLook): Block[] {
  const { control, reshapes } = field
  switch (control.kind) {
    case 'text':
      return [input(field, look, textInput(control.value)), ...suggested(field, look)]
    case 'select':
      return [input(field, look, selectInput(control, reshapes), { tells: true })]
    case 'multi':
      return [input(field, look, multiInput(control, reshapes), { tells: true })]
    case 'secret':
      return look.readOnly ? fixed(field, hidden(control.shown, look), look) : secret(field, control, look)
    case 'opaque':
      return opaque(field, control.value)
    case 'fixed':
      return fixed(field, control.value, look)
  }
}

function secret(
  field: Field,
  { choice, shown }: { choice: Choice; shown: string | undefined },
  look: FieldLook,
): Block[] {
  const replacing = look.replacing || choice === 'replace'
  const select = secretInput(replacing ? 'replace' : choice, look.isSet, look.typing)
  const first = input(field, look, select, { tells: true })
  return replacing ? [first, reference(field, shown, look)] : [first, ...known(shown)]
}

const opaque = (field: Field, value: string): Block[] => [
  paragraph([{ bold: labelOf(field) }], [clip(value, 1_500)]),
  section(hintOf(field, false), edit(field, 'Replace…')),
]

const fixed = (field: Field, value: string | undefined, look: FieldLook): Block[] => [
  paragraph([{ bold: labelOf(field) }, `  ${value === undefined ? 'not set' : clip(value, 1_500) || '(empty)'}`]),
  ...(field.template && !look.readOnly ? [context(TEMPLATE)] : []),
  ...(look.described ? [context(hintOf(field, true))] : []),
]

const TEMPLATE = 'This stands for many keys. Add each that is wanted by its own name, on the page Custom keys.'

const known = (shown: string | undefined) =>
  shown ? [context(`set to the reference ${clip(oneLine(shown), 500)}`)] : []

function reference(field: Field, shown: string | undefined, look: FieldLook): Block {
  const used = look.providers.slice(0, 20)
  return input(field, look, textInput(shown, `\${${used[0] ?? 'file'}:/path/of/secrets.properties:key}`), {
    part: BLOCKS.reference,
    label: `Reference for ${oneLine(field.key.name)}`,
    hint: used.length === 0 ? '' : `Config providers in use here: ${clip(oneLine(used.join(', ')), 500)}`,
  })
}

const edit = ({ id, key }: Field, label: string) =>
  button({ id: formId('exact', id), label, target: { o: id }, spoken: `${label.replace('…', '')} ${key.name}` })

/** Topics that other connectors use, to be added to what is there. */
function suggested(field: Field, { issue }: FieldLook): Block[] {
  const { id, control } = field
  const suggestions = control.kind === 'text' ? optionsOf(control.suggestions) : []
  if (suggestions.length === 0) return []
  // another block after each choice, so that the choice is not shown as one
  return [{ type: 'actions', block_id: `${id}.suggest.${issue}`, elements: [suggestInput(field, suggestions)] }]
}

/** A field with what is wrong with it below: what we do not take first, then what Connect said. */
export function fieldBlocks(field: Field, look: FieldLook): Block[] {
  const wrong = look.refused ?? field.errors[0] ?? (field.missing ? look.asked : undefined)
  const mark = look.refused === undefined && field.missing ? '! Required:' : '✖'
  return [...body(field, look), ...(wrong === undefined ? [] : [context(`${mark} ${clip(oneLine(wrong), 600)}`)])]
}

function hidden(shown: string | undefined, { isSet }: FieldLook): string | undefined {
  if (!isSet) return undefined
  return shown === undefined ? 'set, hidden' : `set, by the reference ${shown}`
}
