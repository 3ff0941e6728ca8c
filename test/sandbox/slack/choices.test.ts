import type { BlockAction, types } from '@slack/bolt'
import { expect, it } from 'vitest'
import { createPeople } from '../../support/slack.ts'
import { people } from '../../support/workspace.ts'
import { startApp } from './app.ts'

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const option = (text: string) => ({ text: plain(text), value: `value of ${text}` })

const blocks: types.KnownBlock[] = [
  {
    type: 'actions',
    block_id: 'row',
    elements: [
      { type: 'external_select', action_id: 'find', placeholder: plain('Find'), min_query_length: 2 },
      { type: 'static_select', action_id: 'page', placeholder: plain('Page'), options: ['One', 'Two'].map(option) },
      { type: 'overflow', action_id: 'more', options: [option('Pause')] },
    ],
  },
]

/** An app with one message in the channel, and the actions that it was told of. */
async function withMenus() {
  const actions: unknown[] = []
  const { slack, client } = await startApp((app) => {
    app.options('find', async ({ ack, payload }) => {
      const names = ['orders', 'orders-dlq', 'items'].filter((name) => name.startsWith(payload.value))
      await ack({ options: names.map(option) })
    })
    app.action<BlockAction>(/.*/, async ({ ack, body }) => {
      actions.push(body.actions[0])
      await ack()
    })
  })
  await client.chat.postMessage({ channel: 'C0DATA', text: 'Menus', blocks })
  return { slack, actions, operator: createPeople(slack)('operator') }
}

it('asks the app for the options of an external select, once the query is long enough', async () => {
  const { operator } = await withMenus()

  expect(await operator.searches('Find', 'o')).toEqual([])
  expect(await operator.searches('Find', 'or')).toEqual(['orders', 'orders-dlq'])
})

it('tells the app what was chosen, and shows it to that person alone', async () => {
  const { slack, operator, actions } = await withMenus()

  await operator.chooses('Find', 'orders')
  await operator.chooses('Page', 'Two')
  await operator.chooses('…', 'Pause')

  expect(actions).toMatchObject([
    { type: 'external_select', action_id: 'find', selected_option: { value: 'value of orders' } },
    { type: 'static_select', action_id: 'page', selected_option: { value: 'value of Two' } },
    { type: 'overflow', action_id: 'more', selected_option: { value: 'value of Pause' } },
  ])
  expect(operator.screen()).toContain('‹orders› ‹Two› […: Pause]')
  expect(slack.screen(people.reader)).toContain('‹Find› ‹Page› […: Pause]')
})

it('knows no option that was not offered', async () => {
  const { operator } = await withMenus()

  await expect(operator.chooses('Page', 'Three')).rejects.toThrow('There is no option "Three"; there are: One, Two')
})
