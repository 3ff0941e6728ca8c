import { describe, expect, it } from 'vitest'
import { type Answer, collect, sentOf } from '../../../src/connectors/form/answers.ts'
import { applyChanges, type Changes, type Config } from '../../../src/connectors/form/config.ts'
import { undeclared } from '../../../src/connectors/form/definitions.ts'
import { answered, definitionsOf, fieldAt, secrecyOf, validated } from './support.ts'

const definitions = definitionsOf('PostgresConnector.validate')
const rules = { secrecy: secrecyOf(definitions), typing: false }
const none: Changes = new Map()

/** One answer in the field of a key, on a config and the changes so far. */
function answer(key: string, given: Answer, config: Config = new Map(), changes = none, typing = false) {
  const field = fieldAt(definitions, key, { config, changes, exists: true })
  return collect(config, changes, [answered(field, given)], { ...rules, typing })
}

const text = (text: string | null): Answer => ({ kind: 'text', text })
const secret = (choice: 'keep' | 'replace' | 'remove', text: string | null = null): Answer => ({
  kind: 'secret',
  choice,
  text,
})
const changesTo = (changes: Record<string, string | null>) => ({
  changes: new Map(Object.entries(changes)),
  refused: new Map(),
  dropped: [],
})

describe('what a person answered', () => {
  it.each([
    ['a new value', 'slot.name', text('cdc'), 'debezium', 'cdc'],
    ['a value where none was', 'slot.name', text('cdc'), undefined, 'cdc'],
    ['blanks around a value away', 'slot.name', text('  cdc\r\n'), undefined, 'cdc'],
    ['an emptied input as not set', 'slot.name', text(null), 'debezium', null],
    ['a choice', 'slot.failover', { kind: 'select', option: '=true' }, undefined, 'true'],
    ['the choice not to set', 'slot.failover', { kind: 'select', option: '-' }, 'true', null],
    ['the empty text from a view of its own', 'slot.name', { kind: 'exact', value: '' }, undefined, ''],
    ['line breaks from a view of its own', 'slot.name', { kind: 'exact', value: 'a\n b ' }, undefined, 'a\n b '],
    ['a reference for a plain value', 'slot.name', text('${file:/x:y}'), undefined, '${file:/x:y}'],
  ] as [string, string, Answer, string | undefined, string | null][])('takes %s', (_, key, given, before, after) => {
    const config = new Map(before === undefined ? [] : [[key, before]])

    expect(answer(key, given, config)).toEqual(changesTo({ [key]: after }))
  })

  it.each([
    ['is what was sent', 'slot.name', text('debezium'), 'debezium'],
    ['differs in blanks alone', 'slot.name', text('debezium '), 'debezium'],
    ['is the choice that was sent', 'plugin.name', { kind: 'select', option: '=pgoutput' }, 'pgoutput'],
    ['is no text where the empty text was', 'slot.name', text(null), ''],
    ['keeps a secret', 'database.password', secret('keep'), 'hunter2'],
  ] as [string, string, Answer, string][])('changes nothing when it %s', (_, key, given, before) => {
    expect(answer(key, given, new Map([[key, before]]))).toEqual(changesTo({}))
  })

  it.each([
    [['=a', '=b'], undefined],
    [['=a', '=c', '=b'], 'b,a,c'],
    [['=a'], 'a'],
  ])('leaves the values of a list in their order where Slack gives back %j', (options, after) => {
    const recommended_values = ['a', 'b', 'c']
    const definitions = validated([
      { definition: { name: 'k', type: 'LIST' }, value: { name: 'k', recommended_values } },
    ])
    const config = new Map([['k', 'b,a']])
    const field = fieldAt(definitions, 'k', { config })

    const { changes } = collect(config, none, [answered(field, { kind: 'multi', options })], rules)

    expect(changes.get('k')).toBe(after)
  })

  it('is no change any more when the value is back to what it was', () => {
    const config = new Map([['slot.name', 'debezium']])

    expect(answer('slot.name', text('debezium'), config, new Map([['slot.name', 'cdc']]))).toEqual(changesTo({}))
  })

  it('leaves the other changes of the draft', () => {
    const changes = new Map([['tasks.max', '4']])

    expect(answer('slot.name', text('cdc'), new Map(), changes)).toEqual(
      changesTo({ 'tasks.max': '4', 'slot.name': 'cdc' }),
    )
  })

  it('does not touch what is fixed', () => {
    expect(answer('name', text('other'), new Map([['name', 'orders']]))).toEqual(changesTo({}))
  })

  it.each([
    ['a word for a number', 'tasks.max', 'abc', /whole number/],
    ['a number that does not fit', 'tasks.max', '2147483648', /2147483647/],
    ['a stand-in for a hidden value', 'slot.name', '[hidden]', /hidden/],
    ['our own stand-in', 'slot.name', '<unchanged>', /hidden/],
  ])('is refused when it is %s, and what was there stays', (_, key, given, complaint) => {
    const { changes, refused } = answer(key, text(given), new Map([[key, '1']]))

    expect(changes.size).toBe(0)
    expect(refused.get(key)).toMatch(complaint)
  })

  it('is refused when the choice is not offered any more', () => {
    const { refused } = answer('plugin.name', { kind: 'select', option: '=gone' })

    expect(refused.get('plugin.name')).toMatch(/not offered/)
  })

  it('adds a custom key', () => {
    const key = undeclared('my own')
    const reply = {
      key,
      control: { kind: 'text', value: undefined, suggestions: [] } as const,
      sent: undefined,
      answer: text('x'),
    }

    expect(collect(new Map(), none, [reply], rules)).toEqual(changesTo({ 'my own': 'x' }))
  })
})

describe('a secret', () => {
  const config = new Map([['database.password', 'hunter2']])

  it('is replaced by a reference', () => {
    expect(answer('database.password', secret('replace', '${vault:db:cdc}'), config)).toEqual(
      changesTo({ 'database.password': '${vault:db:cdc}' }),
    )
  })

  it('that is typed where it cannot stand is dropped, too: else it would go on standing in its field', () => {
    const { refused, dropped } = answer('tasks.max', text('password=hunter2'), new Map([['tasks.max', '1']]))

    expect(dropped).toEqual(['tasks.max'])
    expect(refused.size).toBe(0)
  })

  it('is removed', () => {
    expect(answer('database.password', secret('remove'), config)).toEqual(changesTo({ 'database.password': null }))
  })

  it('is kept after all', () => {
    const changes = new Map([['database.password', '${vault:db:cdc}']])

    expect(answer('database.password', secret('keep'), config, changes)).toEqual(changesTo({}))
  })

  it('asks for the reference when there is none', () => {
    expect(answer('database.password', secret('replace'), config).refused.get('database.password')).toMatch(/reference/)
  })

  it.each([
    ['in its own field', 'database.password', secret('replace', 'hunter3')],
    ['in a field for a plain value', 'slot.stream.params', text('user=x&password=hunter3')],
    ['in a URL', 'slot.name', text('https://u:hunter3@db/x')],
    ['in a view of its own', 'slot.name', { kind: 'exact', value: 'https://u:hunter3@db/x' }],
  ] as [string, string, Answer][])('that is typed %s is dropped, and what was there stays', (_, key, given) => {
    expect(answer(key, given, config)).toEqual({ changes: new Map(), refused: new Map(), dropped: [key] })
  })

  it('is taken where the administrator lets people type secrets, and not sent back', () => {
    const taken = answer('database.password', secret('replace', 'hunter3'), config, none, true)

    const { control } = fieldAt(definitions, 'database.password', { config, changes: taken.changes })

    expect(taken.changes.get('database.password')).toBe('hunter3')
    expect(sentOf(control)).toEqual({ kind: 'secret', choice: 'replace', text: null })
    expect(answer('database.password', secret('replace'), config, taken.changes, true).changes).toEqual(taken.changes)
  })

  it('may be a text in which only references are secret', () => {
    const url = 'jdbc:postgresql://db/x?password=${file:/s:p}'

    expect(answer('slot.name', text(url))).toEqual(changesTo({ 'slot.name': url }))
  })
})

describe('changes', () => {
  it('leave every other key of the config as it is', () => {
    const config = new Map([
      ['undeclared', ' x '],
      ['database.password', 'hunter2'],
      ['old', '1'],
    ])

    const after = applyChanges(
      config,
      new Map([
        ['old', null],
        ['new', ''],
      ]),
    )

    expect(Object.fromEntries(after)).toEqual({ undeclared: ' x ', 'database.password': 'hunter2', new: '' })
  })
})
