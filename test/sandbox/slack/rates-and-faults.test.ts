import { webApi } from '@slack/bolt'
import { expect, it } from 'vitest'
import type { Fault } from '../../../sandbox/slack/faults.ts'
import { createTestClock } from '../../support/clock.ts'
import { createPeople } from '../../support/slack.ts'
import { people } from '../../support/workspace.ts'
import { startApp } from './app.ts'

const nobody = () => {}

it('takes about one post a second in a channel, in bursts of three, each channel by itself', async () => {
  const clock = createTestClock()
  const { client } = await startApp(nobody, { clock, sockets: 0 })
  const post = (channel: string) => client.chat.postMessage({ channel, text: 'Hello' })
  for (let count = 0; count < 3; count += 1) await post('C0DATA')

  await expect(post('C0DATA')).rejects.toMatchObject({ retryAfter: 1 })
  await expect(post('C0SHARED')).resolves.toMatchObject({ ok: true })
  await clock.advance(1000)
  await expect(post('C0DATA')).resolves.toMatchObject({ ok: true })
})

it('takes fifty updates a minute in the whole workspace', async () => {
  const clock = createTestClock()
  const { client } = await startApp(nobody, { clock, sockets: 0 })
  const { ts = '' } = await client.chat.postMessage({ channel: 'C0DATA', text: '0' })
  const update = (text: number) => client.chat.update({ channel: 'C0DATA', ts, text: String(text) })
  for (let count = 1; count <= 50; count += 1) await update(count)

  await expect(update(51)).rejects.toBeInstanceOf(webApi.WebAPIRateLimitedError)
})

it.each<[Fault, object]>([
  [{ kind: 'rate-limited', retryAfter: 7 }, { retryAfter: 7 }],
  [{ kind: 'server-error' }, { statusCode: 500 }],
  [{ kind: 'error', error: 'fatal_error' }, { data: { error: 'fatal_error' } }],
])('answers the next call with the planned fault %j, and the one after as ever', async (fault, expected) => {
  const { slack, client } = await startApp(nobody, { sockets: 0 })
  slack.fail('auth.test', fault)

  await expect(client.auth.test()).rejects.toMatchObject(expected)
  await expect(client.auth.test()).resolves.toMatchObject({ ok: true })
})

it('can lose the answer to a post that it has taken', async () => {
  const { slack, client } = await startApp(nobody, { sockets: 0 })
  slack.fail('chat.postMessage', { kind: 'lost-answer' })

  const call = client.chat.postMessage({ channel: 'C0DATA', text: 'Still here' })

  await expect(call).rejects.toBeInstanceOf(webApi.WebAPIRequestError)
  expect(slack.screen(people.reader)).toContain('Still here')
})

it('can leave a call without an answer', async () => {
  const { slack } = await startApp(nobody, { sockets: 0 })
  slack.fail('auth.test', { kind: 'hang' })

  const call = fetch(`${slack.apiUrl}auth.test`, { method: 'POST', signal: AbortSignal.timeout(50) })

  await expect(call).rejects.toThrow(/timeout/)
})

it('reports a server error as the client does a real one', async () => {
  const { slack, client } = await startApp(nobody, { sockets: 0 })
  slack.fail('auth.test', { kind: 'server-error' })

  await expect(client.auth.test()).rejects.toBeInstanceOf(webApi.WebAPIHTTPError)
})

it('can break a response_url, once', async () => {
  const { slack } = await startApp((app) =>
    app.command('/connect', async ({ ack, respond }) => {
      await ack()
      await respond('Lost').catch(() => respond('Again'))
    }),
  )
  slack.fail('response_url', { kind: 'server-error' })
  const operator = createPeople(slack)('operator')

  await operator.runs('/connect')

  expect(await operator.sees('Again')).not.toContain('Lost')
})
