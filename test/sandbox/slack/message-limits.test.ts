import { describe, expect, it } from 'vitest'
import type { Obj } from '../../../sandbox/slack/json.ts'
import { validateMessage } from '../../../sandbox/slack/limits/payloads.ts'
import { startApp } from './app.ts'
import { actions, button, complaints, input, many, mrkdwn, option, plain, section, select, x } from './payloads.ts'

describe('a message', () => {
  it.each<[string, Obj, string]>([
    ['an unknown block', { type: 'bogus' }, 'unsupported type: bogus [json-pointer:/blocks/0/type]'],
    ['a block without type', {}, 'missing required field: type [json-pointer:/blocks/0]'],
    [
      'a modal-only block',
      { type: 'alert', text: plain('Oh') },
      'unsupported type: alert [json-pointer:/blocks/0/type]',
    ],
    ['an unknown property', section({ color: 'red' }), 'invalid additional property: color [json-pointer:/blocks/0]'],
    ['an empty section', { type: 'section' }, 'must define either `text` or `fields` [json-pointer:/blocks/0]'],
    ['empty text', section({ text: mrkdwn('') }), 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
    [
      'a long section',
      section({ text: mrkdwn(x(3001)) }),
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'a long field',
      section({ fields: [mrkdwn(x(2001))] }),
      'must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]',
    ],
    [
      'eleven fields',
      section({ fields: many(11, () => mrkdwn('x')) }),
      'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
    ],
    [
      'mrkdwn in a header',
      { type: 'header', text: mrkdwn('Title') },
      'must be a valid enum value: plain_text [json-pointer:/blocks/0/text/type]',
    ],
    [
      'a long button',
      actions(button({ text: plain(x(76)) })),
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
    ],
    [
      'a long button value',
      actions(button({ value: x(2001) })),
      'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
    ],
    [
      '26 buttons',
      actions(...many(26, (index) => button({ action_id: `press:${index}` }))),
      'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'two buttons with one action_id',
      actions(button(), button()),
      '`action_id` "press" already exists [json-pointer:/blocks/0/elements/1/action_id]',
    ],
    [
      'an overflow menu of six',
      section({ accessory: { type: 'overflow', options: many(6, (index) => option(`${index}`)) } }),
      'no more than 5 items allowed [json-pointer:/blocks/0/accessory/options]',
    ],
    [
      'an overflow menu of none',
      section({ accessory: { type: 'overflow', options: [] } }),
      'no fewer than 1 items allowed [json-pointer:/blocks/0/accessory/options]',
    ],
    [
      'an option with a long value',
      select({ options: [{ text: plain('One'), value: x(151) }] }),
      'must be less than 151 characters [json-pointer:/blocks/0/elements/0/options/0/value]',
    ],
    [
      'an option with a long text',
      select({ options: [{ text: plain(x(76)), value: 'one' }] }),
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]',
    ],
    [
      'a select with 101 options',
      select({ options: many(101, (index) => option(`${index}`)) }),
      'no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]',
    ],
    [
      'a select with options and groups',
      select({ options: [option('a')], option_groups: [{ label: plain('G'), options: [option('b')] }] }),
      'must define either `options` or `option_groups`, not both [json-pointer:/blocks/0/elements/0]',
    ],
    [
      'a first choice that is no option',
      select({ options: [option('a')], initial_option: option('b') }),
      '`initial_option` must exactly match one of the provided options [json-pointer:/blocks/0/elements/0/initial_option]',
    ],
    [
      'a long confirm button',
      actions(button({ confirm: { title: plain('T'), text: plain('t'), confirm: plain(x(31)), deny: plain('No') } })),
      'must be less than 31 characters [json-pointer:/blocks/0/elements/0/confirm/confirm/text]',
    ],
    [
      'eleven context elements',
      { type: 'context', elements: many(11, () => mrkdwn('x')) },
      'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'a number input outside a modal',
      input({ type: 'number_input', is_decimal_allowed: false }),
      'unsupported type: number_input [json-pointer:/blocks/0/element/type]',
    ],
    [
      'a rich text with raw text',
      { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: ['text'] }] },
      'must provide an object [json-pointer:/blocks/0/elements/0/elements/0]',
    ],
    [
      'a rich text with a mention inside preformatted text',
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'user', user_id: 'U1' }] }],
      },
      'unsupported type: user [json-pointer:/blocks/0/elements/0/elements/0/type]',
    ],
    [
      'a long block_id',
      section({ block_id: x(256) }),
      'must be less than 256 characters [json-pointer:/blocks/0/block_id]',
    ],
  ])('with %s is refused', (_, block, complaint) => {
    const refusal = validateMessage({ text: 'Hello', blocks: [block] })

    expect(refusal?.error).toBe('invalid_blocks')
    expect(complaints(refusal)).toContain(complaint)
  })

  it.each<[string, Obj, string]>([
    ['51 blocks', { blocks: many(51, () => ({ type: 'divider' })) }, 'invalid_blocks'],
    ['blocks that are no list', { blocks: 'nonsense' }, 'invalid_blocks_format'],
    ['two blocks of one id', { blocks: [section({ block_id: 'a' }), section({ block_id: 'a' })] }, 'invalid_blocks'],
    ['14,000 characters', { blocks: many(7, () => section({ text: mrkdwn(x(2000)) })) }, 'msg_blocks_too_long'],
    ['nothing', { blocks: [] }, 'no_text'],
    ['broken metadata', { text: 'Hello', metadata: { event_type: 'x' } }, 'invalid_metadata_format'],
  ])('with %s is refused', (_, body, error) => {
    expect(validateMessage(body)?.error).toBe(error)
  })

  it('counts characters as Unicode code points', () => {
    expect(validateMessage({ blocks: [{ type: 'header', text: plain('🦆'.repeat(150)) }] })).toBeUndefined()
  })

  it('is told to the client with errors and pointers', async () => {
    const { client } = await startApp(() => {}, { sockets: 0 })

    const call = client.chat.postMessage({
      channel: 'C0DATA',
      text: 'x',
      blocks: [{ type: 'header', text: { type: 'plain_text', text: '' } }],
    })

    await expect(call).rejects.toMatchObject({
      data: {
        error: 'invalid_blocks',
        errors: [
          'failed to match all allowed schemas [json-pointer:/blocks/0/text]',
          'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
        ],
        response_metadata: {
          messages: [
            '[ERROR] failed to match all allowed schemas [json-pointer:/blocks/0/text]',
            '[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]',
          ],
        },
      },
    })
  })
})
