import { z } from 'zod'
import type { ConnectSandbox } from '../../sandbox/connect/server.ts'
import type { Scene } from '../support/scene.ts'

export type Person = ReturnType<Scene['as']>

export const MOCK = 'org.apache.kafka.connect.tools.MockSinkConnector'
export const POSTGRES = 'io.debezium.connector.postgresql.PostgresConnector'

/** orders-sink as most stories begin with it. */
export const SINK = { name: 'orders-sink', config: { 'connector.class': MOCK, topics: 'orders', 'tasks.max': '1' } }

export const PG = {
  name: 'orders-pg',
  config: {
    'connector.class': POSTGRES,
    'database.hostname': 'db1.example.com',
    'database.user': 'cdc',
    'database.password': 'canary-of-now',
    'database.dbname': 'shop',
    'topic.prefix': 'shop',
  },
}

/** What a connector's config is on the worker; undefined: there is no such connector. */
export async function configOf(
  { urls: [url] }: ConnectSandbox,
  name: string,
): Promise<Record<string, string> | undefined> {
  const answer = await fetch(`${url}/connectors/${encodeURIComponent(name)}/config`)
  return answer.ok ? z.record(z.string(), z.string()).parse(await answer.json()) : undefined
}

/** Changes a config behind the app's back. */
export async function changes({ urls: [url] }: ConnectSandbox, name: string, keys: Record<string, string | null>) {
  await fetch(`${url}/connectors/${encodeURIComponent(name)}/config`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(keys),
  })
}

/** Opens the form on a connector's config. */
export async function opensConfig(person: Person, name: string): Promise<void> {
  await person.runs(`/connect config ${name}`)
  await person.sees('Check and review')
}

/** Adds a key that no definition knows, from an open form on. */
export async function addsKey(person: Person, key: string, value: string): Promise<void> {
  await person.chooses('Page', 'Custom keys')
  await person.sees('Add a key…')
  await person.clicks('Add a key…')
  await person.sees('[Add]')
  await person.types('Key', key)
  await person.types('Value', value)
  await person.submits()
}

/** The first steps of a new connector, up to its form. */
export async function startsWith(person: Person, option: string): Promise<void> {
  await person.runs('/connect create')
  await person.sees('Connector class')
  await person.chooses('Connector class', option)
  await person.submits()
  await person.sees('Check and review')
}

/** From the form to the review. */
export async function reviews(person: Person): Promise<string> {
  await person.submits()
  return person.sees('┌ Review')
}
