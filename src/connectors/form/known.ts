import { type Config, listOf } from './config.ts'
import type { Key } from './definitions.ts'

/** A row of `GET /connector-plugins?connectorsOnly=false`. */
export interface Plugin {
  class: string
  type: string
}

/** Keys whose values Kafka fixes but whose definitions list none. From Kafka's own enums. */
const ENUMS: [RegExp, readonly string[]][] = [
  [/^errors\.tolerance$/, ['none', 'all']],
  [/^config\.action\.reload$/, ['none', 'restart']],
  [/^exactly\.once\.support$/, ['requested', 'required']],
  [/^transaction\.boundary$/, ['poll', 'interval', 'connector']],
  [/(^|\.)security\.protocol$/, ['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL']],
  [/^offset-syncs\.topic\.location$/, ['source', 'target']],
  [/^(key|value)\.converter\.decimal\.format$/, ['BASE64', 'NUMERIC']],
]

/** Keys that name a plugin, and the type under which the worker lists it. */
const PLUGIN_TYPES: [RegExp, string][] = [
  [/^(key|value)\.converter$/, 'converter'],
  [/^header\.converter$/, 'header_converter'],
  [/^transforms\..+\.type$/, 'transformation'],
  [/^predicates\..+\.type$/, 'predicate'],
]

/**
 * The values to offer for a key, each once: what its plugin recommends, else what Kafka fixes, else the worker's
 * plugins (the Mirror connectors redefine the converters without values). Empty: anything goes.
 */
export function knownValues(key: Key, plugins: readonly Plugin[], values: Config): readonly string[] {
  if (key.recommended.length > 0) return key.recommended
  if (key.type === 'BOOLEAN') return ['true', 'false']
  if (/^transforms\..+\.predicate$/.test(key.name)) return listOf(values.get('predicates'))
  return matching(ENUMS, key.name) ?? classes(plugins, matching(PLUGIN_TYPES, key.name))
}

function classes(plugins: readonly Plugin[], type: string | undefined): string[] {
  return [...new Set(plugins.filter((plugin) => plugin.type === type).map((plugin) => plugin.class))]
}

function matching<T>(table: readonly [RegExp, T][], name: string): T | undefined {
  return table.find(([pattern]) => pattern.test(name))?.[1]
}

/** `params.<value>`, `column.mask.with.(d+).chars`, `topic.override.%s.%s`: stands for many keys, and is none itself. */
export const isTemplate = (name: string): boolean => /<[^<>]+>|%[sd]|\([^()]+\)/.test(name)

/** Whether another value at this key changes which keys there are, so that the form must ask Connect anew. */
export function reshapes(key: Key): boolean {
  return key.dependents.length > 0 || /^(transforms|predicates)$/.test(key.name) || !!matching(PLUGIN_TYPES, key.name)
}

/** The plugins that a config names beside the connector's own: what their keys begin with, and the class. */
export function pluginKeys(config: Config): [prefix: string, className: string][] {
  return [...config]
    .filter(([key, value]) => value !== '' && !value.includes('${') && matching(PLUGIN_TYPES, key) !== undefined)
    .map(([key, value]) => [key.endsWith('.type') ? key.slice(0, -'type'.length) : `${key}.`, value])
}

/** Keys that Connect itself takes, whatever the plugin; none of them is a PASSWORD. */
const FRAMEWORK =
  /^(name|connector\.(class|plugin\.version)|tasks\.max(\.enforce)?|topics(\.regex)?|(key|value|header)\.converter(\.plugin\.version)?|(transforms|predicates)(\..+)?|(errors|topic\.creation)\..+|config\.action\.reload|exactly\.once\.support|transaction\.boundary(\.interval\.ms)?|offsets\.storage\.topic)$/

/** Whether a key is the connector's own plugin's to describe. */
export const isOwn = (key: string): boolean => !FRAMEWORK.test(key) && !isNested(key)

/** Whether a key is one of a plugin beside the connector's own: not what Connect itself asks of a transformation. */
export const isNested = (key: string): boolean =>
  /^(transforms|predicates)\..+\.[^.]+$|^(key|value|header)\.converter\./.test(key) &&
  !/^transforms\..+\.(type|predicate|negate)$|^predicates\..+\.type$/.test(key)
