import { hashOrder } from '../java.ts'
import type { ConfigInfo, Plugins } from '../plugins.ts'
import { blank, checkKey, kafka, withErrors } from './dialect.ts'
import { invalidValue } from './rules.ts'

type Sent = ReadonlyMap<string, string | null>

const CONVERTER_TYPES: Record<string, 'converter' | 'header_converter'> = {
  'key.converter': 'converter',
  'value.converter': 'converter',
  'header.converter': 'header_converter',
}
const INTERFACES = { converter: 'Converter', header_converter: 'HeaderConverter' }

/** Keys of the converters that the connector sets for itself. */
export function converterKeys(sent: Sent, plugins: Plugins): ConfigInfo[] {
  return Object.keys(CONVERTER_TYPES).flatMap((converter) => {
    const definitions = new Map(plugins.nested(sent.get(converter) ?? '').map((one) => [one.name, one]))
    const role = converter.replace('.converter', '')
    const withRole = new Map([...sent, [`${converter}.converter.type`, role]])
    return hashOrder(definitions).map(([key, definition]) =>
      checkKey(blank({ ...definition, name: `${converter}.${key}` }), withRole, kafka),
    )
  })
}

const CLIENTS: Record<string, 'producer' | 'consumer'> = { source: 'producer', sink: 'consumer' }

/** `producer.override.*` of a source, `consumer.override.*` of a sink: only what was given. */
export function overrideKeys(type: string, sent: Sent, plugins: Plugins): ConfigInfo[] {
  const client = CLIENTS[type]
  if (!client) return []
  const prefix = `${client}.override.`
  const given = hashOrder(new Map([...sent].filter(([key]) => key.startsWith(prefix))))
  return given.map(([name, value]) => {
    const definition = plugins.client(client).find((one) => prefix + one.name === name)
    if (definition) return checkKey(blank({ ...definition, name }), sent, kafka)
    return { definition: null, value: { name, value, recommended_values: [], errors: [], visible: true } }
  })
}

/** A converter must be an installed class of the right kind; without one there is no version to choose. */
export function checkConverter(info: ConfigInfo, sent: Sent, plugins: Plugins): ConfigInfo {
  const { definition, value } = info
  const key = value?.name.replace(/\.plugin\.version$/, '') ?? ''
  const type = CONVERTER_TYPES[key]
  const className = sent.get(key)
  if (!definition || !value || !type || className == null) return info
  const isKnown = plugins.ofType(type).some((one) => one.class === className)
  if (isKnown) return info
  if (key !== value.name)
    return {
      definition: { ...definition, default_value: null },
      value: { ...value, value: null, recommended_values: [], visible: false },
    }
  if (plugins.isInstalled(className)) {
    const error = `Class class ${className} does not implement the ${INTERFACES[type]} interface`
    return withErrors(info, { [key]: [error] })
  }
  const errors = [invalidValue(key, className, `Class ${className} could not be found.`)]
  return { definition, value: { ...value, value: null, errors } }
}
