import type { ConfigInfo, Definition, PluginInfo, Plugins } from '../plugins.ts'
import { blank, checkKey, kafka } from './dialect.ts'
import { invalidValue } from './rules.ts'

type Sent = ReadonlyMap<string, string | null>

const REGEX_NULL = 'Invalid regex: Cannot invoke "String.isEmpty()" because "this.pattern" is null'

/** Keys that are compiled as a regular expression even when nothing was given. */
const REGEX_KEYS = new Set(['RegexRouter.regex', 'TopicNameMatches.pattern'])

const DEFAULTS: Omit<Definition, 'name' | 'type' | 'documentation' | 'display_name'> = {
  required: false,
  default_value: null,
  importance: 'HIGH',
  group: null,
  order_in_group: -1,
  width: 'LONG',
  dependents: [],
}

const KINDS = {
  transforms: { type: 'transformation', noun: 'transformation', label: 'Transformation', group: 'Transforms' },
  predicates: { type: 'predicate', noun: 'predicate', label: 'Predicate', group: 'Predicates' },
} as const

/**
 * Keys of the transforms or predicates that are named: first only what kind each is, then, once that is valid, its own
 * (so a form needs two round trips).
 */
export function aliasedKeys(kind: keyof typeof KINDS, sent: Sent, plugins: Plugins): ConfigInfo[] {
  const names = (sent.get(kind) ?? '').split(',').map((alias) => alias.trim())
  return [...new Set(names)].filter((alias) => alias !== '').flatMap((alias) => aliasKeys(kind, alias, sent, plugins))
}

function aliasKeys(kind: keyof typeof KINDS, alias: string, sent: Sent, plugins: Plugins): ConfigInfo[] {
  const { type, noun, label, group } = KINDS[kind]
  const prefix = `${kind}.${alias}.`
  const installed = plugins.ofType(type)
  const plugin = installed.find((one) => one.class === sent.get(`${prefix}type`))
  const own = plugin ? [...plugins.nested(plugin.class), ...(kind === 'transforms' ? CONDITION : [])] : []
  const definitions = [
    define('type', 'CLASS', `Class for the '${alias}' ${noun}.`, `${label} type for ${alias}`, { required: true }),
    define('plugin.version', 'STRING', `Version of the '${alias}' ${noun}.`, `${label} version for ${alias}`, {
      default_value: plugin?.version ?? null,
    }),
    ...own,
  ]
  return definitions.map((definition, order) => {
    const key = definition.name
    const prefixed = { ...definition, name: prefix + key, group: `${group}: ${alias}`, order_in_group: order }
    const info = checkKey(blank(prefixed, recommended(key, installed, plugin)), sent, kafka)
    return key === 'type' ? withClass(info, installed) : withRegex(info, plugin, key)
  })
}

const define = (
  name: string,
  type: string,
  documentation: string,
  display_name: string,
  more: Partial<Definition>,
) => ({
  ...DEFAULTS,
  name,
  type,
  documentation,
  display_name,
  ...more,
})

/** When a transformation applies; stands behind its own keys. */
const CONDITION: Definition[] = [
  define('negate', 'BOOLEAN', 'Whether the configured predicate should be negated.', 'negate', {
    default_value: 'false',
    importance: 'MEDIUM',
    width: 'NONE',
  }),
  define(
    'predicate',
    'STRING',
    'The alias of a predicate used to determine whether to apply this transformation.',
    'predicate',
    { importance: 'MEDIUM', width: 'NONE' },
  ),
]

function recommended(key: string, installed: PluginInfo[], plugin: PluginInfo | undefined): string[] {
  if (key === 'type') return installed.map((one) => one.class)
  return key === 'plugin.version' && plugin?.version ? [plugin.version] : []
}

function withClass(info: ConfigInfo, installed: PluginInfo[]): ConfigInfo {
  const { value } = info
  if (!value?.value || installed.some((one) => one.class === value.value)) return info
  const errors = [invalidValue(value.name, value.value, `Class ${value.value} could not be found.`)]
  return { ...info, value: { ...value, value: null, errors } }
}

function withRegex(info: ConfigInfo, plugin: PluginInfo | undefined, key: string): ConfigInfo {
  const { value } = info
  const compiled = REGEX_KEYS.has(`${plugin?.class.split('.').at(-1)}.${key}`)
  if (!value || value.value !== null || !compiled) return info
  return { ...info, value: { ...value, errors: [...value.errors, invalidValue(key, null, REGEX_NULL)] } }
}
