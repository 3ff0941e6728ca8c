import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { controlsOf } from '../../../sandbox/slack/block-ids.ts'
import { changedValue, stateOf } from '../../../sandbox/slack/inputs.ts'
import { objs } from '../../../sandbox/slack/json.ts'
import type { State } from '../../../sandbox/slack/world.ts'
import { type Draft, newDraft } from '../../../src/connectors/form/draft.ts'
import type { Form } from '../../../src/connectors/form/pages.ts'
import { shortId } from '../../../src/connectors/form/sections.ts'
import { readEvent } from '../../../src/slack/form/event.ts'
import { takeFields } from '../../../src/slack/form/held.ts'
import { currentPage, formModal } from '../../../src/slack/views/form/page.ts'
import { stranger } from '../../connectors/form/stranger.ts'
import { CAPTURED, formOf } from '../../connectors/form/support.ts'

const DEFINITIONS = [
  ...CAPTURED.filter(([name]) => /^(PostgresConnector|MirrorSourceConnector)\.validate$/.test(name)),
  ['a stranger', stranger()] as const,
]

/** What a person does next: goes to a page, perhaps after the one that is open was drawn anew, and types there. */
const step = fc.record({
  page: fc.nat(1_000),
  redrawn: fc.boolean(),
  typed: fc.array(fc.record({ at: fc.nat(1_000), text: fc.stringMatching(/^[1-9]\d{0,3}$/) }), { maxLength: 4 }),
})

const viewOf = (form: Form, draft: Draft, clicks: number) =>
  formModal({
    ...{ draft, form, latest: form, clusterName: 'prod', readOnly: undefined, status: '', providers: [] },
    ...{ typing: false, clicks },
  })

/** The blocks as Slack has them after it got a view. */
const blocksOf = (view: ReturnType<typeof viewOf>) => objs(JSON.parse(JSON.stringify(view.blocks)))

/** A click as Slack would send it. */
const clicked = (view: ReturnType<typeof viewOf>, values: State) =>
  readEvent({
    user: { id: 'U1' },
    view: { id: 'V1', callback_id: view.callback_id, private_metadata: view.private_metadata, state: { values } },
    actions: [{ action_id: 'form:page:next', block_id: 'menu', value: '' }],
  })

describe.each(DEFINITIONS)('the pages of %s, through what Slack keeps of them', (_, definitions) => {
  it('lose nothing that was typed, in whatever order they are turned and drawn anew', () => {
    const texts = new Map([...definitions.keys.values()].map((key) => [shortId(key.name), key]))

    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        const expected = new Map<string, string>()
        let draft = newDraft({ id: 'd', user: 'U1', cluster: 'prod', class: 'x', editable: true })
        for (const [turn, { page, redrawn, typed }] of steps.entries()) {
          const form = formOf(definitions, { changes: draft.changes })
          const fields = form.pages.filter(({ kind }) => kind !== 'text')
          draft = { ...draft, page: fields[page % fields.length]?.id ?? '' }
          let view = viewOf(form, draft, turn)
          let state = stateOf(blocksOf(view))
          const inputs = controlsOf(blocksOf(view)).filter(({ element }) => element.type === 'plain_text_input')
          for (const { at, text } of typed) {
            const input = inputs[at % Math.max(1, inputs.length)]
            const key = texts.get(input?.blockId.split('.')[0] ?? '')
            // one alias more is a page more, and a secret is not kept
            if (!input || !key || /^(transforms|predicates)$/.test(key.name) || !input.blockId.includes('.text.'))
              continue
            state = { ...state, [input.blockId]: { [input.actionId]: changedValue(input.element, text) } }
            expected.set(key.name, text)
          }
          if (redrawn) {
            view = viewOf(form, draft, turn + 100)
            state = stateOf(blocksOf(view), state)
          }
          const event = clicked(view, state)
          const how = { typing: false, submitting: false }
          const taken = takeFields(draft, form, currentPage(form, event.kept.o ?? ''), event.held, how)
          expect([...taken.refused]).toEqual([])
          draft = taken.draft
        }

        expect(draft.changes).toEqual(expected)
      }),
      { numRuns: 15 },
    )
  })
})
