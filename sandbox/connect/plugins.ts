import { readdirSync, readFileSync } from 'node:fs'
import { notFound, RestError } from './answer.ts'
import { definitionFor } from './validate/versions.ts'
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

/** What a plugin does on top of its definition while it validates. */
export interface Behaviour {
  /** Takes its time, or answers 500 by throwing a RestError. */
  wait?: () => Promise<void>
  /** Before it tells its config definitions. @throws RestError to fail */
  tell?: () => void
  /** More messages, by key. */
  check?: (config: ReadonlyMap<string, string | null>) => Record<string, string[]>
  /** What its recommenders say, by key. */
  recommend?: (
    config: ReadonlyMap<string, string | null>,
  ) => Record<string, Partial<Pick<ConfigValue, 'recommended_values' | 'visible'>>>
}

/** A plugin beside the captured ones. The framework's keys need not be given. */
export interface NewPlugin {
  class: string
  type: 'source' | 'sink'
  version: string
  definitions: Definition[]
  behaviour?: Behaviour
}

/** Keys that Connect itself gives every connector; they stand first. */
export const FRAMEWORK_KEYS = 24

const FOLDER = new URL('./definitions/', import.meta.url)

const read = new Map<string, unknown>()

/** What was captured from a real worker: read once, for all stand-ins of this process, which leave it as it is. */
function captured<T>(file: string): T {
  if (!read.has(file)) read.set(file, JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')))
  return read.get(file) as T
}

/** What is installed on the workers; Kafka's own plugins have Kafka's version. */
export function createPlugins(kafkaVersion: () => string) {
  const clients = captured<Record<string, Definition[]>>('clients.json')
  const nested = new Map(Object.entries(captured<Record<string, Definition[]>>('nested.json')))
  const { forms, configs } = readForms()
  const behaviours = new Map<string, Behaviour>()
  /** Of plugins beside the captured ones, each version by itself. */
  const added = new Map<string, Definition[]>()
  const installed = captured<PluginInfo[]>('connector-plugins.all.json').filter(
    ({ class: name, type }) => !isConnector(type) || forms.has(name),
  )
  const all = () => installed.map((plugin) => ({ ...plugin, ...(plugin.version && { version: versionOf(plugin) }) }))
  const versionOf = ({ class: name, version }: PluginInfo) =>
    name.startsWith('org.apache.kafka.') ? kafkaVersion() : version
  const ofType = (type: string) => all().filter((plugin) => plugin.type === type)
  const connectors = () => all().filter(({ type }) => isConnector(type))

  return {
    connectors,
    /** With the duplicates of a real worker, one row per place where a class is installed. */
    ofType,
    isInstalled: (className: string) => installed.some((plugin) => plugin.class === className),
    /** Rows of GET /connector-plugins. */
    list: (connectorsOnly: boolean) =>
      connectorsOnly || !atLeast(kafkaVersion(), '3.2')
        ? connectors()
        : all().map((plugin) => (atLeast(kafkaVersion(), '4.1') || isConnector(plugin.type) ? plugin : bare(plugin))),
    /** A connector by its full name, or the simple one with or without "Connector". */
    find: (name: string) => connectors().find((plugin) => namesOf(plugin.class).includes(name)),
    /** A class may be installed in several versions. */
    hasVersion: (className: string, version: string) =>
      connectors().some((plugin) => plugin.class === className && plugin.version === version),
    /** The answer to an empty form. @throws Error for a class that is not installed */
    form(className: string): Validation {
      const form = forms.get(className)
      if (!form) throw new Error(`no definition of ${className} was captured`)
      return form
    },
    nested: (className: string) => nested.get(className) ?? [],
    client: (kind: 'producer' | 'consumer') => clients[kind] ?? [],
    behaviour: (className: string) => behaviours.get(className) ?? {},
    /** `GET …/config`. @throws RestError 404 for a plugin that is not installed, 400 for a version that is not */
    definitions(name: string, wanted: string | null) {
      const rows = all().filter((one) => namesOf(one.class).includes(name))
      const [newest] = rows
      if (!newest) throw notFound(`Unknown plugin ${name}.`)
      const isMeant = wanted === null || wanted === 'latest' || !atLeast(kafkaVersion(), '4.1')
      const plugin = isMeant ? newest : rows.find(({ version }) => version === wanted)
      if (!plugin) throw new RestError(400, wrongVersion(newest, wanted ?? ''))
      behaviours.get(plugin.class)?.tell?.()
      const definitions = added.get(inVersion(plugin)) ?? configs.get(plugin.class) ?? nested.get(plugin.class) ?? []
      return definitions.flatMap((definition) => definitionFor(definition, kafkaVersion()) ?? [])
    },
    add({ class: name, type, version, definitions, behaviour = {} }: NewPlugin) {
      const frame = [...forms.values()].find((form) => form.groups.includes('Topic Creation') === (type === 'source'))
      const framework = frame?.configs.slice(0, FRAMEWORK_KEYS) ?? []
      const own = definitions.map((definition) => ({ definition, value: unset(definition) }))
      installed.unshift({ class: name, type, version })
      forms.set(name, { name, error_count: 0, groups: [], configs: [...framework, ...own] })
      added.set(inVersion({ class: name, version }), [
        ...definitions,
        ...framework.flatMap((one) => one.definition ?? []),
      ])
      behaviours.set(name, behaviour)
    },
    /** Replaces what a plugin does while it validates. */
    behave: (className: string, behaviour: Behaviour) => void behaviours.set(className, behaviour),
  }
}
export type Plugins = ReturnType<typeof createPlugins>

/** Empty forms and `GET …/config`, by class. */
function readForms() {
  const forms = new Map<string, Validation>()
  const configs = new Map<string, Definition[]>()
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.validate.json'))) {
    const form = captured<Validation>(file)
    forms.set(form.name, form)
    configs.set(form.name, captured<Definition[]>(file.replace('.validate.', '.config.')))
  }
  return { forms, configs }
}

const unset = ({ name, default_value: value }: Definition): ConfigValue => ({
  name,
  value,
  recommended_values: [],
  errors: [],
  visible: true,
})

/** Below 4.1 only connectors tell their version. */
const bare = ({ class: name, type }: PluginInfo): PluginInfo => ({ class: name, type })

const isConnector = (type: string) => type === 'source' || type === 'sink'

const inVersion = ({ class: name, version = '' }: Pick<PluginInfo, 'class' | 'version'>) => `${name} ${version}`

/** How a plugin may be called: by full name, simple name, or that without its kind. */
function namesOf(className: string): string[] {
  const simple = className.split('.').at(-1) ?? className
  return [className, simple, simple.replace(/Connector$/, '')]
}

export const wrongVersion = (plugin: PluginInfo, wanted: string) =>
  `Plugin ${plugin.class} has version ${plugin.version} which does not match the required version range [${wanted},${wanted}]`
