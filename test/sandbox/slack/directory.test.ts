import { expect, it } from 'vitest'
import { createTestClock } from '../../support/clock.ts'
import { people } from '../../support/workspace.ts'
import { startApp } from './app.ts'

const nobody = () => {}

it.each([
  ['guest', people.guest, { is_restricted: true, team_id: 'T0TEAM' }],
  ['stranger', people.stranger, { is_stranger: true, team_id: 'T0OTHER' }],
  ['deleted person', people.gone, { deleted: true }],
  ['bot', 'U0CONNECT', { is_bot: true }],
])('says who is a %s', async (_, user, expected) => {
  const { client } = await startApp(nobody, { sockets: 0 })

  const answer = await client.users.info({ user })

  expect(answer.user).toMatchObject(expected)
})

it('lists user groups with their handles, and their members one by one', async () => {
  const { client } = await startApp(nobody, { sockets: 0 })

  const groups = await client.usergroups.list({})
  const members = await client.usergroups.users.list({ usergroup: 'S0OPS' })
  const unknown = client.usergroups.users.list({ usergroup: 'S0NONE' })

  expect(groups.usergroups?.map(({ handle, user_count }) => [handle, user_count])).toEqual([
    ['data-admins', 1],
    ['data-ops', 1],
  ])
  expect(members.users).toEqual([people.operator])
  await expect(unknown).rejects.toMatchObject({ data: { error: 'no_such_subteam' } })
})

it('tells the app who joined and who left a user group', async () => {
  const heard: unknown[] = []
  const { slack } = await startApp((app) =>
    app.event(
      'subteam_members_changed',
      async ({ event }) => void heard.push([event.added_users, event.removed_users]),
    ),
  )

  await slack.changeUserGroup('S0OPS', [people.reader])

  expect(heard).toEqual([[[people.reader], [people.operator]]])
})

it('shows messages with their metadata to whoever may read the history', async () => {
  const { client } = await startApp(nobody, { scopes: ['chat:write', 'channels:history'], sockets: 0 })
  const metadata = { event_type: 'incident', event_payload: { id: 'i-1' } }
  await client.chat.postMessage({ channel: 'C0DATA', text: 'First', metadata })
  await client.chat.postMessage({ channel: 'C0DATA', text: 'Second' })

  const history = await client.conversations.history({ channel: 'C0DATA', include_all_metadata: true })

  expect(history.messages?.map(({ text, metadata }) => [text, metadata])).toEqual([
    ['Second', undefined],
    ['First', metadata],
  ])
})

it('lists the replies of a thread from a time on, the root before them', async () => {
  const { client } = await startApp(nobody, { scopes: ['chat:write', 'channels:history'], sockets: 0 })
  const { ts = '' } = await client.chat.postMessage({ channel: 'C0DATA', text: 'Root' })
  const early = await client.chat.postMessage({ channel: 'C0DATA', text: 'Early', thread_ts: ts })
  await client.chat.postMessage({ channel: 'C0DATA', text: 'Late', thread_ts: ts })

  const { messages = [] } = await client.conversations.replies({ channel: 'C0DATA', ts, oldest: String(early.ts) })

  expect(messages.map(({ text }) => text)).toEqual(['Root', 'Late'])
})

it('shares a file after messages that were sent later', async () => {
  const clock = createTestClock()
  const scopes = ['chat:write', 'files:write', 'im:write']
  const { slack, client } = await startApp(nobody, { clock, scopes, sockets: 0 })
  const { channel } = await client.conversations.open({ users: people.operator })

  await client.filesUploadV2({ channel_id: String(channel?.id), filename: 'audit.csv', content: 'a,b\n1,2\n' })
  await client.chat.postMessage({ channel: String(channel?.id), text: 'Here is your file' })
  await clock.advance(1000)

  expect(slack.screen(people.operator)).toMatch(/Here is your file[\s\S]*\(file: audit.csv\)/)
  expect([...slack.world.files.values()].map(({ bytes }) => String(bytes))).toEqual(['a,b\n1,2\n'])
})
