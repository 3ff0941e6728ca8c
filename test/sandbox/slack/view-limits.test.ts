import { describe, expect, it } from 'vitest'
import { isObj, type Obj } from '../../../sandbox/slack/json.ts'
import { validateOptions, validateView } from '../../../sandbox/slack/limits/payloads.ts'
import { complaints, input, many, modal, mrkdwn, option, plain, section, x } from './payloads.ts'

describe('a modal', () => {
  const typed = { type: 'plain_text_input', action_id: 'name' }

  it.each<[string, Obj, string]>([
    ['a long title', { title: plain(x(25)) }, 'must be less than 25 characters [json-pointer:/view/title/text]'],
    ['a title that is a string', { title: 'Title' }, 'must provide an object [json-pointer:/view/title]'],
    [
      '101 blocks',
      { blocks: many(101, () => ({ type: 'divider' })) },
      'no more than 100 items allowed [json-pointer:/view/blocks]',
    ],
    [
      'much private metadata',
      { private_metadata: x(3001) },
      'must be less than 3001 characters [json-pointer:/view/private_metadata]',
    ],
    [
      'inputs and no submit button',
      { blocks: [input(typed)] },
      '`submit` must be defined when an `input` block is in the `blocks` array [json-pointer:/view/submit]',
    ],
    [
      'markdown, which only messages have',
      { blocks: [{ type: 'markdown', text: 'x' }] },
      'unsupported type: markdown [json-pointer:/view/blocks/0/type]',
    ],
    [
      'two focused inputs',
      { blocks: many(2, () => input({ ...typed, focus_on_load: true })), submit: plain('Go') },
      'only one element may have `focus_on_load` [json-pointer:/view/blocks/1/element/focus_on_load]',
    ],
    [
      'a number input with numbers for bounds',
      { blocks: [input({ type: 'number_input', is_decimal_allowed: false, min_value: 1 })], submit: plain('Go') },
      'must be a number in a string [json-pointer:/view/blocks/0/element/min_value]',
    ],
    [
      'a long alert',
      { blocks: [{ type: 'alert', text: plain(x(201)) }] },
      'must be less than 201 characters [json-pointer:/view/blocks/0/text/text]',
    ],
  ])('with %s is refused', (_, members, complaint) => {
    expect(complaints(validateView(modal(members)))).toContain(complaint)
  })

  it('of over 250 kB is view_too_large', () => {
    const rows = many(100, () => section({ text: mrkdwn(x(3000)) }))

    expect(validateView(modal({ blocks: rows }))?.error).toBe('view_too_large')
  })

  it('within the limits is taken, with alert and all kinds of input', () => {
    const inputs = ['email_text_input', 'url_text_input', 'plain_text_input', 'rich_text_input', 'file_input']
    const blocks = [
      { type: 'alert', text: plain('Careful'), level: 'warning' },
      ...inputs.map((type) => input({ type })),
    ]

    expect(validateView(modal({ blocks, submit: plain('Go') }))).toBeUndefined()
  })
})

it('a Home tab holds no alert and needs no title', () => {
  expect(validateView({ type: 'home', blocks: [section()] }, 'home')).toBeUndefined()
  expect(validateView({ type: 'home', blocks: [{ type: 'alert', text: plain('x') }] }, 'home')).toBeDefined()
})

it.each<[string, Obj, boolean]>([
  ['none', { options: [] }, true],
  ['a hundred', { options: many(100, (index) => option(`${index}`)) }, true],
  ['one more', { options: many(101, (index) => option(`${index}`)) }, false],
  ['none at all', {}, false],
])('an options answer with %s', (_, answer, taken) => {
  expect(isObj(validateOptions(answer))).toBe(!taken)
})
