import { UserError } from '../../errors.ts'

const QUOTES = '"\u201c\u201d\u201e'
/** key=value, key="a value with blanks"; phones turn the quotes into typographic ones. */
const ASSIGNMENT = new RegExp(
  `(?:^|\\s)([^\\s=${QUOTES}]+)=(?:[${QUOTES}]([^${QUOTES}]*)[${QUOTES}](?=\\s|$)|(\\S*))`,
  'g',
)

/** `orders-sink tasks.max=4 file="/a b"` → the keys with their values. @throws UserError */
export function readAssignments(text: string): Map<string, string> {
  const found = [...text.matchAll(ASSIGNMENT)].map(([, key = '', quoted, bare]) => [key, quoted ?? bare ?? ''] as const)
  const assigned = found.filter(([key]) => !key.startsWith('--'))
  if (assigned.length === 0) {
    throw new UserError('What shall be set? As in “set orders-sink tasks.max=4 errors.tolerance=all”.')
  }
  return new Map(assigned)
}
