import { empty, json, notFound, RestError } from './answer.ts'
import { type Flat, readCreate, readFlat } from './bodies.ts'
import { type Call, done, type Endpoint, endpoint, shown } from './endpoint.ts'
import type { Herder } from './herder.ts'
import { hashOrder } from './java.ts'
import type { Plugins } from './plugins.ts'
import { connectorInfo, statusInfo, taskInfos } from './render.ts'
import type { Connector, State } from './state.ts'
import { atLeast } from './version.ts'

interface Deps {
  state: State
  herder: Herder
  plugins: Plugins
  version: () => string
}

/** Everything under `/connectors`, one line for each endpoint. */
export function connectorEndpoints({ state, herder, plugins, version }: Deps): Endpoint[] {
  const { known } = herder
  const info = (name: string) => connectorInfo(known(name), 'hashed')
  const status = (name: string) => statusInfo(name, herder.status(name), plugins, version())
  const topics = (name: string) => [...(state.connectors.get(name)?.topics ?? [])]
  const written = (code: number, connector: Connector) =>
    json(code, connectorInfo(connector, 'sent'), code === 201 ? { Location: locationOf(connector.name) } : {})

  function list({ query }: Call) {
    const [withStatus, withInfo] = ['status', 'info'].map((part) => query.getAll('expand').includes(part))
    const names = [...state.connectors.keys()]
    if (!query.has('expand')) return json(200, names)
    const entries = names
      .filter((name) => !withStatus || state.statuses.has(name))
      .map((name) => [name, { ...(withStatus && { status: status(name) }), ...(withInfo && { info: info(name) }) }])
    return json(200, Object.fromEntries(entries))
  }

  async function create({ text }: Call) {
    const { name, config, target } = readCreate(text, version())
    await herder.settle(config)
    return written(201, herder.create(name, config, target))
  }
  async function put({ params: [name = ''], text }: Call) {
    const config = readFlat(text, MISSING_CONFIG)
    await herder.settle(config)
    const code = state.connectors.has(name) ? 200 : 201
    return written(code, herder.put(name, config))
  }
  function patch(name: string, { text }: Call) {
    known(name)
    return connectorInfo(herder.patch(name, readPatch(text)), 'hashed')
  }

  function restart({ params: [name = ''], query }: Call) {
    const [includeTasks = false, onlyFailed = false] = ['includeTasks', 'onlyFailed'].map(
      (option) => atLeast(version(), '3.0') && query.get(option)?.toLowerCase() === 'true',
    )
    if (includeTasks || onlyFailed) {
      const plan = statusInfo(name, herder.restartPlan(name, { includeTasks, onlyFailed }), plugins, version())
      // A real plan is in no order at all.
      return json(202, { ...plan, tasks: plan.tasks.toReversed() })
    }
    herder.restartConnector(name)
    return empty(204)
  }
  function taskStatus(name: string, call: Call) {
    const id = taskOf(call)
    const task = state.statuses.has(name) && status(name).tasks.find((one) => one.id === id)
    if (!task) throw notFound(`No status found for task ${name}-${id}`)
    return task
  }

  return [
    endpoint('GET /connectors', 'memory', list),
    endpoint('POST /connectors', 'write', create),
    endpoint('GET /connectors/{c}', 'read', shown(info)),
    endpoint('DELETE /connectors/{c}', 'write', done(204, herder.remove), { carriedOut: true }),
    endpoint(
      'GET /connectors/{c}/config',
      'read',
      shown((name) => Object.fromEntries(hashOrder(known(name).config))),
    ),
    endpoint('PUT /connectors/{c}/config', 'write', put),
    endpoint('PATCH /connectors/{c}/config', 'write', shown(patch), { since: '3.8' }),
    endpoint('GET /connectors/{c}/status', 'memory', shown(status)),
    endpoint('PUT /connectors/{c}/pause', 'target', done(202, herder.pause), { carriedOut: true }),
    endpoint('PUT /connectors/{c}/resume', 'target', done(202, herder.resume), { carriedOut: true }),
    endpoint('PUT /connectors/{c}/stop', 'write', done(204, herder.stop), { since: '3.5' }),
    endpoint('POST /connectors/{c}/restart', 'restart', restart),
    endpoint(
      'GET /connectors/{c}/tasks',
      'read',
      shown((name) => taskInfos(known(name))),
    ),
    endpoint('GET /connectors/{c}/tasks/{n}/status', 'memory', shown(taskStatus)),
    endpoint(
      'POST /connectors/{c}/tasks/{n}/restart',
      'restart',
      done(204, (name, call) => herder.restartTask(name, taskOf(call))),
    ),
    endpoint(
      'GET /connectors/{c}/topics',
      'memory',
      shown((name) => Object.fromEntries([[name, { topics: topics(name) }]])),
      { since: '2.5' },
    ),
    endpoint(
      'PUT /connectors/{c}/topics/reset',
      'memory',
      done(202, (name) => state.connectors.get(name)?.topics.clear()),
      { since: '2.5' },
    ),
    endpoint('POST /connectors/{c}/tasks', 'memory', refuseStranger, { open: true }),
    endpoint('PUT /connectors/{c}/fence', 'memory', refuseStranger, { open: true }),
  ]
}

/** @throws RestError 404 in JAX-RS's words for what is no number */
function taskOf({ params: [, id = ''] }: Call): number {
  if (!/^-?\d+$/.test(id)) throw notFound('HTTP 404 Not Found')
  return Number(id)
}

const MISSING_CONFIG = { method: 'java.util.Map.get(Object)', variable: 'connectorConfig' }

const readPatch = (text: string): Flat =>
  readFlat(text, { method: 'java.util.Map.forEach(java.util.function.BiConsumer)', variable: 'patch' })

/** What only workers may ask of each other. */
function refuseStranger(): never {
  throw new RestError(400, 'Internal request missing required signature')
}

/** JAX-RS takes `{x}` in a name for a variable of the URL, after the connector has been created. */
function locationOf(name: string): string {
  const variable = /\{([^}]*)\}/.exec(name)?.[1]
  if (variable !== undefined) throw new RestError(500, `The template variable '${variable}' has no value`)
  return `/connectors/${encodeURIComponent(name)}`
}
