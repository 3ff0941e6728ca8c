import type { ConfigInfo, Definition, Validation } from '../plugins.ts'
import { atLeast } from '../version.ts'

/** Framework keys and the version that brought them. */
const isKnown = (name: string, version: string) =>
  (atLeast(version, '4.1') || !name.endsWith('plugin.version')) &&
  (atLeast(version, '3.8') || name !== 'tasks.max.enforce')

/** 4.2 renamed `order` without a word. */
type Wire = Omit<Definition, 'order_in_group'> & { order?: number; order_in_group?: number }

/** How a worker of that version shows a definition; `undefined`: not at all. */
export function definitionFor(definition: Definition, version: string): Wire | undefined {
  if (!isKnown(definition.name, version)) return undefined
  if (atLeast(version, '4.2')) return definition
  const { order_in_group: order, ...rest } = definition
  return { ...rest, order }
}

const CONVERTER = /^(key|value|header)\.converter$/

/** How a worker of that version answers a validation: older ones know fewer keys and recommend no converters. */
export function forVersion(validation: Validation, version: string) {
  const nested = /^(key|value|header)\.converter\./
  const shown = validation.configs.filter(({ definition, value }) => {
    const name = definition?.name ?? value?.name ?? ''
    return isKnown(name, version) && (atLeast(version, '3.8') || !nested.test(name))
  })
  const configs = shown.map(({ definition, value }: ConfigInfo) => ({
    definition: definition && (definitionFor(definition, version) ?? null),
    value:
      value && CONVERTER.test(value.name) && !atLeast(version, '4.1') ? { ...value, recommended_values: [] } : value,
  }))
  const error_count = configs.reduce((count, { value }) => count + (value?.errors.length ?? 0), 0)
  return { ...validation, error_count, configs }
}
