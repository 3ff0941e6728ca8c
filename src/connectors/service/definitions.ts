import type { Clock } from '../../connect/clock.ts'
import { ConnectError, type ConnectErrorKind } from '../../connect/errors.ts'
import type { Config } from '../form/config.ts'
import { type Definitions, type Key, readDefinitions, typesOf, undeclared } from '../form/definitions.ts'
import { type Demand, demandsOf, standing } from '../form/demands.ts'
import { isNested, isOwn, pluginKeys } from '../form/known.ts'
import { createSecrecy } from '../form/secrecy.ts'
import type { ConnectCluster } from '../model.ts'
import { type Listed, scrub, secretValues } from '../secrets.ts'
import { inTime } from './in-time.ts'
import { createPlugins } from './plugins.ts'
import { scrubbed } from './scrubbed.ts'

/** What is known of the keys of one connector class. */
export interface Known {
  definitions: Definitions
  demands: readonly Demand[]
  /** Whether the class says what its keys are; else only their names, and what Connect itself takes, are known. */
  described: boolean
}

/** Validation opens connections to what a config names: a plugin may take minutes, a person will not wait for them. */
const DEADLINE = 15_000
/** A form does not wait longer for what a plugin asks of everybody. */
const PATIENCE = 1_000

const NOTHING: Definitions = { keys: new Map(), errors: new Map() }

/** What Connect answers of a plugin that is gone, or that falls over when it is asked. */
const GONE: ReadonlySet<ConnectErrorKind> = new Set(['not-found', 'rejected', 'unexpected'])

export type DefinitionsOf = ReturnType<typeof createDefinitions>

/** What Connect says of a class: its definitions are static and kept by class and version, a validation never is. */
export function createDefinitions(clock: Clock) {
  const { pluginsOf, pluginsSoon } = createPlugins(clock)
  const definitions = new Map<string, Definitions>()
  /** What Connect says of the empty forms. */
  const empties = new Map<string, Definitions>()

  /** `version`: the one that a config asks for. */
  async function keyOf(cluster: ConnectCluster, className: string, version: string | undefined): Promise<string> {
    const rows = (await pluginsSoon(cluster)).filter((row) => row.class === className)
    return JSON.stringify([cluster.id, className, rows.map((row) => row.version), version])
  }

  /** @throws ConnectError; undefined: the plugin is gone. A worker too old to tell of any says nothing: names count there. */
  async function read(
    { client }: ConnectCluster,
    className: string,
    version?: string,
  ): Promise<Definitions | undefined> {
    try {
      return readDefinitions(await client.pluginConfig(className, version), new Map(), scrub)
    } catch (error) {
      if (error instanceof ConnectError && error.kind === 'unsupported') return NOTHING
      if (error instanceof ConnectError && GONE.has(error.kind)) return undefined
      throw error
    }
  }

  /** In a version that is not installed, what the newest says is nearest. */
  const readAny = async (cluster: ConnectCluster, className: string, version: string | undefined) =>
    (await read(cluster, className, version)) ?? (version === undefined ? undefined : read(cluster, className))

  /** Without validating anything: no connection is opened. */
  async function ofClass(cluster: ConnectCluster, className: string, version: string | undefined) {
    const key = await keyOf(cluster, className, version)
    const found = definitions.get(key) ?? (await readAny(cluster, className, version))
    if (found && found !== NOTHING) definitions.set(key, found)
    const described = found !== undefined && found !== NOTHING
    return { found, described, demands: demandsOf(empties.get(key) ?? (described ? found : BASICS)) }
  }

  /** What the plugins that a config names define of the keys that it sets: its transformations and converters. */
  async function nested(cluster: ConnectCluster, config: Config): Promise<[string, Key][]> {
    const plugins = await Promise.all(
      pluginKeys(config).map(async ([prefix, className]) => {
        const { found = NOTHING } = await ofClass(cluster, className, versionIn(config, prefix))
        return { prefix, keys: found.keys }
      }),
    )
    // an alias may begin another one: `a` and `a.b`
    const longestFirst = plugins.toSorted((a, b) => b.prefix.length - a.prefix.length)
    return [...config.keys()].filter(isNested).flatMap((name): [string, Key][] => {
      const plugin = longestFirst.find(({ prefix }) => name.startsWith(prefix))
      if (plugin === undefined || plugin.keys.size === 0) return [[name, passwordPerhaps(name)]]
      const key = plugin.keys.get(name.slice(plugin.prefix.length))
      return key ? [[name, { ...key, name }]] : []
    })
  }

  async function ofConfig(cluster: ConnectCluster, className: string, config: Config): Promise<Known> {
    const [{ found, described, demands }, inside] = await Promise.all([
      ofClass(cluster, className, versionIn(config, CONNECTOR)),
      nested(cluster, config),
    ])
    const own = found?.keys ?? new Map([...config.keys()].filter(isOwn).map((name) => [name, passwordPerhaps(name)]))
    const basics = described ? [] : BASICS.keys
    return { definitions: { keys: new Map([...basics, ...inside, ...own]), errors: new Map() }, demands, described }
  }

  async function validated({ client }: ConnectCluster, className: string, config: Config, known: readonly string[]) {
    const sent = Object.fromEntries(config)
    const answer = await scrubbed(
      inTime(clock, DEADLINE, (signal) => client.validate(className, sent, { signal })),
      known,
    )
    return readDefinitions(answer, config, (text) => scrub(text, known))
  }

  /** What it says of the empty form. A plugin that fails or hangs there may take a filled one all the same: never rejects. */
  async function ofEmpty(cluster: ConnectCluster, className: string, version: string | undefined) {
    const key = await keyOf(cluster, className, version)
    const config = new Map([
      ['connector.class', className],
      ...(version === undefined ? [] : [[VERSION, version] as const]),
    ])
    const found = empties.get(key) ?? (await validated(cluster, className, config, []).catch(() => undefined))
    if (found) empties.set(key, found)
    return found
  }

  return {
    pluginsOf,
    pluginsSoon,

    /**
     * Of the class and of the plugins that the config names, without validating anything: no connection is opened.
     * A transformation's PASSWORD is secret before anybody validates, whatever its key is called. @throws ConnectError
     */
    ofConfig,

    /** Keys of a config that take secrets. @throws ConnectError where that cannot be known */
    async keysOfSecrets(cluster: ConnectCluster, config: Config, listed: Listed): Promise<string[]> {
      const { definitions: found } = await ofConfig(cluster, classOf(config), config)
      return [...config.keys()].filter(createSecrecy(found, listed).takesSecret)
    },

    /** What must be taken out of whatever Connect says of this config. @throws ConnectError where it cannot be known */
    async secretsOf(cluster: ConnectCluster, config: Config, listed: Listed): Promise<string[]> {
      const { definitions: found } = await ofConfig(cluster, classOf(config), config)
      return secretValues(Object.fromEntries(config), { types: typesOf(found.keys), listed })
    },

    /**
     * What Connect says of a config. `types` say which of its values must be taken out of the error texts.
     * @throws ConnectError, also where a plugin fails while it validates or takes more than 15 s
     */
    async check(cluster: ConnectCluster, className: string, config: Config, types: SecretTypes): Promise<Known> {
      const version = versionIn(config, CONNECTOR)
      const asking = ofEmpty(cluster, className, version)
      const found = await validated(cluster, className, config, secretValues(Object.fromEntries(config), types))
      const empty = await inTime(clock, PATIENCE, () => asking).catch(() => undefined)
      const demands = empty
        ? standing(empty, config, found.errors)
        : (await ofClass(cluster, className, version)).demands
      return { definitions: found, demands, described: true }
    },
  }
}

/** Stands for a class also where a config names none: Connect knows no such plugin. */
export const classOf = (config: Config): string => config.get('connector.class') || 'unknown'

/** The version of a plugin that a config asks for, by what the plugin's keys begin with; behind a reference it is not known. */
function versionIn(config: Config, prefix: string): string | undefined {
  const version = config.get(`${prefix}plugin.version`)
  return version && !version.includes('${') ? version : undefined
}

const CONNECTOR = 'connector.'
/** Without it Connect takes the newest. */
export const VERSION = `${CONNECTOR}plugin.version`

/** What every connector has, though its class says nothing: without a field for its name none could be created. */
const BASICS: Definitions = {
  keys: new Map(
    ['name', 'connector.class'].map((name) => [
      name,
      { ...undeclared(name), required: true, importance: 'HIGH', group: 'Common' },
    ]),
  ),
  errors: new Map(),
}

/** A key of a plugin that nobody describes: until its type is known it is taken for a secret. */
const passwordPerhaps = (name: string): Key => ({ ...undeclared(name), type: 'PASSWORD' })

type SecretTypes = Parameters<typeof secretValues>[1]
