/** Says what is wrong with a value, or nothing. */
type Rule = (value: string) => string | undefined

const oneOf =
  (...allowed: string[]): Rule =>
  (value) =>
    allowed.includes(value) ? undefined : `String must be one of: ${allowed.join(', ')}`

const oneOfAnyCase =
  (...allowed: string[]): Rule =>
  (value) =>
    allowed.includes(value.toUpperCase())
      ? undefined
      : `String must be one of (case insensitive): ${allowed.join(', ')}`

const nonEmpty: Rule = (value) => (value === '' ? 'String must be non-empty' : undefined)

const name: Rule = (value) => {
  if (value === '') return 'String may not be empty'
  const controls = [...value].map((character) => character.charCodeAt(0)).filter((code) => code < 32 || code === 127)
  if (controls.length === 0) return undefined
  return `String may not contain control sequences but had the following ASCII chars: ${controls.join(', ')}`
}

const aliases: Rule = (value) => {
  const list = value.split(',')
  return new Set(list).size < list.length ? 'Duplicate alias provided.' : undefined
}

/** Validators of the framework's and the shipped connectors' keys, as far as their texts were recorded. */
const RULES = new Map<string, Rule>([
  ['name', name],
  ['tasks.max', (value) => (Number(value) < 1 ? 'Value must be at least 1' : undefined)],
  ['config.action.reload', oneOf('none', 'restart')],
  ['errors.tolerance', oneOf('none', 'all')],
  ['exactly.once.support', oneOfAnyCase('REQUIRED', 'REQUESTED')],
  ['transaction.boundary', oneOfAnyCase('INTERVAL', 'POLL', 'CONNECTOR')],
  ['security.protocol', oneOfAnyCase('SASL_SSL', 'PLAINTEXT', 'SSL', 'SASL_PLAINTEXT')],
  ['offsets.storage.topic', nonEmpty],
  ['topic', nonEmpty],
  ['transforms', aliases],
  ['predicates', aliases],
])

const LISTS = new Set(['transforms', 'predicates'])

/** The messages for a value that could be parsed. */
export function brokenRules(key: string, value: string): string[] {
  const problem = RULES.get(key)?.(value)
  const shown = LISTS.has(key) ? `[${value.split(',').join(', ')}]` : value
  return problem === undefined ? [] : [invalidValue(key, shown, problem)]
}

export const invalidValue = (key: string, value: string | null, problem: string) =>
  `Invalid value ${value} for configuration ${key}: ${problem}`

export const missing = (key: string) => `Missing required configuration "${key}" which has no default value.`
