import { textOf } from '../composition.ts'
import { kindOf } from '../inputs.ts'
import { isObj, list, type Obj, objs } from '../json.ts'
import type { State } from '../world.ts'
import { type Names, readText } from './text.ts'

/** A control as text: `[Label]` a button, `‹chosen›` a select, `[ text ]` an input, `[…: a · b]` an overflow menu. */
export function elementText(element: Obj, names: Names, state: State, blockId: unknown): string {
  const type = String(element.type)
  if (type === 'button') return `[${textOf(element.text)}]`
  if (type === 'image') return `(image: ${String(element.alt_text)})`
  if (type === 'overflow')
    return `[…: ${objs(element.options)
      .map((option) => textOf(option.text))
      .join(' · ')}]`
  const kind = kindOf(element)
  if (!kind) return JSON.stringify(element)
  const held = state[String(blockId)]?.[String(element.action_id)]
  const value = held ? held[kind.member] : element[kind.initial]
  const shown = list(value ?? []).length > 0 || !Array.isArray(value) ? list([value].flat()) : []
  const text = shown.map((item) => labelOf(item, names)).join(', ')
  if (type === 'checkboxes' || type === 'radio_buttons') return choices(element, shown, names)
  const placeholder = textOf(element.placeholder)
  return kind.member === 'value' ? `[ ${text || placeholder} ]` : `‹${text || placeholder}›`
}

/** Every choice with its mark: (x) chosen, ( ) not. */
function choices(element: Obj, chosen: unknown[], names: Names): string {
  const values = new Set(chosen.filter(isObj).map((option) => option.value))
  return objs(element.options)
    .map((option) => `(${values.has(option.value) ? 'x' : ' '}) ${labelOf(option, names)}`)
    .join(' ')
}

function labelOf(value: unknown, names: Names): string {
  if (isObj(value) && typeof value.name === 'string') return value.name
  if (isObj(value)) return isObj(value.text) ? readText(value.text, names) : JSON.stringify(value)
  if (typeof value !== 'string') return value === undefined || value === null ? '' : String(value)
  const name = names.user(value)
  return name === value ? value : `@${name}`
}
