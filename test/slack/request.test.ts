import { describe, expect, it } from 'vitest'
import { listFilter } from '../../src/slack/filter.ts'
import { parseRequest, verbIn } from '../../src/slack/request.ts'

const parse = (text: string) => parseRequest(text, ['prod', 'staging'])

describe('without a verb', () => {
  it.each([
    ['', undefined],
    ['prod', 'list'],
    ['--failed', 'list'],
    ['orders-*', 'list'],
    ['prod orders-*', 'list'],
    ['orders-sink', 'show'],
    ['"prod"', 'show'],
    ['prod orders-sink', 'show'],
  ])('“%s” is %s', (text, verb) => {
    expect(parse(text).verb?.verb).toBe(verb)
  })
})

it.each(['--help', '-h', '—help'])('“%s” is help', (text) => {
  expect(parse(text)).toMatchObject({ verb: { verb: 'help' }, text: '' })
})

it('help that is asked for behind a verb opens no window of that verb', () => {
  expect(verbIn('delete orders-sink --help')?.verb).toBe('help')
  expect(parse('delete --help').text).toBe('delete')
})

it.each(['list --failed --help', 'restart orders-sink --all -h'])('help does not mind other flags: %s', (text) => {
  const { verb, flags } = parse(text)

  expect({ verb: verb?.verb, flags: [...flags] }).toEqual({ verb: 'help', flags: [] })
})

describe('what would silently be left out is refused', () => {
  it.each(['pause --cluster', 'pause orders-* --cluster', 'list --class', 'list --state', 'audit --by'])(
    'a flag without its value: %s',
    (text) => {
      expect(() => parse(text)).toThrow('needs a value')
    },
  )

  it.each([
    'restart staging prod orders-sink',
    'show --cluster staging prod/orders-sink',
    'list prod staging',
    'pause prod/orders-* --cluster=staging',
  ])('all but one Connect cluster: %s', (text) => {
    expect(() => parse(text)).toThrow(/One Connect cluster at a time: you named “(prod|staging)” and/)
  })

  it('but the reason of a mute may name any', () => {
    expect(parse('mute orders-* 2h prod and staging move').verb?.verb).toBe('mute')
  })

  it.each(['plugins nope', 'loggers nope'])('what is no Connect cluster: %s', (text) => {
    expect(parse(text).cluster).toBe('nope')
  })
})

describe('a quoted value is one word', () => {
  it.each([
    ['set orders-sink note="from prod to staging now"', undefined],
    ['set orders-sink args="-a -h  --cluster x" tasks.max=4', undefined],
    ['set staging/orders-sink note=“in prod now”', 'staging'],
  ])('whatever it holds: %s', (text, cluster) => {
    const request = parse(text)

    expect(request).toMatchObject({ verb: { verb: 'set' }, connector: { connector: 'orders-sink' } })
    expect(request.cluster).toBe(cluster)
    expect(request.text).toBe(text.replace('set ', '').replace(/[“”]/g, '"'))
  })

  it('also behind a flag', () => {
    expect(parse('list --class="My Sink" orders')).toMatchObject({ rest: ['orders'], text: 'orders --class="My Sink"' })
  })
})

describe('a path as the app writes it', () => {
  it.each([
    ['list prod/orders-*', { cluster: 'prod', pattern: 'orders-*' }],
    ['list prod/orders', { cluster: 'prod', text: 'orders' }],
  ])('is understood by “%s”', (text, filter) => {
    expect(listFilter(parse(text))).toEqual(filter)
  })
})

it('states may be written with blanks between them', () => {
  expect(listFilter(parse('list --state="failed, degraded"'))).toEqual({ health: ['failed', 'degraded'] })
})

it('a name is whole, whatever it begins with', () => {
  expect(parse('show undefined/orders').connector).toEqual({ connector: 'undefined/orders' })
})

it.each([
  ['list \'say "hi"\' --class \'a "b"\'', '\'say "hi"\' --class=\'a "b"\''],
  ['list --state failed,degraded sink', 'sink --state=failed,degraded'],
  ['list --class "My Sink"', '--class="My Sink"'],
  ['list "orders sink" --failed', '"orders sink" --failed'],
])('“%s” is carried by buttons as “%s”, which means the same', (typed, carried) => {
  const first = parse(typed)

  const again = parse(`list ${first.text}`)

  expect(first.text).toBe(carried)
  expect(listFilter(again)).toEqual(listFilter(first))
})
