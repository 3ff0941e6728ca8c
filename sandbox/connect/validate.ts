import { RestError } from './answer.ts'
import type { Flat } from './bodies.ts'
import { mapToString } from './java.ts'
import type { ConfigInfo, Plugins, Validation } from './plugins.ts'
import { atLeast } from './version.ts'

/** Config validation, computed from the definitions. `version` is asked anew each time: it can be changed. */
export function createValidator(plugins: Plugins, version: () => string) {
  function validate(sent: Flat): Validation {
    const className = sent.get('connector.class') ?? ''
    const form = plugins.form(plugins.find(className)?.class ?? '')
    if (!form) throw new RestError(atLeast(version(), '4.1') ? 400 : 500, unknownClass(className))
    return { ...form, configs: form.configs.map((info) => answer(info, sent)) }
  }

  return {
    /** PUT …/validate. @throws RestError 400 where path and body name different classes */
    answer(plugin: string, sent: Flat): Validation {
      const className = sent.get('connector.class') ?? ''
      if (!className.endsWith(plugin))
        throw new RestError(400, `Included connector type ${className} does not match request type ${plugin}`)
      return validate(sent)
    },
    /** The config as it is stored. @throws RestError 400 where it is not valid */
    check(name: string, sent: Flat): Map<string, string> {
      const config = new Map([...sent, ['name', sent.get('name') ?? name]])
      if (config.get('name') !== name)
        throw new RestError(
          400,
          `Connector name configuration (${config.get('name')}) doesn't match connector name in the URL (${name})`,
        )
      if (!config.get('connector.class'))
        throw new RestError(
          400,
          `Connector config ${mapToString(config as Map<string, string>)} contains no connector type`,
        )
      const errors = validate(config).configs.flatMap(({ value }) => value?.errors ?? [])
      if (errors.length > 0) throw invalid(errors)
      return new Map([...config].map(([key, value]) => [key, value ?? '']))
    },
  }
}
export type Validator = ReturnType<typeof createValidator>

function answer(info: ConfigInfo, sent: Flat): ConfigInfo {
  const { definition, value } = info
  const topics = sent.has('topics') || sent.has('topics.regex')
  if (value && topics && definition?.name.startsWith('topics')) value.errors = []
  if (!definition || !value || !sent.has(definition.name)) return info
  const given = sent.get(definition.name) ?? null
  return { definition, value: { ...value, value: definition.type === 'PASSWORD' ? '[hidden]' : given, errors: [] } }
}

const unknownClass = (className: string) =>
  `Failed to find any class that implements Connector and which name matches ${className}, available connectors are: `

const invalid = (errors: string[]) =>
  new RestError(
    400,
    `Connector configuration is invalid and contains the following ${errors.length} error(s):\n${errors.join('\n')}\nYou can also find the above list of errors at the endpoint \`/connector-plugins/{connectorType}/config/validate\``,
  )
