import { escapeKey, escapeValue } from 'properties-file/escape'
import { stringify } from 'yaml'
import type { Config } from './config.ts'
import { type Secrecy, UNCHANGED } from './secrecy.ts'

export interface ExportInput {
  config: Config
  secrecy: Secrecy
  /** URL of the Connect cluster; credentials in it are left out. */
  url: string
  /** An existing connector is written with PUT, a new one with POST. */
  exists: boolean
}

export type Format = 'curl' | 'json' | 'properties' | 'strimzi'

export interface Exported {
  fileName: string
  text: string
}

/** Each with `<unchanged>` in place of secrets, keys in order, and nothing that lets anyone in. */
const FORMATS: Record<Format, { extension: string; write: (input: Written) => string }> = {
  curl: { extension: 'sh', write: curl },
  json: { extension: 'json', write: ({ name, config }) => `${json({ name, config: Object.fromEntries(config) })}\n` },
  properties: { extension: 'properties', write: ({ config }) => lines(config, propertyLine) },
  strimzi: { extension: 'yaml', write: strimzi },
}

type Written = Omit<ExportInput, 'secrecy'> & { name: string }

/** A connector's config in the words of another tool. */
export function exportAs(format: Format, { secrecy, ...input }: ExportInput): Exported {
  const { extension, write } = FORMATS[format]
  const config = new Map([...secrecy.withoutSecrets(input.config)].toSorted(([a], [b]) => (a < b ? -1 : 1)))
  const name = config.get('name') ?? 'connector'
  return {
    fileName: `${name.replace(/[^\w.-]+/g, '_').slice(0, 100)}.${extension}`,
    text: write({ ...input, config, name }),
  }
}

function curl({ name, config, url, exists }: Written): string {
  const base = URL.parse(url)
  const root = `${base?.origin ?? ''}${base?.pathname.replace(/\/$/, '') ?? ''}/connectors`
  const all = Object.fromEntries(config)
  const [method, target, body] = exists
    ? ['PUT', `${root}/${encodeURIComponent(name)}/config`, all]
    : ['POST', root, { name, config: all }]
  const hidden = [...config].filter(([, value]) => value === UNCHANGED).map(([key]) => key)
  const note =
    hidden.length > 0 ? `# Put the values of ${hidden.map(oneLine).join(', ')} in place of ${UNCHANGED} first.\n` : ''
  return `${note}curl -X ${method} -H 'Content-Type: application/json' \\\n  --data-binary ${quoted(json(body))} \\\n  ${quoted(target)}\n`
}

/** https://strimzi.io/docs: name, class and tasksMax stand beside the config. */
function strimzi({ name, config }: Written): string {
  const { name: _, 'connector.class': type, 'tasks.max': tasks, ...rest } = Object.fromEntries(config)
  return stringify({
    apiVersion: 'kafka.strimzi.io/v1',
    kind: 'KafkaConnector',
    metadata: { name, labels: { 'strimzi.io/cluster': 'my-connect-cluster' } },
    spec: {
      class: type ?? '',
      ...(tasks && { tasksMax: /^\d{1,9}$/.test(tasks) ? Number(tasks) : tasks }),
      config: rest,
    },
  })
}

const json = (value: unknown) => JSON.stringify(value, null, 2)
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`
const oneLine = (text: string) => text.replace(/\p{Cc}/gu, ' ')
const propertyLine = (key: string, value: string) => `${escapeKey(key)}=${escapeValue(value)}`
const lines = (config: Config, write: (key: string, value: string) => string) =>
  [...config].map(([key, value]) => `${write(key, value)}\n`).join('')
