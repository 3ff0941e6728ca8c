import { expect, it } from 'vitest'
import { PostError } from '../../src/alerts/errors.ts'
import { once } from './slack.ts'
import { failed, running } from './statuses.ts'
import { DATABASE_DOWN } from './traces.ts'
import { createWorld } from './world.ts'

const a = 'orders'

it('a post without an answer that is found in the channel is not sent again', async () => {
  const { slack, fleet, start, pass } = await createWorld()
  slack.letRead()
  fleet.shows([running(a)])
  start()
  await pass(60)
  fleet.put(failed(a, DATABASE_DOWN))
  slack.fails(once('post', 'lost'))
  await pass(60)

  fleet.put(running(a))
  await pass(60)

  expect(slack.messages.map(({ view }) => view.copy)).toEqual([false])
  expect(slack.states()).toEqual(['recovered'])
})

it('a post without an answer is looked for until Slack has time for that', async () => {
  const { slack, fleet, start, pass } = await createWorld()
  slack.letRead()
  let isBusy = true
  const find: typeof slack.poster.find = async (channel, root) => {
    if (!isBusy) return slack.poster.find(channel, root)
    isBusy = false
    throw new PostError('limited', 'Slack asks to wait.', 5_000)
  }
  fleet.shows([running(a)])
  start({ poster: { ...slack.poster, find } })
  await pass(60)
  fleet.put(failed(a, DATABASE_DOWN))
  slack.fails(once('post', 'lost'))

  await pass(90)

  expect(slack.messages.map(({ view }) => view.copy)).toEqual([false])
  expect(slack.thread(slack.messages[0])).toEqual(['opened'])
})

it('a group that was to be called after a post whose answer was lost is called once that is found', async () => {
  const { slack, fleet, start, pass } = await createWorld({
    rules: [{ channel: 'C0ALERTS', mention: { group: 'S0ONCALL', afterMs: 60_000 } }],
  })
  slack.letRead()
  let isReached = true
  const find: typeof slack.poster.find = async (...about) => {
    if (isReached) return slack.poster.find(...about)
    throw new PostError('not-sent', 'Slack cannot be reached.')
  }
  fleet.shows([running(a)])
  start({ poster: { ...slack.poster, find } })
  await pass(60)
  fleet.put(failed(a, DATABASE_DOWN))
  slack.fails(once('post', 'lost'))
  isReached = false
  await pass(5 * 60)

  isReached = true
  await pass(60)

  const [message] = slack.messages
  expect(slack.messages).toHaveLength(1)
  expect(message?.view.mentions).toEqual([])
  expect(message?.replies.flatMap(({ view }) => view.mentions)).toEqual(['S0ONCALL'])
})

it('a reply without an answer is sent soon after Slack can be reached again, however long that took', async () => {
  const { slack, fleet, start, pass } = await createWorld()
  fleet.shows([running(a)])
  start()
  await pass(60)
  fleet.put(failed(a, DATABASE_DOWN))
  slack.fails(once('reply', 'unknown'))
  await pass(35)
  slack.fails(() => 'not-sent')
  await pass(30 * 60)

  slack.fails(() => undefined)
  await pass(30)

  expect(slack.thread(slack.messages[0])).toEqual(['opened again'])
})

it('a reply without an answer that is found in the thread is not sent again', async () => {
  const { slack, fleet, start, pass } = await createWorld()
  slack.letRead()
  fleet.shows([running(a)])
  start()
  await pass(60)
  fleet.put(failed(a, DATABASE_DOWN))
  slack.fails(once('reply', 'lost'))
  await pass(60)

  fleet.put(running(a))
  await pass(60)

  expect(slack.thread(slack.messages[0])).toEqual(['opened', 'recovered'])
})
