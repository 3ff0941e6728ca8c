import { describe, expect, it } from 'vitest'
import type { Field } from '../../../src/connectors/form/field.ts'
import { definitionsOf, fieldAt, validated } from './support.ts'

const postgres = definitionsOf('PostgresConnector.validate')
const mirror = definitionsOf('MirrorSourceConnector.validate')

const config = (key: string, value: string) => ({ config: new Map([[key, value]]) })
const refs = ({ control }: Field) => ('options' in control ? control.options.map(({ ref }) => ref) : undefined)

describe('the control of a key', () => {
  it.each([
    ['a boolean', 'slot.failover', ['-', '=true', '=false']],
    ['a key with recommended values', 'plugin.name', ['-', '=decoderbufs', '=pgoutput']],
    ['errors.tolerance, an enum of the framework', 'errors.tolerance', ['-', '=none', '=all']],
  ])('offers choices for %s', (_, key, expected) => {
    expect(refs(fieldAt(postgres, key))?.toSorted()).toEqual(expected.toSorted())
  })

  it('says what holds where a choice is not made', () => {
    expect(fieldAt(postgres, 'slot.failover').control).toMatchObject({
      kind: 'select',
      selected: '-',
      options: [{ label: 'not set (default false)', value: null }, {}, {}],
    })
  })

  it('keeps a value choosable that is not offered', () => {
    const set = fieldAt(postgres, 'plugin.name', config('plugin.name', 'wal2json'))

    expect(set.control).toMatchObject({ kind: 'select', selected: '=wal2json' })
    expect(refs(set)).toContain('=wal2json')
  })

  it('offers the plugins of the worker for the converters that Mirror connectors redefine without values', () => {
    const plugins = [
      { class: 'JsonConverter', type: 'converter' },
      { class: 'JsonConverter', type: 'converter' },
      { class: 'SimpleHeaderConverter', type: 'header_converter' },
    ]

    expect(refs(fieldAt(mirror, 'key.converter', { plugins }))).toEqual(['-', '=JsonConverter'])
    expect(refs(fieldAt(mirror, 'header.converter', { plugins }))).toEqual(['-', '=SimpleHeaderConverter'])
  })

  it('offers the predicates that there are to a transform', () => {
    const given = new Map([
      ['transforms', 'drop'],
      ['predicates', 'isFoo,isBar'],
      ['transforms.drop.predicate', 'isFoo'],
    ])

    expect(refs(fieldAt(postgres, 'transforms.drop.predicate', { config: given }))).toEqual(['-', '=isFoo', '=isBar'])
  })

  it('is searched when there are more than 100 choices or one is longer than a label', () => {
    const many = Array.from({ length: 101 }, (_, index) => `v${index}`)
    const long = ['x'.repeat(76)]

    for (const recommended_values of [many, long]) {
      const definitions = validated([{ definition: { name: 'k' }, value: { name: 'k', recommended_values } }])
      expect(fieldAt(definitions, 'k').control).toMatchObject({ kind: 'select', search: true })
    }
  })

  it('names long choices by short references that differ, and keeps both ends of their labels', () => {
    const recommended_values = ['a', 'b'].map((end) => `com.example.${'package.'.repeat(30)}${end}`)
    const definitions = validated([{ definition: { name: 'k' }, value: { name: 'k', recommended_values } }])

    const { control } = fieldAt(definitions, 'k')

    const options = control.kind === 'select' ? control.options : []
    expect(new Set(options.map(({ ref }) => ref)).size).toBe(3)
    expect(new Set(options.map(({ label }) => label)).size).toBe(3)
    expect(options.every(({ ref, label }) => ref.length <= 150 && label.length <= 75)).toBe(true)
  })

  it.each([' blank', 'emoji 😀', 'line\nbreak'])('hands no choice to Slack that it could alter: %j', (choice) => {
    const definitions = validated([{ definition: { name: 'k' }, value: { name: 'k', recommended_values: [choice] } }])

    expect(refs(fieldAt(definitions, 'k'))?.[1]).toMatch(/^#[0-9a-f]{12}$/)
  })

  it('takes several of the known values of a list', () => {
    const definitions = validated([
      { definition: { name: 'k', type: 'LIST' }, value: { name: 'k', recommended_values: ['a', 'b'] } },
    ])

    expect(fieldAt(definitions, 'k', config('k', 'b, other')).control).toMatchObject({
      kind: 'multi',
      options: [{ value: 'a' }, { value: 'b' }, { value: 'other' }],
      selected: ['=b', '=other'],
    })
  })

  it('takes a list as text that is longer than Slack lets one choose', () => {
    const definitions = validated([
      { definition: { name: 'k', type: 'LIST' }, value: { name: 'k', recommended_values: ['a', 'b'] } },
    ])
    const value = Array.from({ length: 101 }, (_, n) => `t${n}`).join(',')

    expect(fieldAt(definitions, 'k', config('k', value)).control).toMatchObject({ kind: 'text', value })
  })

  it.each([
    ['is over 3,000 characters long', 'x'.repeat(3001)],
    ['has line breaks', 'a\nb'],
    ['has control characters', 'a\u0007b'],
    ['begins with a blank', ' a'],
    ['holds an emoji', 'a😀'],
    ['is half a character', '\ud800'],
  ])('does not pass through Slack what %s', (_, value) => {
    expect(fieldAt(postgres, 'slot.name', config('slot.name', value)).control).toEqual({ kind: 'opaque', value })
  })

  it.each(['orders', 'orders \u{1f600}'])('leaves the name of an existing connector: %s', (value) => {
    const existing = { ...config('name', value), exists: true }

    expect(fieldAt(postgres, 'name', existing).control).toEqual({ kind: 'fixed', value })
  })

  it('leaves the class, and all of a form that may only be read', () => {
    expect(fieldAt(postgres, 'connector.class').control.kind).toBe('fixed')
    expect(fieldAt(postgres, 'slot.name', { ...config('slot.name', 'a\nb'), mayEdit: false }).control.kind).toBe(
      'fixed',
    )
    expect(fieldAt(postgres, 'slot.failover', { mayEdit: false }).control).toEqual({ kind: 'fixed', value: undefined })
  })

  it('suggests topics where a topic is asked for', () => {
    const source = definitionsOf('FileStreamSourceConnector.validate')

    expect(fieldAt(source, 'topic', { topics: ['orders'] }).control).toMatchObject({
      kind: 'text',
      suggestions: ['orders'],
    })
    expect(fieldAt(source, 'file', { topics: ['orders'] }).control).toMatchObject({ kind: 'text', suggestions: [] })
  })
})
