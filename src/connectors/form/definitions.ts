import { Definition, type PluginConfig, type Validation } from '../../connect/definitions.ts'
import type { Config } from './config.ts'

/** One config key as its plugin defines it. Texts are the plugin's own and hostile. */
export interface Key {
  name: string
  type: Definition['type']
  /** Only: has no default. What must be filled are the demands of the empty form. */
  required: boolean
  /** Absent for passwords: Connect prints `[hidden]` there, which says nothing. */
  defaultValue: string | undefined
  importance: Definition['importance']
  documentation: string
  /** Empty: none. */
  group: string
  /** Within the group; -1 where the plugin gives none. */
  order: number
  /** May be a whole paragraph, and the same for several keys. */
  displayName: string
  /** Keys whose visibility or values depend on this one. */
  dependents: readonly string[]
  /** Each value once. */
  recommended: readonly string[]
  visible: boolean
}

export interface Definitions {
  /** By name, in the plugin's order. */
  keys: ReadonlyMap<string, Key>
  /** Error texts by key, also of keys that nothing defines. */
  errors: ReadonlyMap<string, readonly string[]>
}

/**
 * Reads the answer of `validate` or of `GET /connector-plugins/X/config`. `sent` is the config that was validated,
 * `scrub` takes its secrets out of an error text: Connect prints passwords there, and up to 4.3.1 also what a
 * reference stands for, so that no error at a key with a reference is shown.
 */
export function readDefinitions(
  answer: PluginConfig | Validation,
  sent: Config,
  scrub: (text: string) => string,
): Definitions {
  const entries = Array.isArray(answer) ? answer.map((definition) => ({ definition, value: null })) : answer.configs
  const shown = (key: string, text: string) => (sent.get(key)?.includes('${') ? BEHIND_REFERENCE : scrub(text))
  const keys = new Map<string, Key>()
  const errors = new Map<string, string[]>()
  for (const { definition, value } of entries) {
    if (definition) keys.set(definition.name, keyOf(definition, value))
    if (value && value.errors.length > 0) {
      errors.set(value.name, distinct(value.errors.map((text) => shown(value.name, text))))
    }
  }
  return { keys, errors }
}

const BEHIND_REFERENCE =
  'Connect does not take what this reference stands for. Its message is not shown, since it may hold the value.'

/** The type of each key, as it says what is secret. */
export const typesOf = (keys: Definitions['keys']): Map<string, string> =>
  new Map([...keys].map(([name, { type }]) => [name, type]))

/** A key that no definition knows: plain text, after those that have an order. */
export function undeclared(name: string): Key {
  return { ...keyOf(Definition.parse({ name }), null), order: Number.POSITIVE_INFINITY }
}

function keyOf(definition: Definition, value: Validation['configs'][number]['value']): Key {
  const { type, default_value } = definition
  return {
    name: definition.name,
    type,
    required: definition.required,
    defaultValue: type === 'PASSWORD' || default_value === '[hidden]' ? undefined : default_value,
    importance: definition.importance,
    documentation: definition.documentation,
    group: definition.group.trim(),
    order: definition.order,
    displayName: definition.display_name.trim() || definition.name,
    dependents: definition.dependents,
    recommended: distinct(value?.recommended_values ?? []),
    visible: value?.visible ?? true,
  }
}

const distinct = (texts: readonly string[]) => [...new Set(texts)]
