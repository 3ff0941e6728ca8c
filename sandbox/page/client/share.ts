/** `next`, with every part that is equal in `before` taken from there: React then leaves it alone. */
export function share<T>(before: unknown, next: T): T {
  if (Object.is(before, next)) return next
  if (Array.isArray(before) && Array.isArray(next)) {
    const items: unknown = next.map((item, index) => share(before[index], item))
    return keep(before, items)
  }
  if (isRecord(before) && isRecord(next)) {
    const members: unknown = Object.fromEntries(
      Object.entries(next).map(([key, item]) => [key, share(before[key], item)]),
    )
    return keep(before, members)
  }
  return next

  function keep(old: object, made: unknown): T {
    return (isEqual(old, made) ? old : made) as T
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** One level deep: below it everything equal is already the same. */
function isEqual(a: object, b: unknown): boolean {
  if (typeof b !== 'object' || b === null) return false
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))]
  return left.length === right.size && left.every(([key, value]) => right.has(key) && Object.is(value, right.get(key)))
}
