import { HIDDEN } from '../../connect/scrub.ts'
import type { Key } from './definitions.ts'
import { UNCHANGED } from './secrecy.ts'

/** Stand for hidden values, and are none. */
const MASKS = [HIDDEN, UNCHANGED]

const whole = (bits: number) => (value: string) =>
  /^[+-]?\d+$/.test(value) && BigInt.asIntN(bits, BigInt(value)) === BigInt(value)

const TYPES: Partial<Record<Key['type'], { accepts: (value: string) => boolean; wanted: string }>> = {
  BOOLEAN: { accepts: (value) => /^(true|false)$/i.test(value), wanted: 'true or false' },
  SHORT: { accepts: whole(16), wanted: 'a whole number from -32768 to 32767' },
  INT: { accepts: whole(32), wanted: 'a whole number from -2147483648 to 2147483647' },
  LONG: { accepts: whole(64), wanted: 'a whole number of at most 64 bits' },
  DOUBLE: { accepts: (value) => Number.isFinite(Number(value)), wanted: 'a number, with a point for fractions' },
}

/** Whether somebody copied what stands in place of a hidden value. */
export const holdsMask = (value: string) => MASKS.some((mask) => value.includes(mask))

/** Whether a value is such a stand-in and nothing more. */
export const isMask = (value: string) => MASKS.includes(value.trim())

/** What is wrong with a value before Connect sees it, as a sentence for under its field. `undefined`: nothing. */
export function checkValue(key: Key, value: string): string | undefined {
  if (holdsMask(value))
    return 'This stands for a hidden value and is none. To keep the value, leave the field as it was.'
  if (value.includes('${')) return undefined
  if (key.name === 'name') return checkName(value)
  const rule = TYPES[key.type]
  return rule && !rule.accepts(value.trim()) ? `This takes ${rule.wanted}.` : undefined
}

/**
 * Names that Connect accepts and then cannot be rid of: on 4.x a slash, backslash or percent sign makes a connector
 * that no request reaches, braces fail on followers, and a semicolon is lost when a request is forwarded.
 */
export function checkName(name: string): string | undefined {
  if (/[/\\%;{}]/.test(name))
    return 'A connector name with / \\ % ; { or } cannot be reached later. Choose another name.'
  if (/\p{Cc}/u.test(name)) return 'A connector name takes no control characters. Choose another name.'
  return name === '.' || name === '..' ? 'A connector cannot be named . or .. here. Choose another name.' : undefined
}

/** What is wrong with a key that a person wants to add. */
export function checkNewKey(name: string, isKnown: (name: string) => boolean): string | undefined {
  if (name.trim() === '') return 'Give the key a name.'
  if (/[\s=\p{Cc}]/u.test(name)) return 'A key takes no blanks and no =. Give the value in the field below it.'
  return isKnown(name) ? 'This key is in the form already. Use Find a key to go to its field.' : undefined
}
