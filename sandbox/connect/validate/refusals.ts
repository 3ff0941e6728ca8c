import { RestError } from '../answer.ts'
import { mapToString } from '../java.ts'
import type { Plugins } from '../plugins.ts'

/** Exceptions whose names reach the caller, and what they say. */
export const BAD_REQUEST = 'org.apache.kafka.connect.runtime.rest.errors.BadRequestException: '
export const CONNECT_EXCEPTION = 'org.apache.kafka.connect.errors.ConnectException: '
export const CONFIG_EXCEPTION = 'org.apache.kafka.common.config.ConfigException: '
export const VERSION_NULL_POINTER =
  'java.lang.NullPointerException: Cannot invoke "java.util.List.stream()" because the return value of "org.apache.kafka.connect.runtime.isolation.VersionedPluginLoadingException.availableVersions()" is null'
export const VALUE_NULL_POINTER =
  'Cannot invoke "org.apache.kafka.connect.runtime.rest.entities.ConfigValueInfo.errors()" because the return value of "org.apache.kafka.connect.runtime.rest.entities.ConfigInfo.configValue()" is null'

export const noType = (sent: ReadonlyMap<string, string | null>) =>
  `Connector config ${mapToString(sent)} contains no connector type`

/** Names every plugin with its place on the worker's disk, as the real text does: 4 KB of it. */
export function unknownClass(className: string, plugins: Plugins): string {
  const available = plugins
    .connectors()
    .map(
      ({ class: name, type, version }) =>
        `PluginDesc{klass=class ${name}, name='${name}', version='${version}', encodedVersion=${version}, type=${type}, typeName='${type}', location='${name.startsWith('org.apache.kafka.') ? 'classpath' : `file:/lab/plugins/${type}/`}'}`,
    )
  return `Failed to find any class that implements Connector and which name matches ${className}, available connectors are: ${available.join(', ')}`
}

export const invalid = (errors: string[]) =>
  new RestError(
    400,
    `Connector configuration is invalid and contains the following ${errors.length} error(s):\n${errors.join('\n')}\nYou can also find the above list of errors at the endpoint \`/connector-plugins/{connectorType}/config/validate\``,
  )
