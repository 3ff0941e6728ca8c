import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Answer, collect, type Reply } from '../../../src/connectors/form/answers.ts'
import { applyChanges, type Changes, type Config } from '../../../src/connectors/form/config.ts'
import type { Definitions } from '../../../src/connectors/form/definitions.ts'
import { type Field, fieldsOf } from '../../../src/connectors/form/field.ts'
import { type Form, homeOf } from '../../../src/connectors/form/pages.ts'
import { stranger } from './stranger.ts'
import { answered, CAPTURED, formOf, secrecyOf, untouched } from './support.ts'

const DEFINITIONS: [string, Definitions][] = [
  ...CAPTURED.filter(([name]) => name.endsWith('.validate')),
  ['a stranger', stranger()],
]

const value = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '',
    ' ',
    'true',
    'a,b',
    ' a , b',
    'x\r\ny',
    '[hidden]',
    '<unchanged>',
    '${file:/s:p}',
    'u://a:b@c',
    'x'.repeat(3001),
    '😀',
  ),
)

/** Values at some keys of the definitions, and at keys that they do not know. */
function configsOf({ keys }: Definitions): fc.Arbitrary<Config> {
  const key = fc.oneof(
    fc.constantFrom(...keys.keys(), 'mine', '__proto__', 'transforms.a.type'),
    fc.string({ minLength: 1 }),
  )
  return fc
    .uniqueArray(fc.tuple(key, value), { selector: ([name]) => name, maxLength: 40 })
    .map((entries) => new Map(entries))
}

const fieldsOn = (form: Form) => form.pages.map((page) => fieldsOf(form, page))
const runs = { numRuns: 6 }

describe.each(DEFINITIONS)('the form of %s', (_, definitions) => {
  const secrecy = secrecyOf(definitions)
  const rules = { secrecy, typing: true }

  it('changes nothing that nobody touched, on whatever config', () => {
    fc.assert(
      fc.property(configsOf(definitions), (config) => {
        const replies = fieldsOn(formOf(definitions, { config, exists: true }))
          .flat()
          .flatMap(untouched)

        const { changes, refused, dropped } = collect(config, new Map(), replies, rules)

        expect(applyChanges(config, changes)).toEqual(config)
        expect([...refused, ...dropped]).toEqual([])
      }),
      runs,
    )
  })

  it('changes nothing that nobody touched in a draft either', () => {
    fc.assert(
      fc.property(configsOf(definitions), configsOf(definitions), (config, changes) => {
        const replies = fieldsOn(formOf(definitions, { config, changes })).flat().flatMap(untouched)

        expect(collect(config, changes, replies, rules).changes).toEqual(changes)
      }),
      runs,
    )
  })

  it('has each key that is set or visible on one page beside the essentials', () => {
    fc.assert(
      fc.property(configsOf(definitions), (config) => {
        const form = formOf(definitions, { config })
        const visible = [...definitions.keys.values()].filter((key) => key.visible).map(({ name }) => name)

        for (const key of [...visible, ...config.keys()]) {
          const pages = form.pages.filter(
            ({ id, keys }) => !id.startsWith('essentials') && keys.some(({ name }) => name === key),
          )
          expect(
            pages.map(({ id }) => id),
            key,
          ).toEqual([homeOf(form, key)?.id])
        }
      }),
      runs,
    )
  })

  it('shows no secret on any page', () => {
    const canary = 'canary-7c1f'
    const config = new Map(
      [...definitions.keys.keys()].filter((key) => secrecy.isSecret(key, canary)).map((key) => [key, canary]),
    )
    const form = formOf(definitions, { config: config.set('my.password', canary) })

    expect(JSON.stringify(fieldsOn(form))).not.toContain(canary)
  })

  it('loses nothing however a person goes through its pages', () => {
    const order = fc.shuffledSubarray(
      formOf(definitions).pages.map(({ id }) => id),
      { minLength: 1 },
    )

    fc.assert(
      fc.property(order, (ids) => {
        const typed = new Map<string, string>()
        let changes: Changes = new Map()
        for (const id of [...ids, ...ids]) {
          const form = formOf(definitions, { changes })
          const fields = fieldsOf(
            form,
            form.pages.find((page) => page.id === id) ?? ({ ...form.pages[0], keys: [] } as never),
          )
          const replies = fields.flatMap((field) => touch(field, typed))
          changes = collect(new Map(), changes, replies, rules).changes
        }

        expect(changes).toEqual(typed)
      }),
      runs,
    )
  })
})

/** Types into a text that is not set yet; leaves every other field as it is. */
function touch(field: Field, typed: Map<string, string>): Reply[] {
  const { name } = field.key
  if (
    field.control.kind !== 'text' ||
    field.state !== 'unset' ||
    !/^[a-z.]+$/.test(name) ||
    /^(transforms|predicates)$/.test(name)
  )
    return untouched(field)
  typed.set(name, '7')
  const answer: Answer = { kind: 'text', text: '7' }
  return [answered(field, answer)]
}

describe('a plugin that nobody has seen', () => {
  it('loses no value of a key that a recommender hides meanwhile', () => {
    const key = 'stranger.key.100'
    const config = new Map([[key, 'x']])

    const hidden = formOf(stranger([key, 'stranger.key.101']), { config })

    expect(homeOf(hidden, key)).toBeDefined()
    expect(homeOf(hidden, 'stranger.key.101')).toBeUndefined()
    expect(homeOf(formOf(stranger(), { config }), 'stranger.key.101')).toBeDefined()
  })

  it('has its 200 keys on eight pages, and each field has an id of its own', () => {
    const form = formOf(stranger())

    const settings = form.pages.filter(({ title }) => title.startsWith('Settings'))

    expect(settings).toHaveLength(8)
    expect(new Set(settings.flatMap((page) => fieldsOf(form, page)).map(({ id }) => id)).size).toBe(200)
  })
})
