import { readdirSync, readFileSync } from 'node:fs'
import { notFound, RestError } from './answer.ts'
import { atLeast } from './version.ts'

export interface PluginInfo {
  class: string
  type: string
  version?: string
}

/** One key of a config definition, as REST shows it from 4.2 on. */
export interface Definition {
  name: string
  type: string
  required: boolean
  default_value: string | null
  importance: string
  documentation: string | null
  group: string | null
  order_in_group: number
  width: string
  display_name: string
  dependents: string[]
}

export interface ConfigValue {
  name: string
  value: string | null
  recommended_values: string[]
  errors: string[]
  visible: boolean
}

export interface ConfigInfo {
  definition: Definition | null
  value: ConfigValue | null
}

export interface Validation {
  name: string
  error_count: number
  groups: string[]
  configs: ConfigInfo[]
}

const FOLDER = new URL('./definitions/', import.meta.url)

/** Reads what was captured from a real worker. @throws where the file is missing */
const captured = <T>(file: string): T => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'))

/** Kafka versions in which a plugin kind or a field first showed. */
const rowFor = (version: string) => (plugin: PluginInfo) =>
  atLeast(version, '4.1') || plugin.type === 'source' || plugin.type === 'sink'
    ? plugin
    : { class: plugin.class, type: plugin.type }

/** The plugins installed on the workers. */
export function createPlugins() {
  const forms = new Map<string, Validation>()
  for (const file of readdirSync(FOLDER)) {
    if (!file.endsWith('.validate.json')) continue
    const form = captured<Validation>(file)
    forms.set(form.name, form)
  }
  const configs = new Map(
    readdirSync(FOLDER)
      .filter((file) => file.endsWith('.config.json'))
      .map((file) => [
        simpleName(file.replace(/^(converter|predicate|smt)\.|\.config\.json$/g, '')),
        captured<Definition[]>(file),
      ]),
  )
  const all = captured<PluginInfo[]>('connector-plugins.all.json').filter(
    ({ class: name, type }) => !isConnector(type) || forms.has(name),
  )

  /** Full name, or the simple one without "Connector". */
  const find = (name: string) => all.find((plugin) => isConnector(plugin.type) && namesOf(plugin.class).includes(name))

  return {
    list: (version: string, connectorsOnly: boolean) =>
      all.filter(({ type }) => isConnector(type) || !connectorsOnly).map(rowFor(version)),
    find,
    /** `GET …/config`. @throws RestError 404 for a plugin that is not installed, 400 for a version that is not */
    definitions(name: string, wanted: string | null): Definition[] {
      const plugin = all.find((one) => namesOf(one.class).includes(name))
      if (!plugin) throw notFound(`Unknown plugin ${name}.`)
      if (wanted !== null && wanted !== plugin.version && wanted !== 'latest')
        throw new RestError(400, wrongVersion(plugin, wanted))
      return configs.get(simpleName(plugin.class)) ?? []
    },
    form: (className: string) => forms.get(className),
  }
}
export type Plugins = ReturnType<typeof createPlugins>

export const isConnector = (type: string) => type === 'source' || type === 'sink'

export const wrongVersion = (plugin: PluginInfo, wanted: string) =>
  `Plugin ${plugin.class} has version ${plugin.version} which does not match the required version range [${wanted},${wanted}]`

const simpleName = (className: string) => className.split('.').at(-1) ?? className

const namesOf = (className: string) => {
  const simple = simpleName(className)
  return [className, simple, simple.replace(/Connector$/, '')]
}
