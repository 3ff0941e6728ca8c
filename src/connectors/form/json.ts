import { UserError } from '../../errors.ts'

/** `{name, config}` or a config alone as JSON, which begins with a brace → its keys and values. Throws a UserError that names every key that cannot be taken. */
export function readJson(text: string): Map<string, string> {
  const whole = parse(text)
  const twice = repeatedKeys(text)
  if (twice.length > 0) throw new UserError(`${twice.join(', ')} stands there more than once. Leave one of each.`)
  const { config, name } = whole
  const entries = Object.entries(isObject(config) ? { ...(name !== undefined && { name }), ...config } : whole)
  const wrong = entries.filter(([, value]) => !isScalar(value))
  if (wrong.length > 0) throw new UserError(wrong.map(([key, value]) => complaint(key, value)).join(' '))
  const result = new Map(entries.map(([key, value]) => [key, String(value)]))
  if (typeof name === 'string' && result.get('name') !== name) {
    throw new UserError('The name beside the config and the name in it differ. Leave one of them.')
  }
  return result
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text, asWritten)
  } catch (error) {
    // no `cause`, and only the place: the engine's message quotes what stands around, which may be a secret
    const place = /at position \d+( \(line \d+ column \d+\))?/.exec(String(error))?.[0]
    throw new UserError(`This is not JSON: ${place ?? 'look for a missing quote or comma'}.`)
  }
}

/** A number stays as it stands there, as Connect takes it: no more digits than a double has would be left of it. */
const asWritten = (_: string, value: unknown, ...[context]: { source?: string }[]) =>
  typeof value === 'number' ? (context?.source ?? value) : value

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const isScalar = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value)

function complaint(key: string, value: unknown): string {
  return value === null
    ? `${key} is null: leave the key out to unset it.`
    : `${key} is ${Array.isArray(value) ? 'an array: give its parts as one text with commas' : 'an object: values are texts'}.`
}

/** Keys that stand twice in one object; `JSON.parse` keeps the last and says nothing. `text` is valid JSON. */
function repeatedKeys(text: string): string[] {
  const repeated = new Set<string>()
  const objects: Set<string>[] = []
  for (const [token, key] of text.matchAll(/("[^"\\]*(?:\\.[^"\\]*)*")\s*:|"[^"\\]*(?:\\.[^"\\]*)*"|[{}]/g)) {
    if (token === '{') objects.push(new Set())
    else if (token === '}') objects.pop()
    else if (key) {
      const name = String(JSON.parse(key))
      if (objects.at(-1)?.has(name)) repeated.add(name)
      objects.at(-1)?.add(name)
    }
  }
  return [...repeated]
}
