import { isObj, type Obj } from '../json.ts'

/** Where a payload would be shown; some blocks exist only on some surfaces. */
export type Surface = 'message' | 'modal' | 'home'

/** One complaint, in Slack's own words, with the JSON pointer that Slack gives. */
export interface Problem {
  message: string
  pointer: string
}

interface Context {
  surface: Surface
  problems: Problem[]
}

/** Looks at one value and adds what Slack would complain about. */
export type Check = (value: unknown, at: string, context: Context) => void

export function complain(context: Context, message: string, pointer: string): void {
  context.problems.push({ message, pointer })
}

/** Slack counts characters as Unicode code points. */
const lengthOf = (text: string) => [...text].length

export const string =
  (max: number, min = 1): Check =>
  (value, at, context) => {
    if (typeof value !== 'string') return complain(context, 'must provide a string', at)
    const length = lengthOf(value)
    if (length < min) complain(context, `must be more than ${min - 1} characters`, at)
    if (length > max) complain(context, `must be less than ${max + 1} characters`, at)
  }

export const integer =
  (min: number, max: number): Check =>
  (value, at, context) => {
    if (!Number.isInteger(value)) return complain(context, 'must provide an integer', at)
    if (Number(value) < min) complain(context, `must be greater than ${min - 1}`, at)
    if (Number(value) > max) complain(context, `must be less than ${max + 1}`, at)
  }

export const boolean: Check = (value, at, context) => {
  if (typeof value !== 'boolean') complain(context, 'must provide a boolean', at)
}

export const oneOf =
  (...values: string[]): Check =>
  (value, at, context) => {
    if (typeof value !== 'string' || !values.includes(value)) {
      complain(context, `must be a valid enum value: ${values.join(', ')}`, at)
    }
  }

export const matching =
  (pattern: RegExp, what: string): Check =>
  (value, at, context) => {
    if (typeof value !== 'string' || !pattern.test(value)) complain(context, `must be ${what}`, at)
  }

export const array =
  (of: Check, min: number, max: number): Check =>
  (value, at, context) => {
    if (!Array.isArray(value)) return complain(context, 'must provide an array', at)
    if (value.length < min) complain(context, `no fewer than ${min} items allowed`, at)
    if (value.length > max) complain(context, `no more than ${max} items allowed`, at)
    for (const [index, item] of value.entries()) of(item, `${at}/${index}`, context)
  }

type Members = { [name: string]: Check }
type Rule = (value: Obj, at: string, context: Context) => void

/** An object with these members and no others; `rules` look at several members at once. */
export const object =
  (required: Members, optional: Members = {}, ...rules: Rule[]): Check =>
  (value, at, context) => {
    if (!isObj(value)) return complain(context, 'must provide an object', at)
    for (const name of Object.keys(required)) {
      if (!Object.hasOwn(value, name)) complain(context, `missing required field: ${name}`, at)
    }
    for (const [name, member] of Object.entries(value)) {
      const check = pick(required, name) ?? pick(optional, name)
      if (check) check(member, `${at}/${name}`, context)
      else complain(context, `invalid additional property: ${name}`, at)
    }
    for (const rule of rules) rule(value, at, context)
  }

/** Picks the check by the value's `type`. */
export const byType =
  (table: Members): Check =>
  (value, at, context) => {
    if (!isObj(value)) return complain(context, 'must provide an object', at)
    const { type } = value
    if (type === undefined) return complain(context, 'missing required field: type', at)
    const check = typeof type === 'string' ? pick(table, type) : undefined
    if (check) check(value, at, context)
    else complain(context, `unsupported type: ${String(type)}`, `${at}/type`)
  }

/** Slack names the enclosing object before what is wrong inside it, where it knows several forms of that object. */
export const anyForm =
  (check: Check): Check =>
  (value, at, context) => {
    const inner: Context = { surface: context.surface, problems: [] }
    check(value, at, inner)
    if (inner.problems.length > 0) complain(context, 'failed to match all allowed schemas', at)
    context.problems.push(...inner.problems)
  }

function pick(table: Members, name: string): Check | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}
