import { hashOrder } from './java.ts'
import type { Plugins } from './plugins.ts'
import { type Connector, connectorOf, type Instance, type Status, tasksOf } from './state.ts'
import { atLeast } from './version.ts'

/** How connectors and statuses look on the wire. `order`: as sent, for answers to writes; hashed, for GET. */
export function connectorInfo(connector: Connector, order: 'sent' | 'hashed') {
  const { name, config, taskCount, type } = connector
  const entries = order === 'sent' ? [...config] : hashOrder(config)
  return {
    name,
    config: Object.fromEntries(entries),
    tasks: Array.from({ length: taskCount }, (_, task) => ({ connector: name, task })),
    type,
  }
}

export function taskInfos(connector: Connector) {
  const { name, tasks } = connectorInfo(connector, 'hashed')
  const config = new Map([...connector.config, ['task.class', connector.class.replace(/Connector$/, 'Task')]])
  return tasks.map((id) => ({ id: { connector: name, task: id.task }, config: Object.fromEntries(hashOrder(config)) }))
}

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
    connector: instance(connectorOf(status)),
    tasks: tasksOf(status).map(([id, task]) => ({ id, ...instance(task) })),
    type: status.type,
  }
}
