/** JSON as it comes from an app: read by asking, never by trusting. */
export type Obj = { [key: string]: unknown }

export function isObj(value: unknown): value is Obj {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export const obj = (value: unknown): Obj => (isObj(value) ? value : {})
export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
export const objs = (value: unknown): Obj[] => list(value).filter(isObj)
export const str = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
export const words = (value: unknown): string => str(value) ?? ''

/** Slack takes booleans as `true`, `"true"` and `"1"` (forms have no others). */
export const flag = (value: unknown): boolean => value === true || value === 'true' || value === '1'

/** A copy without the members that are undefined: what Slack leaves out of a payload. */
export function present(members: Obj): Obj {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))
}
