import { describe, expect, it } from 'vitest'
import { type Field, fieldsOf } from '../../../src/connectors/form/field.ts'
import { type FormInput, homeOf } from '../../../src/connectors/form/pages.ts'
import { definitionsOf, formOf, validated } from './support.ts'

const postgres = definitionsOf('PostgresConnector.validate')
const mirror = definitionsOf('MirrorSourceConnector.validate')

function field(definitions: typeof postgres, key: string, input: Partial<FormInput> = {}): Field {
  const form = formOf(definitions, input)
  const page = homeOf(form, key)
  const found = page && fieldsOf(form, page).find((field) => field.key.name === key)
  if (!found) throw new Error(`the form has no field for ${key}`)
  return found
}

const config = (key: string, value: string) => ({ config: new Map([[key, value]]) })
const refs = ({ control }: Field) => ('options' in control ? control.options.map(({ ref }) => ref) : undefined)

describe('the control of a key', () => {
  it.each([
    ['a boolean', 'slot.failover', ['-', '=true', '=false']],
    ['a key with recommended values', 'plugin.name', ['-', '=decoderbufs', '=pgoutput']],
    ['errors.tolerance, an enum of the framework', 'errors.tolerance', ['-', '=none', '=all']],
  ])('offers choices for %s', (_, key, expected) => {
    expect(refs(field(postgres, key))?.toSorted()).toEqual(expected.toSorted())
  })

  it('says what holds where a choice is not made', () => {
    expect(field(postgres, 'slot.failover').control).toMatchObject({
      kind: 'select',
      selected: '-',
      options: [{ label: 'not set (default false)', value: null }, {}, {}],
    })
  })

  it('keeps a value choosable that is not offered', () => {
    const { control } = field(postgres, 'plugin.name', config('plugin.name', 'wal2json'))

    expect(control).toMatchObject({ kind: 'select', selected: '=wal2json' })
    expect(JSON.stringify(control)).toContain('wal2json')
  })

  it('offers the plugins of the worker for the converters that Mirror connectors redefine without values', () => {
    const plugins = [
      { class: 'JsonConverter', type: 'converter' },
      { class: 'JsonConverter', type: 'converter' },
      { class: 'SimpleHeaderConverter', type: 'header_converter' },
    ]

    expect(refs(field(mirror, 'key.converter', { plugins }))).toEqual(['-', '=JsonConverter'])
    expect(refs(field(mirror, 'header.converter', { plugins }))).toEqual(['-', '=SimpleHeaderConverter'])
  })

  it('offers the predicates that there are to a transform', () => {
    const given = new Map([
      ['transforms', 'drop'],
      ['predicates', 'isFoo,isBar'],
      ['transforms.drop.predicate', 'isFoo'],
    ])

    expect(refs(field(postgres, 'transforms.drop.predicate', { config: given }))).toEqual(['-', '=isFoo', '=isBar'])
  })

  it('is searched when there are more than 100 choices or one is longer than a label', () => {
    const many = Array.from({ length: 101 }, (_, index) => `v${index}`)
    const long = ['x'.repeat(76)]

    for (const recommended_values of [many, long]) {
      const definitions = validated([{ definition: { name: 'k' }, value: { name: 'k', recommended_values } }])
      expect(field(definitions, 'k').control).toMatchObject({ kind: 'select', search: true })
    }
  })

  it('names long choices by short references that differ, and keeps both ends of their labels', () => {
    const recommended_values = ['a', 'b'].map((end) => `com.example.${'package.'.repeat(30)}${end}`)
    const definitions = validated([{ definition: { name: 'k' }, value: { name: 'k', recommended_values } }])

    const { control } = field(definitions, 'k')

    const options = control.kind === 'select' ? control.options : []
    expect(new Set(options.map(({ ref }) => ref)).size).toBe(3)
    expect(new Set(options.map(({ label }) => label)).size).toBe(3)
    expect(options.every(({ ref, label }) => ref.length <= 150 && label.length <= 75)).toBe(true)
  })

  it('takes several of the known values of a list', () => {
    const definitions = validated([
      { definition: { name: 'k', type: 'LIST' }, value: { name: 'k', recommended_values: ['a', 'b'] } },
    ])

    expect(field(definitions, 'k', config('k', 'b, other')).control).toMatchObject({
      kind: 'multi',
      options: [{ value: 'a' }, { value: 'b' }, { value: 'other' }],
      selected: ['=b', '=other'],
    })
  })

  it.each([
    ['is over 3,000 characters long', 'x'.repeat(3001)],
    ['has line breaks', 'a\nb'],
    ['has control characters', 'a\u0007b'],
    ['begins with a blank', ' a'],
    ['holds an emoji', 'a😀'],
    ['is half a character', '\ud800'],
  ])('does not pass through Slack what %s', (_, value) => {
    expect(field(postgres, 'slot.name', config('slot.name', value)).control).toEqual({ kind: 'opaque', value })
  })

  it('leaves name and class of an existing connector, and all of a form that may only be read', () => {
    const existing = { ...config('name', 'orders'), exists: true }

    expect(field(postgres, 'name', existing).control).toEqual({ kind: 'fixed', value: 'orders' })
    expect(field(postgres, 'connector.class').control.kind).toBe('fixed')
    expect(field(postgres, 'slot.failover', { mayEdit: false }).control).toEqual({ kind: 'fixed', value: undefined })
  })

  it('suggests topics where a topic is asked for', () => {
    const source = definitionsOf('FileStreamSourceConnector.validate')

    expect(field(source, 'topic', { topics: ['orders'] }).control).toMatchObject({
      kind: 'text',
      suggestions: ['orders'],
    })
    expect(field(source, 'file', { topics: ['orders'] }).control).toMatchObject({ kind: 'text', suggestions: [] })
  })
})

describe('a secret', () => {
  it.each([
    ['by its type', 'database.password', 'hunter2'],
    ['by its name', 'producer.override.sasl.jaas.config', 'hunter2'],
    ['by what it holds', 'connection.url', 'jdbc:x://u:hunter2@db/x'],
    ['over 3,000 characters long', 'database.password', 'hunter2'.repeat(500)],
    ['in a form that may only be read', 'database.password', 'hunter2'],
  ])('%s never stands in its field', (how, key, value) => {
    const shown = field(postgres, key, { ...config(key, value), mayEdit: !how.includes('read') })

    expect(shown).toMatchObject({ state: 'set', control: { kind: 'secret', choice: 'keep', reference: undefined } })
    expect(JSON.stringify(shown)).not.toContain('hunter2')
  })

  it('shows its reference', () => {
    const shown = field(postgres, 'database.password', config('database.password', '${vault:db:cdc}'))

    expect(shown.control).toMatchObject({ kind: 'secret', reference: '${vault:db:cdc}' })
  })
})

describe('what stands at a field', () => {
  it.each([
    ['not set', {}, 'unset'],
    ['empty', config('heartbeat.topics.prefix', ''), 'empty'],
    ['set', config('heartbeat.topics.prefix', 'x'), 'set'],
  ])('tells %s apart from the others', (_, input, state) => {
    expect(field(postgres, 'heartbeat.topics.prefix', input)).toMatchObject({ state, emptyCounts: true })
  })

  it('makes no difference between empty and not set where there is no default', () => {
    expect(field(postgres, 'database.hostname').emptyCounts).toBe(false)
    expect(field(postgres, 'database.port').emptyCounts).toBe(false)
  })

  it('says what is asked for, what is wrong and what it is for', () => {
    expect(field(postgres, 'database.hostname')).toMatchObject({
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
    expect(field(postgres, key).reshapes).toBe(reshapes)
  })

  it('has an id that stays', () => {
    expect(field(postgres, 'slot.name').id).toBe(field(postgres, 'slot.name', config('a', 'b')).id)
    expect(field(postgres, 'slot.name').id).not.toBe(field(postgres, 'plugin.name').id)
  })
})
