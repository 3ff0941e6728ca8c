import { describe, expect, it } from 'vitest'
import { failed, running } from './statuses.ts'
import { DATABASE_DOWN } from './traces.ts'
import { createWorld } from './world.ts'

const [a, b] = ['orders', 'items']
const HOUR_S = 3_600

/** What people are told when the app has been gone for an hour, in which `change` happened. */
async function anHourGone(before: 'running' | 'failed', after: 'running' | 'failed') {
  const show = { running, failed: (name: string) => failed(name, DATABASE_DOWN) }
  const world = await createWorld()
  const { clock, fleet, pass, slack, start } = world
  fleet.shows([running(a), running(b)])
  const first = start()
  await pass(60)
  fleet.put(show[before](a))
  await pass(60)
  await first.stop()
  const left = clock.now()
  fleet.put(show[after](a))
  await pass(HOUR_S)
  const back = clock.now()
  start()
  await pass(120)
  return { left, back, slack }
}

describe('after the app was down', () => {
  it('a failure is said to have begun between the two looks', async () => {
    const { left, back, slack } = await anHourGone('running', 'failed')

    const [message] = slack.messages
    const since = message?.view.incidents[0]?.incident.since ?? { from: 0, to: 0 }
    expect(since.from).toBeLessThanOrEqual(left)
    expect(since.to).toBeGreaterThanOrEqual(back)
    expect(slack.lines(message)).toMatchObject([{ event: 'opened', span: since }])
  })

  it('a recovery is said to lie between the two looks, and not to have taken as long as that', async () => {
    const { left, back, slack } = await anHourGone('failed', 'running')

    const [message] = slack.messages
    const { closed } = message?.view.incidents[0]?.incident ?? {}
    expect(closed?.from).toBeLessThanOrEqual(left)
    expect(closed?.to).toBeGreaterThanOrEqual(back)
    const { from, to } = closed ?? {}
    expect(slack.lines(message).at(-1)).toMatchObject({ event: 'recovered', span: { from, to } })
  })

  it('what still fails is told no second time', async () => {
    const { slack } = await anHourGone('failed', 'failed')

    expect(slack.messages.map((message) => slack.thread(message))).toEqual([['opened']])
  })
})

it('a recovery that was watched has no such words', async () => {
  const { fleet, pass, slack, start } = await createWorld()
  fleet.shows([running(a)])
  start()
  await pass(60)
  fleet.put(failed(a, DATABASE_DOWN))
  await pass(60)
  fleet.put(running(a))

  await pass(60)

  expect(slack.lines(slack.messages[0]).map(({ event, span }) => [event, span])).toEqual([
    ['opened', undefined],
    ['recovered', undefined],
  ])
})
