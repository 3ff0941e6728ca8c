import { request } from 'undici'
import { expect, it } from 'vitest'
import { createPeople } from '../../support/slack.ts'
import { people } from '../../support/workspace.ts'
import { startApp } from './app.ts'

it('fails with what the person sees when what a test waits for does not come', async () => {
  const { slack, client } = await startApp(() => {}, { sockets: 0 })
  await client.chat.postMessage({ channel: 'C0DATA', text: 'Only this' })

  const wait = slack.waitFor(() => false, 'a restart', people.reader, 20)

  await expect(wait).rejects.toThrow(
    'a restart: not within 20 ms. U0READER sees:\n== #data ==\nKafka Connect:\n  Only this',
  )
})

it('says what there is when a test presses a button that nobody sees', async () => {
  const { slack, client } = await startApp(() => {}, { sockets: 0 })
  await client.chat.postMessage({ channel: 'C0DATA', text: 'No buttons' })
  const reader = createPeople(slack)('reader')

  expect(() => reader.clicks('Restart')).toThrow(/U0READER sees nothing called "Restart"[\s\S]*No buttons/)
})

it.each([
  ["Node's fetch", () => fetch('http://kafka.example/'), { cause: { code: 'ENETUNREACH' } }],
  ['undici', () => request('http://kafka.example/'), { code: 'ENETUNREACH' }],
])('lets nothing reach beyond this machine with %s', async (_, call, refusal) => {
  await expect(call()).rejects.toMatchObject(refusal)
})
