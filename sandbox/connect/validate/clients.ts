import { hashOrder } from '../java.ts'
import type { ConfigInfo, Plugins } from '../plugins.ts'
import { blank, checkKey, kafka, withErrors } from './dialect.ts'
import { invalidValue } from './rules.ts'

type Sent = ReadonlyMap<string, string | null>

const CONVERTERS = ['key.converter', 'value.converter', 'header.converter']

/** Keys of the converters that the connector sets for itself. */
export function converterKeys(sent: Sent, plugins: Plugins): ConfigInfo[] {
  return CONVERTERS.flatMap((converter) => {
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

/** A converter must be an installed class of the right kind. */
export function converterErrors(info: ConfigInfo, plugins: Plugins): ConfigInfo {
  const { value } = info
  const type = CONVERTER_TYPES[value?.name ?? '']
  if (!value?.value || !type || plugins.ofType(type).some((one) => one.class === value.value)) return info
  if (plugins.isInstalled(value.value))
    return withErrors(info, {
      [value.name]: [`Class class ${value.value} does not implement the ${CONVERTER_NAMES[type]} interface`],
    })
  const errors = [invalidValue(value.name, value.value, `Class ${value.value} could not be found.`)]
  return { ...info, value: { ...value, value: null, errors } }
}

const CONVERTER_TYPES: Record<string, 'converter' | 'header_converter'> = {
  'key.converter': 'converter',
  'value.converter': 'converter',
  'header.converter': 'header_converter',
}
const CONVERTER_NAMES = { converter: 'Converter', header_converter: 'HeaderConverter' }
