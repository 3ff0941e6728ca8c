import { type Config, listOf } from './config.ts'
import { leaving } from './difference.ts'
import type { Plugin } from './known.ts'
import type { Secrecy } from './secrecy.ts'

export interface WarningInput {
  /** Empty when a connector is created. */
  before: Config
  after: Config
  plugins: readonly Plugin[]
  secrecy: Secrecy
  /** The other connectors that the person may see; `topics` of sinks. */
  others: readonly { name: string; topics: readonly string[] }[]
}

/** What a person should know before saving; it does not keep them from it. `key`: where it is in the form. */
export interface Warning {
  key: string
  text: string
}

/** Keys under which a source remembers how far it has read, or names what it reads: another value starts over. */
const OFFSET_KEYS =
  /^(topic\.prefix|database\.server\.name|slot\.name|source\.cluster\.alias|offsets\.storage\.topic|mongodb\.name)$/

const RULES: ((input: WarningInput) => Warning[])[] = [
  ({ before, after, others }) =>
    before.size === 0 && others.some(({ name }) => name === after.get('name'))
      ? [{ key: 'name', text: 'A connector of this name exists already. Creating will be refused.' }]
      : [],
  ({ before, after }) =>
    changed(before, after, 'connector.class')
      ? [{ key: 'connector.class', text: 'Another class reads the kept offsets in its own way, or not at all.' }]
      : [],
  ({ before, after }) =>
    [...before.keys()]
      .filter((key) => OFFSET_KEYS.test(key) && changed(before, after, key))
      .map((key) => ({
        key,
        text: `With another ${key} the kept offsets no longer apply: data may be read again or skipped.`,
      })),
  ({ after }) =>
    after.get('tasks.max')?.trim() === '0' ? [{ key: 'tasks.max', text: 'With tasks.max 0 no task runs.' }] : [],
  ({ after, others }) => sharedTopics(after, others),
  ({ after, plugins }) => missingConverters(after, plugins),
  ({ before, after, secrecy }) =>
    [...after]
      .filter(([key, value]) => before.get(key) !== value)
      .filter(([key, value]) => secrecy.inClear(key, value))
      .map(([key]) => ({
        key,
        text: `${key} holds a secret in clear. A reference such as \${file:…} keeps it out of the config.`,
      })),
  ({ before, after, secrecy }) =>
    [...after]
      .filter(([key, value]) => before.get(key) === value && secrecy.unveils(key, value))
      .map(([key]) => ({
        key,
        text: `${key} holds a secret that its new plugin does not know as one: it will be shown. Remove it, or use a reference.`,
      })),
  ({ before, after, secrecy }) => {
    const { endpoints, secrets } = leaving(before, after, secrecy)
    return endpoints.map((key) => ({ key, text: `${key} changes: ${secrets.join(', ')} will be sent there.` }))
  },
]

/** All warnings about what is going to be saved, in the order in which they matter. */
export function warningsOf(input: WarningInput): Warning[] {
  return RULES.flatMap((rule) => rule(input))
}

const changed = (before: Config, after: Config, key: string) => before.has(key) && before.get(key) !== after.get(key)

function sharedTopics(after: Config, others: WarningInput['others']): Warning[] {
  const topics = new Set(listOf(after.get('topics')))
  return others
    .filter(({ name }) => name !== after.get('name'))
    .map(({ name, topics: theirs }) => ({ name, shared: theirs.filter((topic) => topics.has(topic)) }))
    .filter(({ shared }) => shared.length > 0)
    .map(({ name, shared }) => ({ key: 'topics', text: `${name} reads ${shared.join(', ')} too.` }))
}

function missingConverters(after: Config, plugins: readonly Plugin[]): Warning[] {
  const installed = new Set(plugins.map((plugin) => plugin.class))
  return ['key.converter', 'value.converter', 'header.converter'].flatMap((key) => {
    const converter = after.get(key)
    // a reference or a short name may be one of them
    const known =
      !converter?.includes('.') || converter.includes('${') || installed.size === 0 || installed.has(converter)
    return known ? [] : [{ key, text: `${converter} is not installed on this Connect cluster.` }]
  })
}
