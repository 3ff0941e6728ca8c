import { describe, expect, it } from 'vitest'
import { fieldsOf } from '../../../src/connectors/form/field.ts'
import { definitionsOf, fieldAt, formOf, validated } from './support.ts'

const postgres = definitionsOf('PostgresConnector.validate')
const config = (key: string, value: string) => ({ config: new Map([[key, value]]) })

describe('a secret', () => {
  it.each([
    ['by its type', 'database.password', 'hunter2'],
    ['by its name', 'producer.override.sasl.jaas.config', 'hunter2'],
    ['by what it holds', 'connection.url', 'jdbc:x://u:hunter2@db/x'],
    ['over 3,000 characters long', 'database.password', 'hunter2'.repeat(500)],
    ['in a form that may only be read', 'database.password', 'hunter2'],
  ])('%s never stands in its field', (how, key, value) => {
    const shown = fieldAt(postgres, key, { ...config(key, value), mayEdit: !how.includes('read') })

    expect(shown).toMatchObject({ state: 'set', control: { kind: 'secret', choice: 'keep', shown: undefined } })
    expect(JSON.stringify(shown)).not.toContain('hunter2')
  })

  it('shows its reference', () => {
    const shown = fieldAt(postgres, 'database.password', config('database.password', '${vault:db:cdc}'))

    expect(shown.control).toMatchObject({ kind: 'secret', shown: '${vault:db:cdc}' })
  })
})

describe('a URL with a password', () => {
  const url = config('connection.url', 'jdbc:x://u:hunter2@db/x')

  it.each([
    ['removed', null, { choice: 'remove', shown: undefined }],
    ['replaced by one without', 'jdbc:x://db/x', { choice: 'replace', shown: 'jdbc:x://db/x' }],
  ])('can still be kept after it was %s', (_, change, expected) => {
    const changes = new Map([['connection.url', change]])

    expect(fieldAt(postgres, 'connection.url', { ...url, changes }).control).toEqual({ kind: 'secret', ...expected })
  })
})

describe('what stands at a field', () => {
  it.each([
    ['not set', {}, 'unset'],
    ['empty', config('heartbeat.topics.prefix', ''), 'empty'],
    ['set', config('heartbeat.topics.prefix', 'x'), 'set'],
  ])('tells %s apart from the others', (_, input, state) => {
    expect(fieldAt(postgres, 'heartbeat.topics.prefix', input)).toMatchObject({ state, emptyCounts: true })
  })

  it('makes no difference between empty and not set where there is no default', () => {
    expect(fieldAt(postgres, 'database.hostname').emptyCounts).toBe(false)
    expect(fieldAt(postgres, 'database.port').emptyCounts).toBe(false)
  })

  it('says what is asked for, what is wrong and what it is for', () => {
    expect(fieldAt(postgres, 'database.hostname')).toMatchObject({
      demanded: true,
      missing: true,
      changed: false,
      summary: 'Resolvable hostname or IP address of the database server.',
      errors: ["The 'database.hostname' value is invalid: A value is required"],
    })
  })

  it('shows a message that stands at two keys of a page once', () => {
    const form = formOf(definitionsOf('JdbcSinkConnector.validate'))
    const [essentials] = form.pages

    const shown = essentials ? fieldsOf(form, essentials).flatMap(({ errors }) => errors) : []

    expect(shown).toEqual(['Must configure one of topics or topics.regex'])
  })

  it.each([
    ['schema.include.list', true],
    ['transforms', true],
    ['key.converter', true],
    ['slot.name', false],
  ])('knows whether another value at %s makes other keys', (key, reshapes) => {
    expect(fieldAt(postgres, key).reshapes).toBe(reshapes)
  })

  it('has an id that stays', () => {
    expect(fieldAt(postgres, 'slot.name').id).toBe(fieldAt(postgres, 'slot.name', config('a', 'b')).id)
    expect(fieldAt(postgres, 'slot.name').id).not.toBe(fieldAt(postgres, 'plugin.name').id)
  })
})

describe('a name that stands for many keys', () => {
  const names = ['column.mask.with.(d+).chars', 'topic.override.%s.%s', 'tableKey.<index_type>[.<name>]']
  const definitions = validated(names.map((name) => ({ definition: { name } })))

  it.each(names)('takes no value: %s', (name) => {
    expect(fieldAt(definitions, name)).toMatchObject({ template: true, control: { kind: 'fixed' } })
  })

  it('can be unset again where it has one', () => {
    const input = config('topic.override.%s.%s', 'x')

    expect(fieldAt(definitions, 'topic.override.%s.%s', input)).toMatchObject({
      template: false,
      control: { kind: 'text', value: 'x' },
    })
  })
})
