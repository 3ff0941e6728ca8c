import { describe, expect, it } from 'vitest'
import { Validation } from '../../../src/connect/definitions.ts'
import { readDefinitions } from '../../../src/connectors/form/definitions.ts'
import { demandsOf, standing, unmet } from '../../../src/connectors/form/demands.ts'
import { CAPTURED, definitionsOf, validated } from './support.ts'

const only = (definition: Record<string, unknown>, value?: Record<string, unknown> | null) =>
  validated([{ definition: { name: 'k', ...definition }, value: value && { name: 'k', ...value } }]).keys.get('k')

describe('reading config definitions', () => {
  it.each(CAPTURED)('reads every key of %s', (_, { keys }) => {
    expect(keys.size).toBeGreaterThan(0)
    expect([...keys.values()].filter((key) => key.displayName === '' || Number.isNaN(key.order))).toEqual([])
  })

  it('finds the same keys in the same order of the plugin, whether validated or listed', () => {
    const own = (name: string) =>
      [...definitionsOf(name).keys.values()].filter(({ group }) => group === 'Events').map(({ name }) => name)

    expect(own('PostgresConnector.config')).toEqual(own('PostgresConnector.validate'))
  })

  it.each([
    ['no order at all', {}, -1],
    ['the order of Connect before 4.2', { order: 7 }, 7],
    ['the order of Connect since 4.2', { order_in_group: 8 }, 8],
  ])('takes %s', (_, definition, order) => {
    expect(only(definition)?.order).toBe(order)
  })

  it.each([[null], [''], [undefined]])('takes %j for no group', (group) => {
    expect(only({ group })?.group).toBe('')
  })

  it('believes no default that is a hidden password', () => {
    expect(only({ type: 'PASSWORD', default_value: '[hidden]' })?.defaultValue).toBeUndefined()
    expect(only({ type: 'STRING', default_value: '[hidden]' })?.defaultValue).toBeUndefined()
  })

  it('makes a text of a type that it does not know', () => {
    expect(only({ type: 'MAP', importance: 'URGENT' })).toMatchObject({ type: 'STRING', importance: 'LOW' })
  })

  it('shows each recommended value once', () => {
    expect(only({}, { recommended_values: ['a', 'b', 'a'] })?.recommended).toEqual(['a', 'b'])
  })

  it('shows a key without a value, and keeps the errors of a key without a definition', () => {
    const definitions = validated([
      { definition: { name: 'defined' }, value: null },
      { definition: null, value: { name: 'stranger', errors: ['no', 'no'] } },
    ])

    expect(definitions.keys.get('defined')?.visible).toBe(true)
    expect([...definitions.keys.keys()]).toEqual(['defined'])
    expect(definitions.errors.get('stranger')).toEqual(['no'])
  })

  it('scrubs what Connect says of a value, and shows nothing of what it says of a reference', () => {
    const value = (name: string) => ({ name, errors: ['bad password hunter2'] })
    const answer = Validation.parse({ configs: [{ value: value('typed') }, { value: value('referred') }] })
    const sent = new Map([['referred', 'x${file:/s:p}']])

    const { errors } = readDefinitions(answer, sent, (text) => text.replace('hunter2', '…'))

    expect(errors.get('typed')).toEqual(['bad password …'])
    expect(errors.get('referred')).toEqual([expect.stringMatching(/reference stands for/)])
  })
})

describe('what must be filled', () => {
  it.each([
    ['PostgresConnector.validate', 'database.hostname'],
    ['FileStreamSourceConnector.validate', 'topic'],
    ['MirrorSourceConnector.validate', 'source.cluster.alias'],
  ])('%s asks for %s', (name, key) => {
    expect(demandsOf(definitionsOf(name))).toContainEqual([key])
  })

  it('asks a sink for topics or for their pattern, whichever', () => {
    const demands = demandsOf(definitionsOf('JdbcSinkConnector.validate'))

    expect(demands).toContainEqual(['topics', 'topics.regex'])
    expect(unmet(demands, new Map([['topics.regex', 'a.*']]))).not.toContainEqual(['topics', 'topics.regex'])
  })

  it('asks for each of two keys that have the same complaint without naming each other', () => {
    const errors = ['A value is required']
    const definitions = validated([
      { definition: { name: 'a.host' }, value: { name: 'a.host', errors } },
      { definition: { name: 'b.host' }, value: { name: 'b.host', errors } },
    ])

    expect(demandsOf(definitions)).toEqual([['a.host'], ['b.host']])
  })

  it('asks nothing at a key whose complaint is about another one', () => {
    const refused = ["Can't get recommended tables: connection.url cannot be null."]
    const definitions = validated([
      { definition: { name: 'connection.url', required: true }, value: { name: 'connection.url', errors: ['none'] } },
      { definition: { name: 'table.whitelist' }, value: { name: 'table.whitelist', errors: refused } },
      { definition: { name: 'table.blacklist' }, value: { name: 'table.blacklist', errors: refused } },
    ])

    expect(demandsOf(definitions)).toEqual([['connection.url']])
  })

  it('asks each sink for topics, also where the plugin has keys of its own for them', () => {
    const definitions = validated([{ definition: { name: 'topics' } }, { definition: { name: 'topics.regex' } }])

    expect(demandsOf(definitions)).toEqual([['topics', 'topics.regex']])
    expect(standing(definitions, new Map(), new Map())).toEqual([['topics', 'topics.regex']])
  })

  it('asks no more for what Connect does without beside another key, though it may object to something else there', () => {
    const empty = definitionsOf('PostgresConnector.validate')
    const asked = empty.errors.get('database.dbname') ?? []
    const config = new Map([['database.user', 'u']])
    const errors = new Map([
      ['database.dbname', asked],
      ['database.hostname', ['Unable to connect']],
    ])

    expect(standing(empty, config, errors)).toEqual([['database.user'], ['database.dbname']])
  })
})
