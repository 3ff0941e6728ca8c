import { isDeepStrictEqual } from 'node:util'
import { noLeaderUrl, notFound, RestError } from './answer.ts'
import type { Flat } from './bodies.ts'
import type { Lifecycle } from './lifecycle.ts'
import type { Plugins } from './plugins.ts'
import type { Connector, State, Status, Target } from './state.ts'
import type { Validator } from './validate/validator.ts'

interface Deps {
  state: State
  plugins: Plugins
  validator: Validator
  lifecycle: Lifecycle
}

/** What the endpoints do to the connectors. Texts and codes are the real herder's. */
export function createHerder({ state, plugins, validator, lifecycle }: Deps) {
  const { connectors, statuses } = state

  /** @throws 404 with the words of this kind of endpoint */
  const known = (name: string, text = `Connector ${name} not found`): Connector => {
    const connector = connectors.get(name)
    if (!connector) throw notFound(text)
    return connector
  }

  /** A new connector has this target, an old one keeps its own. @throws RestError 500 for what no record can hold */
  function store(name: string, config: Map<string, string>, target: Target): Connector {
    const size = [...config].reduce((sum, [key, value]) => sum + key.length + value.length, 0)
    if (size > LARGEST_RECORD) throw new RestError(500, 'Error writing connector configuration to Kafka')
    const className = config.get('connector.class') ?? ''
    const plugin = plugins.find(className)
    const connector = connectors.get(name) ?? newConnector(name, target)
    connectors.set(name, connector)
    return Object.assign(connector, { config, class: plugin?.class ?? className, type: plugin?.type ?? 'unknown' })
  }

  function change(name: string, config: Map<string, string>): Connector {
    const old = connectors.get(name)?.config
    const connector = store(name, config, 'STARTED')
    const status = statuses.get(name)
    if (status) Object.assign(status, { type: connector.type, class: connector.class })
    if (old) lifecycle.bounce(connector, !isDeepStrictEqual(old, config))
    else lifecycle.arrive(connector)
    return connector
  }

  const setTarget = (target: Target) => (name: string) => {
    const connector = known(name, `Unknown connector ${name}`)
    if (connector.target === target) return
    connector.target = target
    lifecycle.arrive(connector)
  }

  return {
    known,
    /** Some plugins take their time to validate. */
    settle: validator.settle,
    status(name: string): Status {
      const status = statuses.get(name)
      if (!status) throw notFound(`No status found for connector ${name}`)
      return status
    },
    create(name: string, config: Flat, target: Target): Connector {
      const valid = validator.check(withName(name, config))
      if (connectors.has(name)) throw new RestError(409, `Connector ${name} already exists`)
      const connector = store(name, valid, target)
      lifecycle.arrive(connector)
      return connector
    },
    put: (name: string, config: Flat) => change(name, validator.check(withName(name, config))),
    /** Whatever it makes of the name is stored, and the connector goes by its old one all the same. */
    patch(name: string, changes: Flat): Connector {
      const merged: Flat = new Map(known(name).config)
      for (const [key, value] of changes) value === null ? merged.delete(key) : merged.set(key, value)
      return change(name, validator.check(merged))
    },
    remove(name: string) {
      const connector = known(name)
      connectors.delete(name)
      lifecycle.forget(connector)
    },
    pause: setTarget('PAUSED'),
    resume: setTarget('STARTED'),
    stop: setTarget('STOPPED'),
    restartConnector(name: string) {
      lifecycle.restart(known(name, `Unknown connector: ${name}`), ['connector'])
    },
    /** Answers what is going to be restarted; of a stopped connector nothing is, whatever the answer says. */
    restartPlan(name: string, { includeTasks, onlyFailed }: { includeTasks: boolean; onlyFailed: boolean }) {
      const connector = known(name, `Unknown connector: ${name}`)
      const status = statuses.get(name)
      if (!status) throw notFound(`Status for connector ${name} not found`)
      const chosen = [...status.instances].filter(
        ([key, { state: now }]) => (includeTasks || key === 'connector') && (!onlyFailed || now === 'FAILED'),
      )
      const marked = chosen.map(([key, instance]) => [key, { ...instance, state: 'RESTARTING' as const }] as const)
      const plan: Status = { ...status, instances: new Map([...status.instances, ...marked]) }
      lifecycle.restart(
        connector,
        chosen.map(([key]) => key),
        'RESTARTING',
      )
      return plan
    },
    restartTask(name: string, id: number) {
      const connector = known(name, `Unknown connector: ${name}`)
      if (id < 0 || id >= connector.taskConfigs) throw notFound(`Unknown task: ${name}-${id}`)
      if (connector.target === 'STOPPED') throw noLeaderUrl()
      lifecycle.restart(connector, [id])
    },
    /** There at once, as if it had been created long ago. */
    seed(name: string, config: Map<string, string>, target: Target, tasks: number | undefined, topics: string[]) {
      const connector = store(name, config, target)
      connector.fixedTaskCount = tasks
      connector.topics = new Set(topics)
      lifecycle.seed(connector)
    },
    /** @throws 400 while the connector is not stopped */
    stopped(name: string): Connector {
      const connector = known(name)
      const status = statuses.get(name)
      if (connector.target === 'STOPPED' && status?.instances.size === 1) return connector
      throw new RestError(
        400,
        `Connectors must be in the STOPPED state before their offsets can be modified. This can be done for the specified connector by issuing a 'PUT' request to the '/connectors/${name}/stop' endpoint`,
      )
    },
  }
}
export type Herder = ReturnType<typeof createHerder>

/** `max.request.size` of the producer that writes the config topic. */
const LARGEST_RECORD = 1024 * 1024

const newConnector = (name: string, target: Target): Connector => ({
  name,
  config: new Map(),
  class: '',
  type: 'unknown',
  target,
  taskCount: 0,
  taskConfigs: 0,
  fixedTaskCount: undefined,
  faults: new Map(),
  topics: new Set(),
  offsets: [],
  epoch: 0,
})

/** @throws RestError 400 where the config names another connector */
function withName(name: string, config: Flat): Flat {
  const given = config.get('name') ?? name
  if (given === name) return new Map(config).set('name', name)
  throw new RestError(400, `Connector name configuration (${given}) doesn't match connector name in the URL (${name})`)
}
