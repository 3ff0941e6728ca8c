import { isObj, type Obj, objs } from './json.ts'

/** The options of a select, of its groups, of checkboxes, radio buttons or an overflow menu. */
export function optionsOf(element: Obj): Obj[] {
  return [...objs(element.options), ...objs(element.option_groups).flatMap((group) => objs(group.options))]
}

/** The text of a text object, or nothing. */
export const textOf = (text: unknown): string => (isObj(text) && typeof text.text === 'string' ? text.text : '')
