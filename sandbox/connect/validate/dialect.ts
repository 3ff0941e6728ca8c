import type { ConfigInfo, ConfigValue, Definition } from '../plugins.ts'
import { brokenRules, invalidValue, missing } from './rules.ts'
import { parseValue } from './values.ts'

/** How one kind of connector checks a key that was sent. `name` is the key, also where the definition's has no prefix. */
export type Check = (definition: Definition, base: ConfigValue, sent: string) => ConfigValue

/** Kafka's own ConfigDef: parse, then the key's validator. */
export const kafka: Check = ({ name, type }, base, sent) => {
  const { value, problem } = parseValue(type, sent)
  const errors = problem === undefined ? brokenRules(name, value ?? '') : [invalidValue(name, sent, problem)]
  if (problem !== undefined && name === 'tasks.max') errors.push(invalidValue(name, null, 'Value must be non-null'))
  return { ...base, value, errors }
}

const DEBEZIUM_TYPES: Record<string, string> = {
  INT: 'An integer is expected',
  LONG: 'A long value is expected',
  BOOLEAN: "Either 'true' or 'false' is expected",
}

/** Debezium has two validators on it, and so two messages. */
const CHECKED_TWICE = new Set(['database.port'])

/** Debezium's connectors: words of their own, enums by what they recommend; the source connectors give no values back. */
const debezium: Check = ({ name, type }, base, sent) => {
  const parsed = parseValue(type, sent)
  const value = base.value === null ? null : parsed.value
  const outside = base.recommended_values.length > 0 && !base.recommended_values.includes(sent)
  const problem =
    (parsed.problem && DEBEZIUM_TYPES[type]) ||
    (outside && `Value must be one of ${base.recommended_values.join(', ')}`)
  const message = `The '${name}' value is invalid: ${problem}`
  const errors = problem ? [message, ...(CHECKED_TWICE.has(name) ? [message] : [])] : []
  return { ...base, value, errors }
}

export const dialectOf = (className: string): Check => (className.startsWith('io.debezium.') ? debezium : kafka)

/** One key of the answer. What was not sent keeps the empty form's value and complaints. */
export function checkKey(info: ConfigInfo, sent: ReadonlyMap<string, string | null>, check: Check): ConfigInfo {
  const { definition, value: base } = info
  if (!definition || !base) return info
  const given = sent.get(definition.name)
  if (given === undefined) {
    const errors = definition.required && base.errors.length === 0 ? [missing(definition.name)] : base.errors
    return { definition, value: { ...base, value: definition.required ? null : base.value, errors } }
  }
  if (given === null) return { definition, value: { ...base, value: null, errors: [] } }
  return { definition, value: check(definition, base, given) }
}

/** A key that is not on the empty form, with its default. */
export const blank = (definition: Definition, recommended_values: string[] = []): ConfigInfo => ({
  definition,
  value: { name: definition.name, value: definition.default_value, recommended_values, errors: [], visible: true },
})

export function withErrors(info: ConfigInfo, more: Record<string, string[]>): ConfigInfo {
  const { value } = info
  const added = value && more[value.name]
  return added ? { ...info, value: { ...value, errors: [...value.errors, ...added] } } : info
}
