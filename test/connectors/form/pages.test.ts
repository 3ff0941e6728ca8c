import { describe, expect, it } from 'vitest'
import { findKeys, homeOf, problemsOf } from '../../../src/connectors/form/pages.ts'
import { CAPTURED, definitionsOf, formOf, validated } from './support.ts'

const titles = (form: ReturnType<typeof formOf>) => form.pages.map(({ title }) => title)
const postgres = definitionsOf('PostgresConnector.validate')
const fileSource = definitionsOf('FileStreamSourceConnector.validate')

describe('the pages of a form', () => {
  it('puts the plugin first in its own order, the framework after it, and splits what is long', () => {
    expect(titles(formOf(postgres))).toEqual([
      'Essentials',
      'Postgres (1 of 2)',
      'Postgres (2 of 2)',
      'Connector (1 of 3)',
      'Connector (2 of 3)',
      'Connector (3 of 3)',
      'Events (1 of 2)',
      'Events (2 of 2)',
      'Common',
      'Converters',
      'Topic creation',
      'Exactly once support',
      'Offsets topic',
      'Transforms',
      'Predicates',
      'Error handling',
      'Custom keys',
      'All as text',
    ])
  })

  it('has the same pages before Connect has validated anything', () => {
    expect(titles(formOf(definitionsOf('PostgresConnector.config'))).slice(1)).toEqual(
      titles(formOf(postgres)).slice(1),
    )
  })

  it.each(CAPTURED)('reaches every visible key of %s on one page, and at most 25 of them on each', (_, definitions) => {
    const form = formOf(definitions)

    const pages = form.pages.filter(({ id }) => !id.startsWith('essentials'))
    const reached = pages.flatMap(({ keys }) => keys.map(({ name }) => name))
    const visible = [...definitions.keys.values()].filter((key) => key.visible).map(({ name }) => name)

    expect(reached.toSorted()).toEqual(visible.toSorted())
    expect(Math.max(...form.pages.map(({ keys }) => keys.length))).toBeLessThanOrEqual(25)
    expect(new Set(form.pages.map(({ id }) => id)).size).toBe(form.pages.length)
  })

  it('begins with what must be filled, then what is important, then what is set', () => {
    const config = new Map([['batch.size', '10']])

    const [essentials] = formOf(fileSource, { config }).pages

    expect(essentials?.keys.map(({ name }) => name)).toEqual([
      'name',
      'connector.class',
      'topic',
      'tasks.max',
      'file',
      'batch.size',
    ])
  })

  it('keeps the first page still while a person sets other keys', () => {
    const changes = new Map([['batch.size', '10']])

    expect(formOf(fileSource, { changes }).pages[0]?.keys).toEqual(formOf(fileSource).pages[0]?.keys)
  })

  it('gives each transform and each predicate a page with its type, before Connect knows of them', () => {
    const changes = new Map([
      ['transforms', 'route, a.b'],
      ['predicates', 'isFoo'],
    ])

    const form = formOf(fileSource, { changes })

    expect(titles(form)).toEqual(expect.arrayContaining(['Transform route', 'Transform a.b', 'Predicate isFoo']))
    expect(homeOf(form, 'transforms.a.b.type')?.title).toBe('Transform a.b')
    expect(homeOf(form, 'transforms.route.type')?.title).toBe('Transform route')
  })

  it('keeps apart transforms of which one begins like the other', () => {
    const config = new Map([
      ['transforms', 'a,a.b'],
      ['transforms.a.b.regex', 'x'],
      ['transforms.a.regex', 'y'],
    ])

    const form = formOf(fileSource, { config })

    expect(homeOf(form, 'transforms.a.b.regex')?.title).toBe('Transform a.b')
    expect(homeOf(form, 'transforms.a.regex')?.title).toBe('Transform a')
  })

  it.each([
    ['value.converter.schemas.enable', 'Converters'],
    ['producer.override.linger.ms', 'Client overrides'],
    ['topic.creation.default.partitions', 'Topic creation'],
    ['transforms.gone.regex', 'Custom keys'],
    ['my own key', 'Custom keys'],
    ['__proto__', 'Custom keys'],
  ])('puts %s, which nothing defines, on %s', (key, title) => {
    expect(homeOf(formOf(fileSource, { config: new Map([[key, 'x']]) }), key)?.title).toBe(title)
  })

  it('still shows a custom key whose removal is not saved yet', () => {
    const form = formOf(fileSource, { config: new Map([['mine', 'x']]), changes: new Map([['mine', null]]) })

    expect(homeOf(form, 'mine')).toMatchObject({ title: 'Custom keys', changed: 1 })
  })

  it('leaves out a key that a recommender hides, unless it is set', () => {
    const hidden = 'schema.exclude.list'

    expect(homeOf(formOf(postgres), hidden)).toBeUndefined()
    expect(homeOf(formOf(postgres, { config: new Map([[hidden, 'a']]) }), hidden)?.title).toBe('Events (1 of 2)')
  })

  it('marks what is missing, wrong and changed on each page', () => {
    const form = formOf(postgres, { changes: new Map([['database.user', 'cdc']]) })

    expect(form.pages.find(({ title }) => title === 'Postgres (1 of 2)')).toMatchObject({
      missing: 3,
      errors: 1,
      changed: 1,
    })
    expect(form.pages.find(({ title }) => title === 'Common')).toMatchObject({ missing: 2, errors: 0, changed: 0 })
  })

  it('demands of an edit nothing that the connector runs without, and what it has set', () => {
    const config = new Map([['database.user', 'cdc']])
    const edit = { config, exists: true }

    expect([...formOf(postgres, edit).missing]).toEqual([])
    expect(formOf(postgres, edit).demands).toEqual([['database.user']])
    expect([...formOf(postgres, { ...edit, changes: new Map([['database.user', null]]) }).missing]).toEqual([
      'database.user',
    ])
  })

  it('lists a complaint that stands at two keys once', () => {
    const problems = problemsOf(formOf(definitionsOf('JdbcSinkConnector.validate')))

    expect(problems).toEqual([
      { message: 'Must configure one of topics or topics.regex', keys: ['topics', 'topics.regex'], field: 'topics' },
    ])
  })

  it('leads nowhere from a complaint at keys without a field', () => {
    const form = formOf(validated([{ definition: null, value: { name: 'stranger', errors: ['no'] } }]))

    expect(problemsOf(form)).toEqual([{ message: 'no', keys: ['stranger'], field: undefined }])
  })

  it('has one page for the handling of errors, also of a plugin that groups these keys anew', () => {
    const form = formOf(
      validated([
        { definition: { name: 'errors.tolerance', group: 'ERRORS' } },
        { definition: { name: 'errors.max.retries', group: 'Connector' } },
        { definition: { name: 'errors.retry.timeout', group: 'Error Handling' } },
      ]),
    )

    expect(titles(form)).toEqual(['Essentials', 'Connector', 'Error handling', 'Custom keys', 'All as text'])
  })

  it('keeps a group of a plugin apart from a page of ours with the same title', () => {
    const form = formOf(validated([{ definition: { name: 'k', group: 'Custom keys' } }]))

    expect(form.pages.filter(({ title }) => title === 'Custom keys').map(({ kind }) => kind)).toEqual([
      'fields',
      'custom',
    ])
  })
})

describe('finding a key', () => {
  it.each([
    ['slot.name', 'slot.name'],
    ['Hostname', 'database.hostname'],
    ['refresh schema', 'schema.refresh.mode'],
    ['SLOT', 'slot.name'],
  ])('by %j finds %s', (text, key) => {
    expect(findKeys(formOf(postgres), text).map((found) => found.key.name)).toContain(key)
  })

  it('says on which page a key is', () => {
    expect(findKeys(formOf(postgres), 'slot.name').map(({ page }) => page.title)).toEqual(['Postgres (1 of 2)'])
  })

  it('finds nothing where there is nothing', () => {
    expect(findKeys(formOf(postgres), 'no such key')).toEqual([])
  })
})
