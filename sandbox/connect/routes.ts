import { empty, json, notFound, RestError } from './answer.ts'
import { readCreate, readFlat, readOffsets } from './bodies.ts'
import type { Call, Endpoint, Kind, Route } from './endpoint.ts'
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
  kafkaClusterId: string
}

/** Every endpoint of a worker, one line each where that is enough. */
export function connectorRoutes({ state, herder, plugins, version, kafkaClusterId }: Deps): Route[] {
  const status = (name: string) => statusInfo(name, herder.status(name), plugins, version())
  const created = (connector: Connector) =>
    json(201, connectorInfo(connector, 'sent'), { Location: locationOf(connector.name) })

  const put = (name: string, text: string) => {
    const config = readFlat(text, { method: 'java.util.Map.get(Object)', variable: 'connectorConfig' })
    const existed = state.connectors.has(name)
    const connector = herder.change(name, config)
    return existed ? json(200, connectorInfo(connector, 'sent')) : created(connector)
  }
  const patch = (name: string, text: string) => {
    const variable = { method: 'java.util.Map.forEach(java.util.function.BiConsumer)', variable: 'patch' }
    return json(200, connectorInfo(herder.patch(name, readFlat(text, variable)), 'hashed'))
  }
  const list = (query: URLSearchParams) => {
    const expand = query.getAll('expand')
    const names = [...state.connectors.keys()]
    if (expand.length === 0) return json(200, names)
    const shown = expand.includes('status') ? names.filter((name) => state.statuses.has(name)) : names
    const details = shown.map((name) => [
      name,
      {
        ...(expand.includes('status') && { status: status(name) }),
        ...(expand.includes('info') && { info: connectorInfo(herder.known(name), 'hashed') }),
      },
    ])
    return json(200, Object.fromEntries(details))
  }
  const restart = (name: string, query: URLSearchParams) => {
    const [includeTasks, onlyFailed] = ['includeTasks', 'onlyFailed'].map((key) => query.get(key) === 'true')
    if (!atLeast(version(), '3.0') || !(includeTasks || onlyFailed)) {
      herder.restartConnector(name)
      return empty(204)
    }
    const plan = herder.restartPlan(name, { includeTasks: !!includeTasks, onlyFailed: !!onlyFailed })
    return json(202, statusInfo(name, plan, plugins, version()))
  }
  const task = (name: string, id: string) => {
    const found = state.statuses.has(name) && status(name).tasks[Number(id)]
    if (!found) throw notFound(`No status found for task ${name}-${id}`)
    return json(200, found)
  }

  const done = (code: number, act: (name: string, call: Call) => void) => (call: Call) => {
    act(call.params[0] ?? '', call)
    return empty(code)
  }
  const on =
    <T>(read: (name: string, call: Call) => T) =>
    (call: Call) =>
      json(200, read(call.params[0] ?? '', call))
  const at = (kind: Kind, run: Endpoint['run'], more: Omit<Endpoint, 'kind' | 'run'> = {}): Endpoint => ({
    kind,
    run,
    ...more,
  })
  const { known } = herder

  return [
    {
      path: '/',
      methods: {
        GET: at('memory', () =>
          json(200, { version: version(), commit: '26b251a451ce941d', kafka_cluster_id: kafkaClusterId }),
        ),
      },
    },
    { path: '/health', methods: { GET: at('health', () => json(200, HEALTHY), { since: '3.9' }) } },
    {
      path: '/connectors',
      methods: {
        GET: at('memory', ({ query }) => list(query)),
        POST: at('write', ({ text }) => {
          const { name, config, state: target } = readCreate(text, version())
          return created(herder.create(name, config, target))
        }),
      },
    },
    {
      path: '/connectors/{c}',
      methods: {
        GET: at(
          'read',
          on((name) => connectorInfo(known(name), 'hashed')),
        ),
        DELETE: at('write', done(204, herder.remove), { carriedOut: true }),
      },
    },
    {
      path: '/connectors/{c}/config',
      methods: {
        GET: at(
          'read',
          on((name) => Object.fromEntries(hashOrder(known(name).config))),
        ),
        PUT: at('write', ({ params: [name = ''], text }) => put(name, text)),
        PATCH: at('write', ({ params: [name = ''], text }) => patch(name, text), { since: '3.8' }),
      },
    },
    { path: '/connectors/{c}/status', methods: { GET: at('memory', on(status)) } },
    {
      path: '/connectors/{c}/restart',
      methods: { POST: at('restart', ({ params: [name = ''], query }) => restart(name, query)) },
    },
    {
      path: '/connectors/{c}/pause',
      methods: { PUT: at('target', done(202, herder.pause), { carriedOut: true }) },
    },
    {
      path: '/connectors/{c}/resume',
      methods: { PUT: at('target', done(202, herder.resume), { carriedOut: true }) },
    },
    { path: '/connectors/{c}/stop', methods: { PUT: at('write', done(204, herder.stop), { since: '3.5' }) } },
    {
      path: '/connectors/{c}/tasks',
      methods: {
        GET: at(
          'read',
          on((name) => taskInfos(known(name))),
        ),
        POST: INTERNAL,
      },
    },
    { path: '/connectors/{c}/fence', methods: { PUT: INTERNAL } },
    {
      path: '/connectors/{c}/tasks/{n}/status',
      methods: { GET: at('memory', ({ params: [name = '', id = ''] }) => task(name, id)) },
    },
    {
      path: '/connectors/{c}/tasks/{n}/restart',
      methods: {
        POST: at(
          'restart',
          done(204, (name, { params }) => herder.restartTask(name, Number(params[1]))),
        ),
      },
    },
    {
      path: '/connectors/{c}/topics',
      methods: {
        GET: at(
          'memory',
          on((name) => Object.fromEntries([[name, { topics: [...(state.connectors.get(name)?.topics ?? [])] }]])),
          { since: '2.5' },
        ),
      },
    },
    {
      path: '/connectors/{c}/topics/reset',
      methods: {
        PUT: at(
          'memory',
          done(202, (name) => state.connectors.get(name)?.topics.clear()),
          { since: '2.5' },
        ),
      },
    },
    {
      path: '/connectors/{c}/offsets',
      methods: {
        GET: at(
          'lookup',
          on((name) => ({ offsets: known(name).offsets })),
          { since: '3.5' },
        ),
        PATCH: at(
          'offsets',
          on((name, { text }) => alterOffsets(herder, name, text)),
          { since: '3.6' },
        ),
        DELETE: at(
          'offsets',
          on((name) => resetOffsets(herder, name)),
          { since: '3.6' },
        ),
      },
    },
  ]
}

const HEALTHY = { status: 'healthy', message: 'Worker has completed startup and is ready to handle requests.' }

const INTERNAL: Endpoint = {
  kind: 'memory',
  open: true,
  run: () => {
    throw new RestError(400, 'Internal request missing required signature')
  },
}

/** JAX-RS takes `{x}` in a name for a variable of the URL, after the connector has been created. */
function locationOf(name: string): string {
  const variable = /\{([^}]*)\}/.exec(name)?.[1]
  if (variable !== undefined) throw new RestError(500, `The template variable '${variable}' has no value`)
  return `/connectors/${encodeURIComponent(name)}`
}

function alterOffsets(herder: Herder, name: string, text: string) {
  const sent = readOffsets(text)
  const connector = herder.stopped(name)
  const id = (partition: unknown) => JSON.stringify(partition)
  if (connector.type === 'sink') {
    const stranger = sent.find(
      ({ partition }) => !(connector.config.get('topics') ?? '').split(',').includes(String(partition.kafka_topic)),
    )
    if (stranger) throw new RestError(500, `Failed to alter consumer group offsets for connector ${name}`)
  }
  const changed = new Set(sent.map(({ partition }) => id(partition)))
  connector.offsets = [
    ...connector.offsets.filter(({ partition }) => !changed.has(id(partition))),
    ...sent.filter(({ offset }) => offset !== null),
  ]
  return { message: 'The offsets for this connector have been altered successfully' }
}

function resetOffsets(herder: Herder, name: string) {
  herder.stopped(name).offsets = []
  return { message: 'The offsets for this connector have been reset successfully' }
}
