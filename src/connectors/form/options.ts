import { isAlterable } from './opaque.ts'
import { shortId } from './sections.ts'

/** Slack's limits for one option, and for the options of one select that is not searched. */
const LABEL = 75
const VALUE = 150
const OPTIONS = 100
/** In bytes: a page has up to 25 selects, and Slack takes 250 kB in all. The frame of an option is about 70. */
const SHARE = 4_000
const FRAME = 70

/** The option that stands for "this key is not in the config". */
export const UNSET = '-'

/** One choice: `ref` is what Slack hands back, `value` what goes into the config (null: unset). */
export interface Option {
  ref: string
  label: string
  value: string | null
}

/**
 * `=value` where that fits and survives Slack, else a hash that is resolved against the same options. The first
 * character keeps both apart from `UNSET`.
 */
export function refOf(value: string): string {
  return value.length < VALUE && !isAlterable(value) ? `=${value}` : `#${shortId(value)}`
}

/** The value behind a ref, also where it is offered no more; undefined: it cannot be told. */
export function valueBehind(ref: string, options: readonly Option[]): string | null | undefined {
  if (ref === UNSET) return null
  return ref.startsWith('=') ? ref.slice(1) : options.find((option) => option.ref === ref)?.value
}

/** Options for the values, each once. */
export function optionsOf(values: Iterable<string>): Option[] {
  return [...new Set(values)].map((value) => ({ ref: refOf(value), label: labelOf(value), value }))
}

const bytesOf = (options: readonly Option[]) =>
  options.reduce((sum, { ref, label }) => sum + FRAME + Buffer.byteLength(ref + label), 0)

/** Whether they can all stand in one field as chosen, whatever the other fields of its page hold. */
export const fitTogether = (options: readonly Option[]) => options.length <= OPTIONS && bytesOf(options) <= SHARE

/** More than Slack shows in a plain select, or takes of it, or values that are told apart only by searching for them. */
export function needsSearch(options: readonly Option[], { manyChosen = false } = {}): boolean {
  return (
    options.length > OPTIONS ||
    bytesOf(options) * (manyChosen ? 2 : 1) > SHARE ||
    options.some(({ value }) => value !== null && value.length > LABEL)
  )
}

/** The middle is what class names can spare: their package begins them, their own name ends them. */
export function labelOf(value: string): string {
  if (value === '') return '(empty)'
  const characters = [...value.replace(/\s+/g, ' ')]
  return characters.length <= LABEL && value.length <= LABEL
    ? characters.join('')
    : `${characters.slice(0, 24).join('')}…${characters.slice(-24).join('')}`
}
