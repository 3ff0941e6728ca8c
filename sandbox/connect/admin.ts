import { empty, json, notFound, RestError } from './answer.ts'
import { readFlat, readObject } from './bodies.ts'
import { type Call, type Endpoint, endpoint, shown } from './endpoint.ts'
import type { Plugins } from './plugins.ts'
import type { Validator } from './validate/validator.ts'

/** What a worker says of itself. */
export const workerEndpoints = (version: () => string, kafkaClusterId: string): Endpoint[] => [
  endpoint(
    'GET /',
    'memory',
    shown(() => ({ version: version(), commit: '26b251a451ce941d', kafka_cluster_id: kafkaClusterId })),
  ),
  endpoint(
    'GET /health',
    'health',
    shown(() => HEALTHY),
    { since: '3.9' },
  ),
]

const HEALTHY = { status: 'healthy', message: 'Worker has completed startup and is ready to handle requests.' }

/** What a worker's plugins are and how their configs look; needs no connector. */
export function pluginEndpoints(plugins: Plugins, validator: Validator): Endpoint[] {
  async function validate({ params: [plugin = ''], text }: Call) {
    const config = readFlat(text, { method: 'java.util.Map.get(Object)', variable: 'connectorConfig' })
    await validator.settle(config)
    return json(200, validator.answer(plugin, config))
  }
  const list = (_: string, { query }: Call) => plugins.list(query.get('connectorsOnly') !== 'false')
  const definitions = (name: string, { query }: Call) => plugins.definitions(name, query.get('version'))

  return [
    endpoint('GET /connector-plugins', 'memory', shown(list)),
    endpoint('GET /connector-plugins/{p}/config', 'memory', shown(definitions), { since: '3.2' }),
    endpoint('PUT /connector-plugins/{p}/config/validate', 'memory', validate),
  ]
}

const LEVELS = ['ALL', 'TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL', 'OFF']

interface Logger {
  level: string
  /** Milliseconds since the epoch. */
  last_modified: number | null
}

/** Log levels; a real worker has its own, here all share them. */
export function loggerEndpoints(now: () => number): Endpoint[] {
  const loggers = new Map<string, Logger>([['root', { level: 'INFO', last_modified: null }]])

  function get(name: string) {
    const logger = loggers.get(name)
    if (!logger) throw notFound(`Logger ${name} not found.`)
    return logger
  }
  function set({ params: [name = ''], query, text }: Call) {
    const wanted = readObject(text, '`java.util.LinkedHashMap`')?.get('level')
    if (wanted === undefined) throw new RestError(400, "Desired 'level' parameter was not specified in request.")
    const level = LEVELS.find((one) => one === String(wanted).toUpperCase())
    if (!level) throw notFound(`invalid log level '${wanted}'.`)
    // Also what only begins with the same letters.
    const below = [...loggers.keys()].filter((one) => name === 'root' || one.startsWith(name))
    for (const one of [name, ...below]) loggers.set(one, { level, last_modified: now() })
    return query.get('scope') === 'cluster' ? empty(204) : json(200, [name])
  }

  return [
    endpoint(
      'GET /admin/loggers',
      'memory',
      shown(() => Object.fromEntries(loggers)),
      { since: '2.4' },
    ),
    endpoint('GET /admin/loggers/{l}', 'memory', shown(get), { since: '2.4' }),
    endpoint('PUT /admin/loggers/{l}', 'memory', set, { since: '2.4' }),
  ]
}
