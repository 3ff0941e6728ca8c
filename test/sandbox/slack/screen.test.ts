import { expect, it } from 'vitest'
import type { Obj } from '../../../sandbox/slack/json.ts'
import { blockLines } from '../../../sandbox/slack/screen/blocks.ts'
import { readMrkdwn, slackDate } from '../../../sandbox/slack/screen/text.ts'

const names = {
  user: (id: string) => ({ U1: 'operator' })[id] ?? id,
  channel: (id: string) => ({ C1: 'data' })[id] ?? id,
  userGroup: (id: string) => ({ S1: 'data-ops' })[id] ?? id,
}
const plain = (text: string) => ({ type: 'plain_text', text })
const options = ['One', 'Two'].map((text) => ({ text: plain(text), value: text }))

it.each([
  ['<@U1> in <#C1>, <!subteam^S1> and <!here>', '@operator in #data, @data-ops and @here'],
  ['<!date^1795350000^since {date_short} {time}|once>', 'since 22 Nov 2026 12:20'],
  [
    '<https://kafka.apache.org|docs> or <https://kafka.apache.org>',
    'docs (https://kafka.apache.org) or https://kafka.apache.org',
  ],
  ['&lt;@U1&gt; &amp; *bold*', '<@U1> & *bold*'],
])('reads %s', (mrkdwn, expected) => {
  expect(readMrkdwn(mrkdwn, names)).toBe(expected)
})

it.each([
  [0, 'today at 12:20:00'],
  [-1, 'yesterday at 12:20:00'],
  [1, 'tomorrow at 12:20:00'],
  [2, '24 Nov 2026 at 12:20:00'],
])('calls the day that is %i days away as Slack does: %s', (days, expected) => {
  const now = Date.UTC(2026, 10, 22, 23, 59)
  const then = Date.UTC(2026, 10, 22 + days, 12, 20) / 1000

  expect(slackDate(then, '{date_short_pretty} at {time_secs}', 'UTC', now)).toBe(expected)
})

it.each<[Obj, string[]]>([
  [{ type: 'header', text: plain('Fleet') }, ['# Fleet']],
  [
    { type: 'section', text: plain('orders'), accessory: { type: 'button', text: plain('Open') } },
    ['orders', '[Open]'],
  ],
  [
    { type: 'context', elements: [plain('a'), { type: 'image', alt_text: 'a duck', image_url: 'https://x.test' }] },
    ['a · (image: a duck)'],
  ],
  [
    { type: 'actions', elements: [{ type: 'static_select', action_id: 'a', placeholder: plain('Pick'), options }] },
    ['‹Pick›'],
  ],
  [
    { type: 'input', label: plain('Mode'), element: { type: 'radio_buttons', options, initial_option: options[1] } },
    ['Mode ( ) One (x) Two'],
  ],
  [
    {
      type: 'input',
      optional: true,
      label: plain('Port'),
      hint: plain('A number'),
      element: { type: 'plain_text_input' },
    },
    ['Port (optional) [  ]', '  A number'],
  ],
  [
    {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'text', text: 'By ' },
            { type: 'user', user_id: 'U1' },
          ],
        },
        { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'a\nb' }] },
        {
          type: 'rich_text_list',
          style: 'ordered',
          elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'first' }] }],
        },
      ],
    },
    ['By @operator', '┃ a', '┃ b', '1. first'],
  ],
  [
    {
      type: 'table',
      rows: [
        [
          { type: 'raw_text', text: 'a' },
          { type: 'raw_number', value: 1 },
        ],
      ],
    },
    ['a | 1'],
  ],
  [{ type: 'alert', text: plain('Careful') }, ['! Careful']],
  [{ type: 'hologram', depth: 3 }, ['{"type":"hologram","depth":3}']],
])('shows %j', (block, expected) => {
  expect(blockLines(block, names, {})).toEqual(expected)
})
