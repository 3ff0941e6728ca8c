import { describe, expect, it } from 'vitest'
import type { Slack } from './slack.ts'
import { failed, names, running } from './statuses.ts'
import { DATABASE_DOWN } from './traces.ts'
import { createWorld } from './world.ts'

const editsOf = ({ messages }: Slack) => messages.flatMap(({ edits }) => edits)

const mostInAMinute = (slack: Slack) => {
  const edits = editsOf(slack)
  return Math.max(...edits.map((at) => edits.filter((other) => other >= at && other < at + 60_000).length))
}

describe('what is sent to Slack', () => {
  it('is at most 40 edits in any minute, more of them for recoveries than for counts', async () => {
    const channels = names(60)
    const rules = channels.map((connector, at) => ({ connector, channel: `C${at}` }))
    const { slack, fleet, start, pass, clock } = await createWorld({ rules })
    fleet.shows(channels.map(running))
    start()
    await pass(60)
    fleet.shows(channels.map((name) => failed(name, DATABASE_DOWN)))
    await pass(60)

    fleet.shows(channels.map(running))
    const recoveredAt = clock.now()
    await pass(180)

    expect(slack.states()).toEqual(channels.map(() => 'recovered'))
    expect(mostInAMinute(slack)).toBe(40)
    expect(Math.max(...editsOf(slack)) - recoveredAt).toBeLessThan(120_000)
  })

  it('is at most 40 edits in any minute also where another process goes on', async () => {
    const channels = names(60)
    const rules = channels.map((connector, at) => ({ connector, channel: `C${at}` }))
    const { slack, fleet, start, pass } = await createWorld({ rules })
    fleet.shows(channels.map(running))
    const first = start()
    await pass(60)
    fleet.shows(channels.map((name) => failed(name, DATABASE_DOWN)))
    await pass(60)
    fleet.shows(channels.map(running))
    await pass(35)
    await first.stop()

    start()
    await pass(180)

    expect(slack.states()).toEqual(channels.map(() => 'recovered'))
    expect(mostInAMinute(slack)).toBe(40)
  })

  it('leaves a second between two posts in one channel', async () => {
    const { slack, fleet, start, pass } = await createWorld()
    fleet.shows(names(4).map(running))
    start()
    await pass(60)
    fleet.shows(names(4).map((name, at) => failed(name, `com.acme.E${at}: no`)))

    await pass(60)

    const posts = slack.messages
      .flatMap(({ at, replies }) => [at, ...replies.map((reply) => reply.at)])
      .toSorted((a, b) => a - b)
    const gaps = posts.slice(1).map((at, index) => at - (posts[index] ?? 0))
    expect(posts).toHaveLength(8)
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000)
  })
})
