import { empty, json, notFound, RestError } from './answer.ts'
import { readFlat, readObject } from './bodies.ts'
import type { Route } from './endpoint.ts'
import type { Plugins } from './plugins.ts'
import type { Validator } from './validate/validator.ts'

/** What a worker's plugins are and how their configs look; needs no connector. */
export function pluginRoutes(plugins: Plugins, validator: Validator, version: () => string): Route[] {
  return [
    {
      path: '/connector-plugins',
      methods: {
        GET: {
          kind: 'memory',
          run: ({ query }) => json(200, plugins.list(version(), query.get('connectorsOnly') !== 'false')),
        },
      },
    },
    {
      path: '/connector-plugins/{p}/config',
      methods: {
        GET: {
          kind: 'memory',
          since: '3.2',
          run: ({ params: [name = ''], query }) =>
            json(200, plugins.definitions(name, query.get('version'), version())),
        },
      },
    },
    {
      path: '/connector-plugins/{p}/config/validate',
      methods: {
        PUT: {
          kind: 'memory',
          run: async ({ params: [name = ''], text }) => {
            const config = readFlat(text, NO_CONFIG)
            await validator.settle(config)
            return json(200, validator.answer(name, config))
          },
        },
      },
    },
  ]
}

const NO_CONFIG = { method: 'java.util.Map.get(Object)', variable: 'connectorConfig' }

const LEVELS = ['ALL', 'TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL', 'OFF']

/** Log levels; each worker has its own, here all share them. */
export function loggerRoutes(now: () => number): Route[] {
  const loggers = new Map([['root', { level: 'INFO', last_modified: null as number | null }]])

  const set = (name: string, text: string) => {
    const level = readObject(text, 'java.util.Map')?.get('level')
    if (level === undefined) throw new RestError(400, "Desired 'level' parameter was not specified in request.")
    const known = LEVELS.find((one) => one === String(level).toUpperCase())
    if (!known) throw notFound(`invalid log level '${level}'.`)
    loggers.set(name, { level: known, last_modified: now() })
    return [name]
  }
  const get = (name: string) => {
    const logger = loggers.get(name)
    if (!logger) throw notFound(`Logger ${name} not found.`)
    return logger
  }

  return [
    {
      path: '/admin/loggers',
      methods: { GET: { kind: 'memory', since: '2.4', run: () => json(200, Object.fromEntries(loggers)) } },
    },
    {
      path: '/admin/loggers/{l}',
      methods: {
        GET: { kind: 'memory', since: '2.4', run: ({ params: [name = ''] }) => json(200, get(name)) },
        PUT: {
          kind: 'memory',
          since: '2.4',
          run: ({ params: [name = ''], query, text }) => {
            const names = set(name, text)
            return query.get('scope') === 'cluster' ? empty(204) : json(200, names)
          },
        },
      },
    },
  ]
}
