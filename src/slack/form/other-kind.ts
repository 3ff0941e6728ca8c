import type { Answer } from '../../connectors/form/answers.ts'
import type { Choice, Control, Field } from '../../connectors/form/field.ts'
import { type Option, optionsOf, valueBehind } from '../../connectors/form/options.ts'
import { BLOCKS, blockIdOf } from '../views/form/ids.ts'
import type { Held } from './event.ts'

type Kind = Control['kind']
type HeldBlocks = ReadonlyMap<string, Held>

const CHOICES: ReadonlyMap<string | undefined, Choice> = new Map([
  ['keep', 'keep'],
  ['replace', 'replace'],
  ['remove', 'remove'],
])

export const choiceOf = (held: Held): Choice => CHOICES.get(held.selected_option?.value) ?? 'keep'

/** The value that the block of a kind of control holds; undefined: none that could be told, or the config's own. */
const VALUES: Partial<
  Record<Kind, (held: Held, typed: Held | undefined, options: readonly Option[]) => string | null | undefined>
> = {
  text: ({ value }) => value?.trim() || null,
  select: ({ selected_option: option }, _, options) => valueBehind(option?.value ?? '', options),
  multi: ({ selected_options: chosen }, _, options) => {
    const values = (chosen ?? []).map(({ value }) => valueBehind(value, options))
    return values.includes(undefined) ? undefined : values.join(',') || null
  },
  secret: (held, typed) => {
    const texts: Record<Choice, string | null | undefined> = {
      keep: undefined,
      replace: typed?.value?.trim() || undefined,
      remove: null,
    }
    return texts[choiceOf(held)]
  },
}

/** What the field offers, or would if there were room for all that is chosen. */
const offered = ({ key, control }: Field) => ('options' in control ? control.options : optionsOf(key.recommended))

/**
 * What a field holds that was another kind of control when it was drawn: Connect has said more of it since, and what was
 * typed there still counts. `now`: the value as it stands. undefined: it has no such block, or nobody touched it.
 */
export function answerOfOtherKind(
  field: Field,
  issue: string,
  blocks: HeldBlocks,
  now: string | undefined,
): { answer: Answer; block: string } | undefined {
  for (const [kind, valueIn] of Object.entries(VALUES)) {
    const drawn = { ...field, control: { ...field.control, kind } }
    const block = blockIdOf(drawn, issue)
    const held = blocks.get(block)
    if (held === undefined) continue
    const value = valueIn(held, blocks.get(blockIdOf(drawn, issue, BLOCKS.reference)), offered(field))
    return value === undefined || value === (now?.trim() || null)
      ? undefined
      : { answer: { kind: 'exact', value }, block }
  }
  return undefined
}
