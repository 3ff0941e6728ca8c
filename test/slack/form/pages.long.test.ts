import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { validateView } from '../../../sandbox/slack/limits/payloads.ts'
import { applyChanges, type Config } from '../../../src/connectors/form/config.ts'
import type { Definitions } from '../../../src/connectors/form/definitions.ts'
import { differenceOf, leaving } from '../../../src/connectors/form/difference.ts'
import { fieldsOf } from '../../../src/connectors/form/field.ts'
import { problemsOf } from '../../../src/connectors/form/pages.ts'
import { shortId } from '../../../src/connectors/form/sections.ts'
import { describeModal } from '../../../src/slack/views/form/describe.ts'
import { formModal } from '../../../src/slack/views/form/page.ts'
import { reviewModal } from '../../../src/slack/views/form/review.ts'
import { exactModal, exportModal, problemsModal } from '../../../src/slack/views/form/side.ts'
import { stranger } from '../../connectors/form/stranger.ts'
import { CAPTURED, formOf } from '../../connectors/form/support.ts'
import { pageOf } from './page-of.ts'

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

const TOPICS = Array.from({ length: 200 }, (_, n) => `topic-${n}`)

/** Some value at some keys. */
const configOf = ({ keys }: Definitions): fc.Arbitrary<Config> =>
  fc
    .uniqueArray(fc.tuple(fc.constantFrom(...keys.keys(), 'mine', 'transforms'), fc.constantFrom(...AWKWARD)), {
      selector: ([key]) => key,
      maxLength: 60,
    })
    .map((entries) => new Map(entries))

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
            lacking: [['x'.repeat(1_000)]],
            notice: 'x'.repeat(500),
          }),
        ]

        expect(views.flatMap((view) => validateView(view, 'modal') ?? [])).toEqual([])
      }),
      { numRuns: 2 },
    )
  })
})
