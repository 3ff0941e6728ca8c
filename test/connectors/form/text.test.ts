import { describe, expect, it } from 'vitest'
import { applyChanges } from '../../../src/connectors/form/config.ts'
import { asText, changesOfText, readText } from '../../../src/connectors/form/text.ts'
import { definitionsOf, secrecyOf } from './support.ts'

const secrecy = secrecyOf(definitionsOf('PostgresConnector.validate'))
const rules = { secrecy, typing: false, exists: true }
const config = new Map([
  ['name', 'orders'],
  ['database.password', 'hunter2'],
  ['slot.name', 'cdc'],
])

describe('reading a config as text', () => {
  it.each([
    ['a config alone', '{"name":"a","tasks.max":"2"}'],
    ['name and config', '{"name":"a","config":{"tasks.max":"2"}}'],
    ['numbers', '{"name":"a","tasks.max":2}'],
    ['properties', '# comment\nname=a\ntasks.max = 2\n'],
    ['properties over two lines', 'name: a\ntasks.max=\\\n  2'],
    ['a byte order mark', '\ufeff{"name":"a","tasks.max":"2"}'],
  ])('takes %s', (_, text) => {
    expect(Object.fromEntries(readText(text))).toEqual({ name: 'a', 'tasks.max': '2' })
  })

  it('takes numbers as they are written, as Connect does', () => {
    const numbers = { long: '12345678901234567890', point: '1.0', power: '1e3' }
    const text = `{${Object.entries(numbers).map(([key, number]) => `"${key}":${number}`)}}`

    expect(Object.fromEntries(readText(text))).toEqual(numbers)
  })

  it('takes true and false as Connect does, and a key that JavaScript has a meaning for', () => {
    expect([...readText('{"a":true,"__proto__":"x"}')]).toEqual([
      ['a', 'true'],
      ['__proto__', 'x'],
    ])
  })

  it.each([
    ['nothing', ' \n', /empty/],
    ['null', '{"a":null,"b":"1"}', /a is null: leave the key out/],
    ['an array', '{"a":["x"]}', /a is an array/],
    ['an object', '{"a":{"b":"c"}}', /a is an object/],
    ['a key twice', '{"a":"1","b":"{","a":"2"}', /^a stands there more than once/],
    ['a key twice, once in escapes', '{"config":{"a":"1","\\u0061":"2"}}', /^a stands there more than once/],
    ['a property twice', 'a=1\na=2', /^a stands there more than once/],
    ['two names', '{"name":"a","config":{"name":"b"}}', /differ/],
    ['broken JSON', '{"a":"hunter2",', /This is not JSON/],
    ['JSON with words around', '{"a": hunter2}', /This is not JSON/],
    ['an array for all', '["a"]', /neither JSON nor properties/],
    ['prose', 'name=a\nplease create this one', /line 2 is not key=value/],
    ['2 MB', 'x'.repeat(2_000_000), /longer than 1 MB/],
  ])('refuses %s and says why', (_, text, complaint) => {
    expect(() => readText(text)).toThrow(complaint)
  })

  it('quotes nothing of a text that it cannot read', () => {
    expect(() => readText('{"password": hunter2}')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter') }),
    )
  })

  it('takes the same key in two objects for two keys', () => {
    expect(() => readText('{"name":"a","config":{"name":"a"}}')).not.toThrow()
  })

  it('reads 1 MB without hanging', () => {
    const text = JSON.stringify(
      Object.fromEntries(Array.from({ length: 40_000 }, (_, index) => [`key.${index}`, 'value'])),
    )

    expect(() => readText(text)).not.toThrow()
  })
})

describe('a text that stands for the whole config', () => {
  it('has its keys in order, and no secret', () => {
    expect(asText(config, secrecy)).toBe(
      '{\n  "database.password": "<unchanged>",\n  "name": "orders",\n  "slot.name": "cdc"\n}',
    )
  })

  it('changes nothing when nobody changed it', () => {
    expect(changesOfText(config, readText(asText(config, secrecy)), rules)).toEqual({ changes: new Map(), dropped: [] })
  })

  it('changes, adds and removes keys, and keeps the secret', () => {
    const { changes } = changesOfText(config, readText('name=orders\ndatabase.password=<unchanged>\nnew=1'), rules)

    expect(Object.fromEntries(applyChanges(config, changes))).toEqual({
      name: 'orders',
      'database.password': 'hunter2',
      new: '1',
    })
  })

  it.each([
    ['at another key', 'slot.name=<unchanged>'],
    ['at a key that is not set', 'database.sslpassword=<unchanged>'],
    ['inside a value', 'database.password=a<unchanged>'],
    ['in the words of Connect', 'database.password=[hidden]'],
  ])('is refused with a stand-in for a hidden value %s', (_, text) => {
    expect(() => changesOfText(config, readText(text), rules)).toThrow(/at its own key only/)
  })

  it('drops a secret in clear, keeps the old one, and takes it where people may type secrets', () => {
    const text = readText(asText(config, secrecy).replace('<unchanged>', 'hunter3'))

    expect(changesOfText(config, text, rules)).toEqual({ changes: new Map(), dropped: ['database.password'] })
    expect(changesOfText(config, text, { ...rules, typing: true }).changes).toEqual(
      new Map([['database.password', 'hunter3']]),
    )
  })

  it('cannot rename a connector, and need not name it', () => {
    expect(() => changesOfText(config, readText('name=other'), rules)).toThrow(/cannot be renamed/)
    expect(changesOfText(config, readText('slot.name=cdc'), rules).changes).toEqual(
      new Map([['database.password', null]]),
    )
  })
})
