import type { BlockAction, RespondArguments, types } from '@slack/bolt'
import { describe, expect, it } from 'vitest'
import { createTestClock } from '../../support/clock.ts'
import { createPeople } from '../../support/slack.ts'
import { people } from '../../support/workspace.ts'
import { startApp } from './app.ts'

const card: types.KnownBlock[] = [
  { type: 'section', text: { type: 'mrkdwn', text: 'A card' } },
  {
    type: 'actions',
    block_id: 'row',
    elements: [
      { type: 'button', action_id: 'press', value: 'v1', text: { type: 'plain_text', text: 'Press' } },
      {
        type: 'button',
        action_id: 'stop',
        text: { type: 'plain_text', text: 'Stop' },
        confirm: {
          title: { type: 'plain_text', text: 'Stop it?' },
          text: { type: 'plain_text', text: 'It will not run.' },
          confirm: { type: 'plain_text', text: 'Stop' },
          deny: { type: 'plain_text', text: 'Keep' },
        },
      },
    ],
  },
]

/** An app that answers a command with a card, and a click on it with `answers`. */
async function withCard({
  answers = [],
  sentTo = 'ephemeral',
}: {
  answers?: RespondArguments[]
  sentTo?: 'ephemeral' | 'in_channel'
} = {}) {
  const clock = createTestClock()
  const clicks: BlockAction[] = []
  const statuses: number[] = []
  const { slack } = await startApp(
    (app) => {
      app.command('/connect', async ({ ack, respond }) => {
        await ack()
        await respond({ response_type: sentTo, text: 'A card', blocks: card })
      })
      app.action<BlockAction>(/press|stop/, async ({ ack, body, respond }) => {
        await ack()
        clicks.push(body)
        for (const answer of answers) {
          statuses.push(
            await respond(answer).then(
              () => 200,
              (error: { statusCode: number }) => error.statusCode,
            ),
          )
        }
      })
    },
    { clock },
  )
  const as = createPeople(slack)
  await as('operator').runs('/connect')
  return { slack, clock, as, clicks, statuses }
}

describe('a click', () => {
  it('on an ephemeral message says where, but not what the message was', async () => {
    const { slack, clicks } = await withCard()
    const message = slack.world.messages.get('C0DATA')?.[0]

    await slack.click(people.operator, { channel: 'C0DATA', ts: message?.ts ?? '' }, { actionId: 'press' })

    expect(clicks[0]).toMatchObject({
      user: { id: people.operator, team_id: 'T0TEAM' },
      container: { type: 'message', message_ts: message?.ts, channel_id: 'C0DATA', is_ephemeral: true },
      actions: [{ type: 'button', block_id: 'row', action_id: 'press', value: 'v1' }],
    })
    expect(clicks[0]?.message).toBeUndefined()
  })

  it('on a message of the channel brings the message along', async () => {
    const { as, slack, clicks } = await withCard({ sentTo: 'in_channel', answers: [{ text: 'Seen' }] })

    await as('reader').clicks('Press')
    await as('reader').sees('Seen')

    expect(clicks[0]?.message).toMatchObject({ ts: slack.world.messages.get('C0DATA')?.[0]?.ts, text: 'A card' })
  })

  it('on a button that asks first does nothing before the person has said yes', async () => {
    const { as, clicks } = await withCard({ answers: [{ text: 'Stopped' }] })

    expect(await as('operator').isAskedBy('Stop')).toBe('Stop it?\nIt will not run.')
    expect(clicks).toEqual([])

    await as('operator').clicks('Stop', { confirm: true })
    expect(clicks).toHaveLength(1)
  })

  it('on a message of somebody else is not possible', async () => {
    const { slack } = await withCard()
    const ts = slack.world.messages.get('C0DATA')?.[0]?.ts ?? ''

    const click = slack.click(people.reader, { channel: 'C0DATA', ts }, { actionId: 'press' })

    await expect(click).rejects.toThrow(/U0READER sees no message/)
  })
})

describe('the response_url of a click', () => {
  it.each(['ephemeral', 'in_channel'] as const)('replaces the %s message that was clicked', async (sentTo) => {
    const { as } = await withCard({ sentTo, answers: [{ text: 'Changed', replace_original: true }] })

    await as('operator').clicks('Press')
    const screen = await as('operator').sees('Changed')

    expect(screen).not.toContain('A card')
  })

  it('deletes it', async () => {
    const { as } = await withCard({ answers: [{ delete_original: true }] })

    await as('operator').clicks('Press')

    expect(as('operator').screen()).toBe('')
  })

  it('answers to the person alone beside it', async () => {
    const { as } = await withCard({ sentTo: 'in_channel', answers: [{ text: 'For you', replace_original: false }] })

    await as('operator').clicks('Press')
    await as('operator').sees('For you')

    expect(as('reader').screen()).toContain('A card')
    expect(as('reader').screen()).not.toContain('For you')
  })

  it('answers in the thread of the click only where the answer names it', async () => {
    const { slack, client } = await startApp((app) =>
      app.action<BlockAction>('press', async ({ ack, body, respond }) => {
        await ack()
        await respond({ text: 'Beside', replace_original: false })
        await respond({ text: 'Inside', replace_original: false, thread_ts: String(body.container.thread_ts) })
      }),
    )
    const as = createPeople(slack)
    const root = await client.chat.postMessage({ channel: 'C0DATA', text: 'Root' })
    await client.chat.postMessage({ channel: 'C0DATA', text: 'A card', blocks: card, thread_ts: String(root.ts) })

    await as('operator').clicks('Press')
    const screen = await as('operator').sees('Inside')

    expect(screen).toMatch(/^ {2}↳ {3}Inside$/m)
    expect(screen).toMatch(/^ {2}Beside$/m)
  })

  it('serves five times', async () => {
    const answers = Array.from({ length: 6 }, (_, index) => ({ text: `Answer ${index + 1}`, replace_original: true }))
    const { as, statuses } = await withCard({ answers })

    await as('operator').clicks('Press')

    await expect.poll(() => statuses).toEqual([200, 200, 200, 200, 200, 404])
    expect(as('operator').screen()).toContain('Answer 5')
  })

  it('serves for thirty minutes', async () => {
    const { clock, as, slack, clicks } = await withCard()
    await slack.click(
      people.operator,
      { channel: 'C0DATA', ts: slack.world.messages.get('C0DATA')?.[0]?.ts ?? '' },
      { actionId: 'press' },
    )
    const url = clicks[0]?.response_url ?? ''
    const post = () =>
      fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"text":"Late"}' })

    await clock.advance(30 * 60_000)
    const inTime = await post()
    await clock.advance(1)
    const late = await post()

    expect(inTime.status).toBe(200)
    expect(await late.json()).toEqual({ ok: false, error: 'expired_url' })
    expect(as('operator').screen()).toContain('Late')
  })

  it('refuses an invalid message, which takes no use', async () => {
    const { as, statuses } = await withCard({ answers: [{ blocks: [{ type: 'bogus' }] }, { text: 'Fine' }] })

    await as('operator').clicks('Press')
    await as('operator').sees('Fine')

    expect(statuses[0]).toBe(400)
  })
})
