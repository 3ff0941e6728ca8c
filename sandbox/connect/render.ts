import { hashOrder } from './java.ts'
import type { Plugins } from './plugins.ts'
import type { Connector, Instance, Status } from './state.ts'
import { atLeast } from './version.ts'

/** How connectors and statuses look on the wire. `order`: as sent, for answers to writes; hashed, for GET. */
export function connectorInfo(connector: Connector, order: 'sent' | 'hashed') {
  const { name, config, taskCount, type, target } = connector
  const entries = order === 'sent' ? [...config] : hashOrder(config)
  const count = target === 'STOPPED' ? 0 : taskCount
  return {
    name,
    config: Object.fromEntries(entries),
    tasks: Array.from({ length: count }, (_, task) => ({ connector: name, task })),
    type,
  }
}

export function taskInfos(connector: Connector) {
  const { name, tasks } = connectorInfo(connector, 'hashed')
  const config = new Map([
    ...connector.config,
    ['task.class', taskClass(connector.config.get('connector.class') ?? '')],
  ])
  return tasks.map((id) => ({ id: { connector: name, task: id.task }, config: Object.fromEntries(hashOrder(config)) }))
}

const taskClass = (className: string) => className.replace(/Connector$/, 'Task')

/** `version` of the plugin shows from 4.1 on. */
export function statusInfo(name: string, status: Status, plugins: Plugins, version: string) {
  const pluginVersion = atLeast(version, '4.1') ? plugins.find(status.class)?.version : undefined
  const instance = ({ state, worker, trace }: Instance) => ({
    state,
    worker_id: worker,
    ...(pluginVersion && { version: pluginVersion }),
    ...(trace && { trace }),
  })
  return {
    name,
    connector: instance(status.connector),
    tasks: status.tasks.map((task, id) => ({ id, ...instance(task) })),
    type: status.type,
  }
}
