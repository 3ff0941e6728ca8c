import { RestError } from '../answer.ts'
import type { Flat } from '../bodies.ts'
import {
  type Behaviour,
  type ConfigInfo,
  FRAMEWORK_KEYS,
  type PluginInfo,
  type Plugins,
  type Validation,
  wrongVersion,
} from '../plugins.ts'
import { atLeast } from '../version.ts'
import { checkConverter, converterKeys, overrideKeys } from './clients.ts'
import { checkKey, dialectOf, kafka, withErrors } from './dialect.ts'
import { aliasedKeys } from './nested.ts'
import {
  BAD_REQUEST,
  CONFIG_EXCEPTION,
  CONNECT_EXCEPTION,
  invalid,
  noType,
  unknownClass,
  VALUE_NULL_POINTER,
  VERSION_NULL_POINTER,
} from './refusals.ts'
import type { Secrets } from './secrets.ts'
import { topicErrors } from './topics.ts'
import { forVersion } from './versions.ts'

interface Deps {
  plugins: Plugins
  secrets: Secrets
  /** Asked anew each time: it can be changed. */
  version: () => string
}

/** Config validation, computed from the definitions of the installed plugins. */
export function createValidator({ plugins, secrets, version }: Deps) {
  /** Past the checks that answer something else than a form. @throws RestError */
  function validate(sent: Flat, plugin: PluginInfo): Validation {
    const form = plugins.form(plugin.class)
    const dialect = dialectOf(plugin.class)
    const check = (info: ConfigInfo, index: number) => {
      const checked = checkKey(info, sent, index < FRAMEWORK_KEYS ? kafka : dialect)
      return checkConverter(plugin.type === 'sink' ? topicErrors(checked, sent) : checked, sent, plugins)
    }
    const checked = form.configs.map(check)
    const configs = [
      ...nullValues(sent, checked),
      ...checked.slice(0, FRAMEWORK_KEYS),
      ...aliasedKeys('transforms', sent, plugins),
      ...aliasedKeys('predicates', sent, plugins),
      ...checked.slice(FRAMEWORK_KEYS),
      ...overrideKeys(plugin.type, sent, plugins),
      ...converterKeys(sent, plugins),
    ]
    const { check: complain, recommend } = plugins.behaviour(plugin.class)
    const complaints = complain?.(sent) ?? {}
    const advice = recommend?.(sent) ?? {}
    return summary(
      sent.get('connector.class') ?? '',
      configs.map((info) => advised(withErrors(info, complaints), advice)),
    )
  }

  /** @throws RestError 500 where a client override cannot be parsed: Kafka's clients are asked, not a form */
  function refuseBadOverride({ configs }: Pick<Validation, 'configs'>, wrapped: string) {
    for (const { value } of configs) {
      const [prefix, key] = value?.name.split('.override.') ?? []
      const error = key && value?.errors[0]
      if (error) throw new RestError(500, `${wrapped}${error.replace(`${prefix}.override.`, '')}`)
    }
  }

  const refused = new Set<string>()
  /** A worker remembers the classes that it could not find: asked again, it names the exception too. */
  function refuseClass(className: string): string {
    const exception = refused.has(className) ? CONNECT_EXCEPTION : ''
    refused.add(className)
    return `${exception}${unknownClass(className, plugins)}`
  }

  const pluginOf = (sent: Flat) => plugins.find(sent.get('connector.class') ?? '')
  const versionError = (sent: Flat, plugin: PluginInfo) => {
    const wanted = sent.get('connector.plugin.version')
    return wanted && !plugins.hasVersion(plugin.class, wanted) ? wrongVersion(plugin, wanted) : undefined
  }

  return {
    /** The plugin's own manners before it answers: it may take its time. */
    settle: (sent: Flat) => plugins.behaviour(pluginOf(sent)?.class ?? '').wait?.(),
    /** PUT …/validate: what POST answers with 400 is a 500 here, in the words of the exception. */
    answer(path: string, asSent: Flat) {
      const sent = secrets.resolve(asSent, CONFIG_EXCEPTION)
      const className = sent.get('connector.class')
      if (className == null) throw new RestError(500, `${BAD_REQUEST}${noType(sent)}`)
      if (!className.replace(KIND, '').endsWith(path.replace(KIND, '')))
        throw new RestError(400, `Included connector type ${className} does not match request type ${path}`)
      const plugin = plugins.find(className)
      if (!plugin) throw new RestError(500, `${BAD_REQUEST}${refuseClass(className)}`)
      if (versionError(sent, plugin)) throw new RestError(500, VERSION_NULL_POINTER)
      const validation = validate(sent, plugin)
      refuseBadOverride(validation, CONFIG_EXCEPTION)
      return forVersion(validation, version())
    },
    /** The config as it is stored, references unresolved. @throws RestError where it is not valid */
    check(asSent: Flat): Map<string, string> {
      const sent = secrets.resolve(asSent, '')
      const className = sent.get('connector.class')
      if (className == null) throw new RestError(400, noType(sent))
      const plugin = plugins.find(className)
      if (!plugin) throw new RestError(atLeast(version(), '4.1') ? 400 : 500, refuseClass(className))
      const mismatch = versionError(sent, plugin)
      if (mismatch) throw invalid([mismatch, mismatch])
      const validation = validate(sent, plugin)
      refuseBadOverride(validation, '')
      const errors = validation.configs.flatMap(({ value }) => value?.errors ?? [])
      if (errors.length > 0 && validation.configs.some(({ value }) => value === null))
        throw new RestError(500, VALUE_NULL_POINTER)
      if (errors.length > 0) throw invalid(errors)
      return new Map([...asSent].map(([key, value]) => [key, value ?? '']))
    },
  }
}
export type Validator = ReturnType<typeof createValidator>

type Advice = ReturnType<NonNullable<Behaviour['recommend']>>

const advised = (info: ConfigInfo, advice: Advice): ConfigInfo =>
  info.value && Object.hasOwn(advice, info.value.name)
    ? { ...info, value: { ...info.value, ...advice[info.value.name] } }
    : info

/** A plugin may be called without it. */
const KIND = /Connector$/

/** A `null` under a key that nothing defines stands first, and is an error. */
const nullValues = (sent: Flat, checked: ConfigInfo[]): ConfigInfo[] =>
  [...sent]
    .filter(([key, value]) => value === null && !checked.some(({ definition }) => definition?.name === key))
    .map(([name]) => ({
      definition: null,
      value: { name, value: null, recommended_values: [], errors: [NULL_VALUE], visible: true },
    }))

const NULL_VALUE = 'Null value can not be supplied as the configuration value.'

function summary(name: string, configs: ConfigInfo[]): Validation {
  const groups = configs.map(({ definition }) => definition?.group).filter((group) => group != null)
  const errors = configs.flatMap(({ value }) => value?.errors ?? [])
  return { name, error_count: errors.length, groups: [...new Set(groups)], configs }
}
