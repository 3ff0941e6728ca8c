import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { validateView } from '../../../sandbox/slack/limits/payloads.ts'
import { applyChanges, type Config } from '../../../src/connectors/form/config.ts'
import type { Definitions } from '../../../src/connectors/form/definitions.ts'
import { differenceOf, leaving } from '../../../src/connectors/form/difference.ts'
import { newDraft } from '../../../src/connectors/form/draft.ts'
import { fieldsOf } from '../../../src/connectors/form/field.ts'
import { type Form, problemsOf } from '../../../src/connectors/form/pages.ts'
import { shortId } from '../../../src/connectors/form/sections.ts'
import { describeModal } from '../../../src/slack/views/form/describe.ts'
import { type FormPage, formModal } from '../../../src/slack/views/form/page.ts'
import { reviewModal } from '../../../src/slack/views/form/review.ts'
import { exactModal, exportModal, problemsModal } from '../../../src/slack/views/form/side.ts'
import { stranger } from '../../connectors/form/stranger.ts'
import { CAPTURED, formOf, validated } from '../../connectors/form/support.ts'

const DEFINITIONS: [string, Definitions][] = [...CAPTURED, ['a stranger', stranger()]]
const AWKWARD = [
  'x'.repeat(3_001),
  'a\r\nb',
  '\u0000',
  '😀',
  ' outer ',
  '',
  '${file:/a:b}',
  '<!channel>&',
  'ü'.repeat(2_999),
]

function pageOf(form: Form, page: string, more: Partial<FormPage> = {}): FormPage {
  const draft = newDraft({
    id: '7f9c3c1e-8f0b-4b8f-9a55-0e6a3f4f8a10',
    user: 'U1',
    cluster: 'prod',
    class: 'x'.repeat(200),
    editable: true,
    base: form.config,
    changes: form.changes,
    page,
    described: true,
    replacing: [...form.definitions.keys.keys()],
  })
  return {
    draft,
    form,
    latest: form,
    clusterName: 'Production',
    readOnly: undefined,
    status: 'x'.repeat(500),
    notice: 'x'.repeat(500),
    refused: new Map([...form.definitions.keys.keys()].map((key) => [key, 'y'.repeat(3_000)])),
    providers: Array.from({ length: 50 }, (_, n) => `provider-${n}`),
    typing: false,
    clicks: 1,
    ...more,
  }
}

const TOPICS = Array.from({ length: 200 }, (_, n) => `topic-${n}`)

/** Some value at some keys. */
const configOf = ({ keys }: Definitions): fc.Arbitrary<Config> =>
  fc
    .uniqueArray(fc.tuple(fc.constantFrom(...keys.keys(), 'mine', 'transforms'), fc.constantFrom(...AWKWARD)), {
      selector: ([key]) => key,
      maxLength: 60,
    })
    .map((entries) => new Map(entries))

it('a name that stands for many keys has no input, and says where they are added', () => {
  const form = formOf(validated([{ definition: { name: 'params.<value>', group: 'Connection' } }]))
  const page = form.pages.find(({ title }) => title === 'Connection')?.id ?? ''

  const { blocks } = formModal(pageOf(form, page, { refused: new Map() }))

  expect(blocks.filter(({ type }) => type === 'input')).toEqual([])
  expect(JSON.stringify(blocks)).toContain('by its own name, on the page Custom keys')
})

it('a page of selects with as many choices as one may show is none too large for Slack', () => {
  const recommended_values = Array.from({ length: 90 }, (_, n) => `${n} ${'ü'.repeat(70)}`)
  const keys = Array.from({ length: 25 }, (_, n) => `key.${n}`)
  const form = formOf(validated(keys.map((name) => ({ definition: { name }, value: { name, recommended_values } }))))

  const refused = form.pages.map(({ id }) => validateView(formModal(pageOf(form, id)), 'modal'))

  expect(refused.filter(Boolean)).toEqual([])
})

it('a review of many long values is none too large for Slack, and says how many it leaves out', () => {
  const keys = Array.from({ length: 300 }, (_, n) => `${n}.${'k'.repeat(250)}`)
  const before = new Map(keys.map((key) => [key, 'ü'.repeat(300)]))
  const form = formOf(validated([]), { config: before })
  const after = new Map(keys.map((key) => [key, 'ö'.repeat(300)]))

  const view = reviewModal({
    draft: pageOf(form, 'text.1').draft,
    name: 'orders',
    clusterName: 'Production',
    difference: differenceOf(before, after, form.secrecy),
    titles: new Map(),
    warnings: [],
    leaving: { endpoints: [], secrets: [] },
    contested: [],
    unchecked: undefined,
  })

  expect(validateView(view, 'modal')).toBeUndefined()
  expect(JSON.stringify(view)).toMatch(/and \d+ more keys/)
})

describe.each(DEFINITIONS)('the form of %s, in Slack', (_, definitions) => {
  it('has only pages that Slack takes, on whatever config', () => {
    fc.assert(
      fc.property(configOf(definitions), fc.boolean(), (config, mayEdit) => {
        const form = formOf(definitions, { config, mayEdit, topics: TOPICS })
        const readOnly = mayEdit ? undefined : 'x'.repeat(2_000)

        for (const { id } of form.pages) {
          expect(validateView(formModal(pageOf(form, id, { readOnly })), 'modal'), id).toBeUndefined()
        }
      }),
      { numRuns: 3 },
    )
  })

  it('has a field on some page for every key that can be seen', () => {
    const form = formOf(definitions)

    const shown = form.pages.map(({ id }) => JSON.stringify(formModal(pageOf(form, id)))).join('')

    const missing = form.pages
      .flatMap(({ keys }) => keys)
      .filter(({ name }) => !shown.includes(`{"v":1,"o":"${shortId(name)}"}`.replaceAll('"', '\\"')))
    expect(missing).toEqual([])
  })

  it('shows every field, every review and every export in views that Slack takes', () => {
    fc.assert(
      fc.property(configOf(definitions), configOf(definitions), (config, changes) => {
        const form = formOf(definitions, { config, changes })
        const after = applyChanges(config, changes)
        const { draft } = pageOf(form, 'essentials.1')
        const views = [
          ...form.pages.flatMap((page) =>
            fieldsOf(form, page).flatMap((field, index) => [
              ...(index % 5 === 0 ? [0, 99] : [0]).map((page) =>
                describeModal({ draft: draft.id, field, mayEdit: true, page }),
              ),
              exactModal(draft.id, field, form.values.get(field.key.name)),
            ]),
          ),
          exportModal(draft.id, 'json', 'x'.repeat(200_000)),
          problemsModal(draft.id, problemsOf(form), ['x'.repeat(1_000)]),
          reviewModal({
            draft: { ...draft, contested: [...changes.keys()], previous: config },
            name: 'x'.repeat(500),
            clusterName: 'Production',
            difference: differenceOf(config, after, form.secrecy),
            titles: new Map([...changes.keys()].map((key, index) => [key, 'x'.repeat(index % 4)])),
            warnings: [...changes.keys()].map((key) => ({ key, text: 'x'.repeat(1_000) })),
            leaving: leaving(config, after, form.secrecy),
            contested: [...changes].map(([key, value]) => ({ key, mine: value, theirs: 'x'.repeat(5_000) })),
            unchecked: 'x'.repeat(1_000),
            notice: 'x'.repeat(500),
          }),
        ]

        expect(views.flatMap((view) => validateView(view, 'modal') ?? [])).toEqual([])
      }),
      { numRuns: 2 },
    )
  })
})
