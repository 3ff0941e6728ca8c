import { describe, expect, it } from 'vitest'
import type { Definitions } from '../../../src/connectors/form/definitions.ts'
import { newDraft } from '../../../src/connectors/form/draft.ts'
import { fieldsOf } from '../../../src/connectors/form/field.ts'
import type { Form } from '../../../src/connectors/form/pages.ts'
import type { Held } from '../../../src/slack/form/event.ts'
import { takeFields } from '../../../src/slack/form/held.ts'
import { steady } from '../../../src/slack/form/steady.ts'
import { blockIdOf, issueOf } from '../../../src/slack/views/form/ids.ts'
import { currentPage } from '../../../src/slack/views/form/page.ts'
import { formOf, validated } from '../../connectors/form/support.ts'

/** A plugin of one key, which takes any text, one of a few values, or a secret. */
const plugin = (kind: 'text' | 'select' | 'secret'): Definitions =>
  validated([
    {
      definition: { name: 'mode', type: kind === 'secret' ? 'PASSWORD' : 'STRING', importance: 'HIGH' },
      value: { name: 'mode', recommended_values: kind === 'select' ? ['fast', 'slow'] : [], errors: [], visible: true },
    },
  ])

const DRAFT = newDraft({ id: 'd', user: 'U1', cluster: 'prod', class: 'x', editable: true })
const PAGE = 'essentials.1'

function blockOf(form: Form): string {
  const [field] = fieldsOf(form, currentPage(form, PAGE))
  if (field === undefined) throw new Error('the form has no field')
  return blockIdOf(field, issueOf(DRAFT, field.key.name))
}

/** What becomes of an input that was drawn as one kind, now that the field is another. */
function takes(
  drawn: 'text' | 'select' | 'secret',
  held: Held,
  now: 'text' | 'select' | 'secret',
  config = new Map<string, string>(),
) {
  const block = blockOf(formOf(plugin(drawn), { config }))
  const form = formOf(plugin(now), { config })
  const how = { typing: false, submitting: true }
  return takeFields(DRAFT, form, currentPage(form, PAGE), new Map([[block, held]]), how)
}

const chosen = (value: string): Held => ({ selected_option: { value } })

describe('a field that Connect has turned into another kind of control meanwhile', () => {
  it.each([
    ['a text that is a select now', 'text', { value: ' slow ' }, 'select', 'slow'],
    ['a text of which the select knows nothing', 'text', { value: 'odd' }, 'select', 'odd'],
    ['a choice that is a text now', 'select', chosen('=slow'), 'text', 'slow'],
  ] as const)('keeps what was entered: %s', (_, drawn, held, now, value) => {
    expect(takes(drawn, held, now).draft.changes).toEqual(new Map([['mode', value]]))
  })

  it.each([
    ['a text', 'text', { value: null }, 'select'],
    ['a choice', 'select', chosen('-'), 'text'],
  ] as const)('is unset by what was emptied: %s', (_, drawn, held, now) => {
    const { draft } = takes(drawn, held, now, new Map([['mode', 'slow']]))

    expect(draft.changes).toEqual(new Map([['mode', null]]))
  })

  it.each([
    ['a text', 'text', { value: 'slow' }, 'select'],
    ['a choice', 'select', chosen('=slow'), 'text'],
  ] as const)('changes nothing that nobody touched: %s', (_, drawn, held, now) => {
    expect(takes(drawn, held, now, new Map([['mode', 'slow']])).draft.changes).toEqual(new Map())
  })

  it('drops what was typed into it in clear where it is a secret’s now', () => {
    const { draft, dropped } = takes('text', { value: 'canary' }, 'secret')

    expect(dropped).toEqual(['mode'])
    expect(JSON.stringify([...draft.changes])).not.toContain('canary')
  })
})

describe('what Connect says while a page is open', () => {
  const said = (definitions: Definitions) => ({ definitions, demands: [], described: true, of: new Map() })
  const kindIn = (definitions: Definitions) => {
    const form = formOf(definitions)
    return fieldsOf(form, currentPage(form, PAGE))[0]?.control.kind
  }

  it.each([
    ['text', 'select'],
    ['select', 'text'],
    ['secret', 'text'],
  ] as const)('does not turn a %s into a %s under the fingers', (before, after) => {
    const shown = steady(formOf(plugin(before)), formOf(plugin(after)), PAGE, said(plugin(after)))

    expect(kindIn(shown.said.definitions)).toBe(before)
  })

  it('hides a field at once that turns out to be a secret’s', () => {
    const shown = steady(formOf(plugin('text')), formOf(plugin('secret')), PAGE, said(plugin('secret')))

    expect(kindIn(shown.said.definitions)).toBe('secret')
    expect(shown.secret).toEqual(['mode'])
  })
})

it('a list that has grown too long to be chosen still takes what is chosen where it was drawn', () => {
  const values = Array.from({ length: 40 }, (_, n) => `${n}.${'x'.repeat(200)}`)
  const definitions = validated([
    { definition: { name: 'k', type: 'LIST', importance: 'HIGH' }, value: { name: 'k', recommended_values: values } },
  ])
  const [few, many] = [values.slice(0, 2), values.slice(0, 30)]
  const drawn = formOf(definitions, { config: new Map([['k', few.join(',')]]) })
  const [field] = fieldsOf(drawn, currentPage(drawn, PAGE))
  if (field?.control.kind !== 'multi') throw new Error('the list is not drawn as one to choose from')
  const held = { selected_options: field.control.options.slice(0, 3).map(({ ref }) => ({ value: ref })) }
  const form = formOf(definitions, { config: new Map([['k', many.join(',')]]) })

  const block = blockIdOf(field, issueOf(DRAFT, 'k'))
  const taken = takeFields(DRAFT, form, currentPage(form, PAGE), new Map([[block, held]]), {
    typing: false,
    submitting: true,
  })

  expect(taken.draft.changes).toEqual(new Map([['k', values.slice(0, 3).join(',')]]))
})
