import { describe, expect, it } from 'vitest'
import { differenceOf, leaving } from '../../../src/connectors/form/difference.ts'
import { type WarningInput, warningsOf } from '../../../src/connectors/form/warnings.ts'
import { definitionsOf, secrecyOf } from './support.ts'

const secrecy = secrecyOf(definitionsOf('PostgresConnector.validate'))
const map = (entries: Record<string, string>) => new Map(Object.entries(entries))

describe('the difference of two configs', () => {
  it('names each key that was added, removed or changed, in order', () => {
    const difference = differenceOf(map({ b: '1', c: '2', same: 'x' }), map({ a: '0', b: '', same: 'x' }), secrecy)

    expect(difference).toEqual([
      { key: 'a', kind: 'added', secret: false, after: '0' },
      { key: 'b', kind: 'changed', secret: false, before: '1', after: '' },
      { key: 'c', kind: 'removed', secret: false, before: '2' },
    ])
  })

  it('shows of a secret only its reference', () => {
    const key = 'database.password'

    expect(differenceOf(map({ [key]: 'hunter2' }), map({ [key]: '${vault:db:cdc}' }), secrecy)).toEqual([
      { key, kind: 'changed', secret: true, after: '${vault:db:cdc}' },
    ])
    expect(differenceOf(map({ [key]: 'hunter2' }), map({ [key]: 'hunter3' }), secrecy)).toEqual([
      { key, kind: 'changed', secret: true },
    ])
  })

  it('hides a value that becomes secret only by what it holds', () => {
    const difference = differenceOf(map({ u: 'https://db/' }), map({ u: 'https://u:hunter2@db/' }), secrecy)

    expect(difference).toEqual([{ key: 'u', kind: 'changed', secret: true, before: 'https://db/' }])
  })
})

describe('secrets that leave for another host', () => {
  const before = map({ 'database.hostname': 'db1', 'database.password': 'hunter2', 'slot.name': 'a' })

  it.each([
    ['the host changes', { 'database.hostname': 'db2' }, ['database.hostname']],
    ['a URL appears', { 'some.option': 'https://elsewhere' }, ['some.option']],
    ['other code is loaded', { 'connector.class': 'Other' }, ['connector.class']],
  ])('are named when %s', (_, change, endpoints) => {
    const after = new Map([...before, ...map(change as Record<string, string>)])

    expect(leaving(before, after, secrecy)).toEqual({ endpoints, secrets: ['database.password'] })
  })

  it('are references as well: a worker sends on what they stand for', () => {
    const referring = new Map([...before, ['database.password', '${vault:db:cdc}'] as const])
    const after = new Map([...referring, ['database.hostname', 'db2'] as const])

    expect(leaving(referring, after, secrecy).secrets).toEqual(['database.password'])
  })

  it.each([
    ['no host changes', { 'slot.name': 'b' }],
    ['the secret is replaced as well', { 'database.hostname': 'db2', 'database.password': '${vault:db:cdc}' }],
  ])('are none when %s', (_, change) => {
    const after = new Map([...before, ...map(change as Record<string, string>)])

    expect(leaving(before, after, secrecy)).toEqual({ endpoints: [], secrets: [] })
  })
})

describe('warnings before saving', () => {
  const about = (before: Record<string, string>, after: Record<string, string>, more: Partial<WarningInput> = {}) =>
    warningsOf({ before: map(before), after: map(after), plugins: [], secrecy, others: [], ...more })

  it.each([
    ['another class', { 'connector.class': 'A' }, { 'connector.class': 'B' }, 'connector.class'],
    ['another prefix of topics', { 'topic.prefix': 'a' }, { 'topic.prefix': 'b' }, 'topic.prefix'],
    ['no tasks', {}, { 'tasks.max': '0' }, 'tasks.max'],
    ['a password in clear', {}, { 'database.password': 'hunter2' }, 'database.password'],
    [
      'a host beside a kept secret',
      { 'database.hostname': 'a', 'database.password': 'p' },
      { 'database.hostname': 'b', 'database.password': 'p' },
      'database.hostname',
    ],
  ])('tell of %s', (_, before, after, key) => {
    const warnings = about(before, after)

    expect(warnings.map((warning) => warning.key)).toEqual([key])
    expect(JSON.stringify(warnings)).not.toContain('hunter2')
  })

  it('tell of a name that is taken, when creating', () => {
    const others = [{ name: 'orders', topics: [] }]

    expect(about({}, { name: 'orders' }, { others }).map(({ key }) => key)).toEqual(['name'])
    expect(about({ name: 'orders' }, { name: 'orders' }, { others })).toEqual([])
  })

  it('tell of another sink of the same topics', () => {
    const others = [{ name: 'archive', topics: ['orders', 'items'] }]

    expect(about({}, { name: 'new', topics: 'orders, clicks' }, { others })).toEqual([
      { key: 'topics', text: 'archive reads orders too.' },
    ])
  })

  it.each([
    ['com.example.AvroConverter', ['key.converter']],
    ['com.example.JsonConverter', []],
    ['${file:/x:converter}', []],
  ])('tell whether %s is not installed', (converter, keys) => {
    const plugins = [{ class: 'com.example.JsonConverter', type: 'converter' }]

    expect(about({}, { 'key.converter': converter }, { plugins }).map(({ key }) => key)).toEqual(keys)
  })

  it('are none about what stays as it is', () => {
    const config = { 'connector.class': 'A', 'database.password': 'hunter2', 'database.hostname': 'db' }

    expect(about(config, config)).toEqual([])
  })
})
