import { expect, it } from 'vitest'
import { GUARDED, refuseGuarded } from '../../src/connectors/guards.ts'
import { ada, root } from './world.ts'

const GUARDS = [{ ...GUARDED, references: ['${vault:prod/'], roles: ['admin'] }]
const FILE = 'org.apache.kafka.connect.file.FileStreamSourceConnector'
const MOCK = 'org.apache.kafka.connect.tools.MockSinkConnector'

const trying =
  (before: Record<string, string>, changes: Record<string, string | null>, who = ada) =>
  () =>
    refuseGuarded(GUARDS, who, new Map(Object.entries(before)), new Map(Object.entries(changes)))

it.each([
  ['a class', {}, { 'connector.class': FILE }],
  ['its short name', {}, { 'connector.class': 'FileStreamSource' }],
  ['any key of a connector of that class', { 'connector.class': FILE }, { file: '/etc/passwd' }],
  ['who the connector is to Kafka', { 'connector.class': MOCK }, { 'consumer.override.sasl.jaas.config': 'x' }],
  ['how it trusts', { 'connector.class': MOCK }, { 'producer.override.ssl.truststore.location': '/x' }],
  ['code that logs in', {}, { 'sasl.login.class': 'x' }],
  ['where secrets come from', {}, { 'config.providers.x.class': 'y' }],
  ['taking such a key away', { 'sasl.login.class': 'x' }, { 'sasl.login.class': null }],
  ['a reference by a detour', {}, { password: '${vault:./staging/..//prod/db:key}' }],
  ['a reference in the middle of a value', {}, { url: 'jdbc:x?password=${vault:prod/db:key}' }],
])('keeps for others: %s', (_, before, changes) => {
  expect(trying(before, changes)).toThrow('only admin may')
  expect(trying(before, changes, root)).not.toThrow()
})

it.each(['FileStreamSource', 'FileStreamSourceConnector', ` ${FILE}`])('knows a guarded class as %j too', (name) => {
  const guards = [FILE, 'org.apache.kafka.connect.file.*'].map((pattern) => ({
    ...GUARDED,
    classes: [pattern],
    roles: [],
  }))

  for (const guard of guards) {
    expect(() => refuseGuarded([guard], ada, new Map(), new Map([['connector.class', name]]))).toThrow('nobody may')
  }
})

it.each([
  ['another class', {}, { 'connector.class': MOCK }],
  ['a key that only looks alike', {}, { 'override.sasl': 'x', 'my.sasl.login.class': 'y' }],
  ['another reference', {}, { password: '${vault:test/db:key}' }],
])('leaves alone: %s', (_, before, changes) => {
  expect(trying(before, changes)).not.toThrow()
})

it('says that nobody may where no role is named', () => {
  const changes = new Map([['sasl.login.class', 'x']])

  expect(() => refuseGuarded([{ ...GUARDED, roles: [] }], root, new Map(), changes)).toThrow('nobody may')
})
