import { describe, expect, it } from 'vitest'
import { people } from '../../support/workspace.ts'
import { clientOf, startApp } from './app.ts'

const nobody = () => {}

describe('tokens and scopes', () => {
  it.each([
    ['', 'not_authed'],
    ['xoxb-wrong', 'invalid_auth'],
    ['xapp-test', 'not_allowed_token_type'],
  ])('refuses the token "%s" with %s', async (token, error) => {
    const { slack } = await startApp(nobody, { sockets: 0 })

    const call = clientOf(slack, token).auth.test()

    await expect(call).rejects.toMatchObject({ data: { error } })
  })

  it('names the scope that is missing and those that were granted', async () => {
    const { client } = await startApp(nobody, { scopes: ['chat:write'], sockets: 0 })

    const call = client.users.info({ user: people.operator })

    await expect(call).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: 'users:read', provided: 'chat:write' },
    })
  })

  it('asks for another scope to look into a private channel than into a public one', async () => {
    const { slack, client } = await startApp(nobody, { scopes: ['channels:read'], sockets: 0 })
    slack.world.channels.get('G0SECRET')?.members.push(slack.world.app.botUserId)

    const open = await client.conversations.info({ channel: 'C0SHARED' })
    const secret = client.conversations.info({ channel: 'G0SECRET' })

    expect(open.channel).toMatchObject({ is_ext_shared: true, is_member: true, is_private: false })
    await expect(secret).rejects.toMatchObject({ data: { error: 'missing_scope', needed: 'groups:read' } })
  })

  it('does not know methods that it does not have', async () => {
    const { client } = await startApp(nobody, { sockets: 0 })

    await expect(client.apiCall('chat.nonsense')).rejects.toMatchObject({ data: { error: 'unknown_method' } })
  })
})

describe('posting', () => {
  it.each([
    ['a channel that does not exist', 'C0NOWHERE', 'channel_not_found'],
    ['a private channel without the app', 'G0SECRET', 'channel_not_found'],
    ['a public channel without the app', 'C0QUIET', 'not_in_channel'],
    ['an archived channel', 'C0OLD', 'is_archived'],
  ])('to %s (%s) is refused with %s', async (_, channel, error) => {
    const { client } = await startApp(nobody, { sockets: 0 })

    const call = client.chat.postMessage({ channel, text: 'Hello' })

    await expect(call).rejects.toMatchObject({ data: { error } })
  })

  it('an ephemeral message needs a person who is in the channel', async () => {
    const { client } = await startApp(nobody, { sockets: 0 })

    const call = client.chat.postEphemeral({ channel: 'C0DATA', user: people.stranger, text: 'Psst' })

    await expect(call).rejects.toMatchObject({ data: { error: 'user_not_in_channel' } })
  })

  it('nothing is refused with no_text', async () => {
    const { client } = await startApp(nobody, { sockets: 0 })

    const call = client.chat.postMessage({ channel: 'C0DATA', text: '' })

    await expect(call).rejects.toMatchObject({ data: { error: 'no_text' } })
  })

  it('cuts a text of over 40,000 characters and says so', async () => {
    const { client } = await startApp(nobody, { sockets: 0 })

    const answer = await client.chat.postMessage({ channel: 'C0DATA', text: 'x'.repeat(40_001) })

    expect(answer.message?.text).toHaveLength(40_000)
    expect(answer.response_metadata?.warnings).toEqual(['message_truncated'])
  })

  it('takes a JSON body as well as a form', async () => {
    const { slack } = await startApp(nobody, { sockets: 0 })

    const response = await fetch(`${slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${slack.world.app.botToken}` },
      body: JSON.stringify({ channel: 'C0DATA', blocks: [{ type: 'divider' }], text: 'A line' }),
    })

    expect(await response.json()).toMatchObject({ ok: true, message: { blocks: [{ type: 'divider' }] } })
  })

  it('to a person reaches their direct message', async () => {
    const { slack, client } = await startApp(nobody, { sockets: 0 })

    await client.chat.postMessage({ channel: people.reader, text: 'Hello you' })

    expect(slack.screen(people.reader)).toContain('== Direct message ==\nKafka Connect:\n  Hello you')
    expect(slack.screen(people.operator)).toBe('')
  })

  it('keeps replies in their thread, and a reply to a reply in the channel', async () => {
    const { slack, client } = await startApp(nobody, { sockets: 0 })
    const root = await client.chat.postMessage({ channel: 'C0DATA', text: 'Root' })

    const reply = await client.chat.postMessage({ channel: 'C0DATA', text: 'Reply', thread_ts: String(root.ts) })
    await client.chat.postMessage({ channel: 'C0DATA', text: 'Stray', thread_ts: String(reply.ts) })

    expect(slack.screen(people.reader).split('\n')).toEqual([
      '== #data ==',
      'Kafka Connect:',
      '  Root',
      '  ↳ Kafka Connect:',
      '  ↳   Reply',
      'Kafka Connect:',
      '  Stray',
    ])
  })
})

describe('changing messages', () => {
  it('updates the own message, marks it as edited, and drops blocks that are not sent again', async () => {
    const { slack, client } = await startApp(nobody, { sockets: 0 })
    const { ts = '' } = await client.chat.postMessage({ channel: 'C0DATA', text: 'A', blocks: [{ type: 'divider' }] })

    await client.chat.update({ channel: 'C0DATA', ts, text: 'B' })

    expect(slack.screen(people.reader)).toContain('Kafka Connect: (edited)\n  B')
  })

  it('leaves messages of people alone', async () => {
    const { slack, client } = await startApp(nobody, { sockets: 0 })
    const { ts } = await slack.say(people.reader, 'C0DATA', 'Mine')

    const update = client.chat.update({ channel: 'C0DATA', ts, text: 'Yours' })
    const deletion = client.chat.delete({ channel: 'C0DATA', ts })

    await expect(update).rejects.toMatchObject({ data: { error: 'cant_update_message' } })
    await expect(deletion).rejects.toMatchObject({ data: { error: 'cant_delete_message' } })
  })

  it('cannot find an ephemeral message, which is gone after a reload', async () => {
    const { slack, client } = await startApp(nobody, { sockets: 0 })
    const posted = await client.chat.postEphemeral({ channel: 'C0DATA', user: people.reader, text: 'Psst' })

    const update = client.chat.update({ channel: 'C0DATA', ts: String(posted.message_ts), text: 'Louder' })

    await expect(update).rejects.toMatchObject({ data: { error: 'message_not_found' } })
    expect(slack.screen(people.reader)).toContain('Psst')
    slack.reload(people.reader)
    expect(slack.screen(people.reader)).toBe('')
  })
})
