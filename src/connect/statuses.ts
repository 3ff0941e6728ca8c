import type { ConnectorStatus } from './schemas.ts'

type Json = Record<string, unknown>

/**
 * Checks the answer to `GET /connectors?expand=status`: every connector's status by name. By hand, because a schema
 * costs more than parsing the JSON when there are thousands of connectors; tests hold it to the schema of one status.
 * For the same reason the statuses are the body's own objects, with whatever else Connect says in them.
 * A Map, because a connector may be called `__proto__`. A connector without a status yet (just created) is left out; one
 * that cannot be read is in an unknown state, and does not hide the others.
 * Throws a TypeError that says where the answer is not what it should be, when there is nothing in it that can be read.
 */
export function parseStatuses(body: unknown): ReadonlyMap<string, ConnectorStatus> {
  const statuses = new Map<string, ConnectorStatus>()
  const entries = Object.entries(object(body, 'the answer'))
  const problems: unknown[] = []
  for (const [name, entry] of entries) {
    try {
      const status = parseStatus(entry, name)
      if (status !== undefined) statuses.set(name, status)
    } catch (problem) {
      problems.push(problem)
      statuses.set(name, { name, type: 'unknown', connector: { state: 'UNKNOWN', worker_id: 'unknown' }, tasks: [] })
    }
  }
  if (problems.length > 0 && problems.length === entries.length) throw problems[0]
  return statuses
}

/** One connector's entry of that answer; undefined when it has no status yet. Throws a TypeError when it cannot be read. */
export function parseStatus(entry: unknown, name: string): ConnectorStatus | undefined {
  const { status } = object(entry, name)
  if (status === undefined || status === null) return undefined
  checkStatus(status, name)
  return status
}

/** The connector class of every connector by name, from the answer to `GET /connectors?expand=info`. */
export function parseClasses(body: unknown): Map<string, string> {
  return new Map([...parseConfigs(body)].map(([name, config]) => [name, config.get('connector.class') ?? '']))
}

/** Every connector's config by name, from the same answer: secrets in clear, and only what has a value. */
export function parseConfigs(body: unknown): Map<string, Map<string, string>> {
  const configs = Object.entries(object(body, 'the answer')).flatMap(([name, entry]) => {
    const info = isObject(entry) ? entry.info : undefined
    return isObject(info) && isObject(info.config) ? [[name, info.config] as const] : []
  })
  return new Map(configs.map(([name, config]) => [name, new Map(Object.entries(config).flatMap(valued))]))
}

const valued = ([key, value]: [string, unknown]): [string, string][] =>
  ['string', 'number', 'boolean'].includes(typeof value) ? [[key, String(value)]] : []

function checkStatus(value: unknown, where: string): asserts value is ConnectorStatus {
  const status = object(value, where)
  text(status.name, where, 'name')
  status.type = optional(status.type, where, 'type') ?? 'unknown'
  checkInstance(object(status.connector, where), where)
  if (!Array.isArray(status.tasks)) throw new TypeError(`${where}: tasks is no list`)
  for (const task of status.tasks) {
    const fields = object(task, where)
    if (!isTaskId(fields.id)) throw new TypeError(`${where}: a task's id is no number`)
    checkInstance(fields, where)
  }
}

function checkInstance(fields: Json, where: string): void {
  text(fields.state, where, 'state')
  fields.worker_id = optional(fields.worker_id, where, 'worker_id') ?? 'unknown'
  if ('trace' in fields) fields.trace = optional(fields.trace, where, 'trace')
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

const isTaskId = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0

function object(value: unknown, where: string): Json {
  if (!isObject(value)) throw new TypeError(`${where} is no object`)
  return value
}

function text(value: unknown, where: string, field: string): string {
  if (typeof value !== 'string') throw new TypeError(`${where}: ${field} is no text`)
  return value
}

const optional = (value: unknown, where: string, field: string): string | undefined =>
  value === undefined || value === null ? undefined : text(value, where, field)
