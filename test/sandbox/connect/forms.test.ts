import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type ConfigInfo, FRAMEWORK_KEYS, type Validation } from '../../../sandbox/connect/plugins.ts'
import { ask, openConnect } from './worker.ts'

const SOURCE = 'org.apache.kafka.connect.file.FileStreamSourceConnector'
const SINK = 'org.apache.kafka.connect.file.FileStreamSinkConnector'
const POSTGRES = 'io.debezium.connector.postgresql.PostgresConnector'
const DATABASE = { 'database.user': 'u', 'database.password': 'p', 'database.dbname': 'd', 'topic.prefix': 't' }

const readJson = (file: string): Validation => JSON.parse(readFileSync(file, 'utf8'))
const SECRETS = { '/lab/secrets/db.properties': { password: 'hunter2' } }
const SECRET = '${file:/lab/secrets/db.properties:password}'

async function validate(className: string, config: Record<string, string>): Promise<Validation> {
  const { urls, control } = await openConnect({ secrets: SECRETS })
  control.behave(POSTGRES, { check: (sent) => (sent.get('database.port') === '1' ? UNREACHABLE : {}) })
  const body = JSON.stringify({ 'connector.class': className, name: 'sample', ...config })
  const reply = await ask(urls[0] ?? '', 'PUT', `/connector-plugins/${className}/config/validate`, body)
  return JSON.parse(reply.body)
}

const UNREACHABLE = {
  'database.hostname': [
    'Error while validating connector config: Connection to 127.0.0.1:1 refused. Check that the hostname and port are correct and that the postmaster is accepting TCP/IP connections.',
  ],
}

/** Client overrides come in the order of Java's sets. */
const byName = (configs: ConfigInfo[]) =>
  configs.slice(FRAMEWORK_KEYS).sort((a, b) => (a.value?.name ?? '').localeCompare(b.value?.name ?? ''))

const CASES: [file: string, className: string, config: Record<string, string>][] = [
  [
    'bad-values',
    SINK,
    {
      'tasks.max': 'abc',
      'errors.tolerance': 'maybe',
      'errors.retry.timeout': '-5',
      'key.converter': 'com.example.Nope',
    },
  ],
  [
    'client-overrides',
    SOURCE,
    {
      topic: 't',
      'producer.override.sasl.jaas.config': 'secret',
      'producer.override.unknown': 'x',
      'producer.override.linger.ms': '5',
    },
  ],
  [
    'converters',
    SOURCE,
    {
      topic: 't',
      'key.converter': 'org.apache.kafka.connect.storage.StringConverter',
      'value.converter': 'org.apache.kafka.connect.json.JsonConverter',
    },
  ],
  ['secret-references', SOURCE, { topic: 't', file: SECRET, 'batch.size': SECRET }],
  ['transforms-1-aliases', SOURCE, { topic: 't', transforms: 'route,drop', predicates: 'isFoo' }],
  [
    'transforms-2-types',
    SOURCE,
    {
      topic: 't',
      transforms: 'route,drop',
      predicates: 'isFoo',
      'transforms.route.type': 'org.apache.kafka.connect.transforms.RegexRouter',
      'transforms.drop.type': 'org.apache.kafka.connect.transforms.Filter',
      'transforms.drop.predicate': 'isFoo',
      'predicates.isFoo.type': 'org.apache.kafka.connect.transforms.predicates.TopicNameMatches',
    },
  ],
  [
    'debezium-bad-values',
    POSTGRES,
    { ...DATABASE, 'database.hostname': 'h', 'database.port': 'abc', 'snapshot.mode': 'nope' },
  ],
  ['debezium-unreachable-database', POSTGRES, { ...DATABASE, 'database.hostname': '127.0.0.1', 'database.port': '1' }],
]

describe('validate', () => {
  it.each(CASES)('answers the form "%s" as the real worker did', async (file, className, config) => {
    const recorded = readJson(`test/fixtures/responses/form.${file}.json`)

    const answer = await validate(className, config)

    expect(answer.configs.slice(0, FRAMEWORK_KEYS)).toEqual(recorded.configs.slice(0, FRAMEWORK_KEYS))
    expect(byName(answer.configs)).toEqual(byName(recorded.configs))
    expect({ ...answer, configs: [] }).toEqual({ ...recorded, configs: [] })
  })

  it.each([
    'FileStreamSink',
    'FileStreamSource',
    'JdbcSink',
    'MirrorSource',
    'MirrorCheckpoint',
    'MockSink',
    'Postgres',
    'VerifiableSource',
  ])('answers the empty form of %sConnector as the real worker did', async (plugin) => {
    const recorded = readJson(`sandbox/connect/definitions/${plugin}Connector.validate.json`)

    const answer = await validate(recorded.name, {})

    expect(answer).toEqual(recorded)
  })
})
