import { describe, expect, it } from 'vitest'
import { once } from './slack.ts'
import { failed, names, running } from './statuses.ts'
import { DATABASE_DOWN } from './traces.ts'
import { createWorld, type World } from './world.ts'

const a = 'orders'

/** A world in which a failure was seen and has not been posted yet. */
async function aFailure(): Promise<World> {
  const world = await createWorld()
  world.fleet.shows([running(a)])
  world.start()
  await world.pass(60)
  world.fleet.put(failed(a, DATABASE_DOWN))
  return world
}

describe('a post', () => {
  it('that certainly was not sent is sent again, unmarked', async () => {
    const { slack, pass } = await aFailure()
    slack.fails(once('post', 'not-sent'))

    await pass(60)

    expect(slack.messages.map(({ view }) => view.copy)).toEqual([false])
  })

  it('without an answer is sent again after 10 s, and marked as perhaps a second copy', async () => {
    const { slack, pass } = await aFailure()
    slack.fails(once('post', 'lost'))

    await pass(60)

    expect(slack.messages.map(({ view }) => view.copy)).toEqual([false, true])
    expect((slack.messages[1]?.at ?? 0) - (slack.messages[0]?.at ?? 0)).toBeGreaterThanOrEqual(10_000)
    expect(slack.thread(slack.messages[1])).toEqual(['opened'])
  })

  it('never answered is repeated less and less often', async () => {
    const { slack, pass } = await aFailure()
    slack.fails((call) => (call === 'post' ? 'lost' : undefined))

    await pass(20 * 60)

    const gaps = slack.messages.slice(1).map(({ at }, n) => Math.round((at - (slack.messages[n]?.at ?? 0)) / 1_000))
    expect(gaps.slice(0, 4)).toEqual([10, 20, 40, 80])
    expect(gaps.length).toBeLessThan(8)
  })

  it('waits as long as Slack asks for, while other channels go on', async () => {
    const rules = [{ connector: 'items', channel: 'C0ITEMS' }]
    const { slack, fleet, start, pass } = await createWorld({ rules })
    fleet.shows([running(a), running('items')])
    start()
    await pass(60)
    const limited = once('post', 'limited')
    slack.fails((call, channel) => (channel === 'C0ALERTS' ? limited(call) : undefined))
    fleet.shows([failed(a, DATABASE_DOWN), failed('items', DATABASE_DOWN)])

    await pass(90)

    const [first, second] = slack.messages
    expect([first?.channel, second?.channel]).toEqual(['C0ITEMS', 'C0ALERTS'])
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(30_000)
  })

  it('that hangs in one channel holds up no other one', async () => {
    const rules = [{ connector: 'items', channel: 'C0ITEMS' }]
    const { slack, fleet, start, pass } = await createWorld({ rules })
    fleet.shows([running(a), running('items')])
    start()
    await pass(60)
    slack.fails((_, channel) => (channel === 'C0ALERTS' ? 'hangs' : undefined))
    fleet.shows([failed(a, DATABASE_DOWN), failed('items', DATABASE_DOWN)])

    await pass(60)

    expect(slack.messages.map(({ channel }) => channel)).toEqual(['C0ITEMS'])
  })

  it('that the channel refuses goes to the fallback channel and says why', async () => {
    const { slack, pass } = await aFailure()
    slack.fails((_, channel) => (channel === 'C0ALERTS' ? 'refused' : undefined))

    await pass(60)

    expect(slack.messages).toMatchObject([
      { channel: 'C0FALLBACK', view: { diverted: { from: 'C0ALERTS', reason: 'refused' } } },
    ])
    expect(slack.thread(slack.messages[0])).toEqual(['opened'])
  })
})

describe('a root', () => {
  it('that somebody deleted is posted anew, once', async () => {
    const { slack, pass, fleet } = await aFailure()
    await pass(60)
    slack.remove(slack.messages[0])
    fleet.put(failed('items', DATABASE_DOWN))
    await pass(120)
    slack.remove(slack.messages[1])
    fleet.put(failed('users', DATABASE_DOWN))

    await pass(120)

    expect(slack.messages.map(({ deleted }) => deleted)).toEqual([true, true])
    expect(slack.messages[1]?.view.incidents).toMatchObject([{ connectors: 2 }])
  })

  it('that somebody deleted is not posted anew when it is over', async () => {
    const { slack, pass, fleet } = await aFailure()
    await pass(60)
    slack.remove(slack.messages[0])
    fleet.put(running(a))

    await pass(120)

    expect(slack.messages).toHaveLength(1)
  })

  it('that nobody wants twice makes room for a new one when it fails again', async () => {
    const { slack, pass, fleet } = await aFailure()
    await pass(60)
    slack.remove(slack.messages[0])
    fleet.put(running(a))
    await pass(120)
    fleet.put(failed(a, DATABASE_DOWN))

    await pass(60)

    expect(slack.states()).toEqual(['firing', 'firing'])
  })

  it('shows in the end what is so, though an edit was lost', async () => {
    const { slack, pass, fleet } = await aFailure()
    await pass(60)
    slack.fails(once('update', 'unknown'))
    fleet.put(running(a))

    await pass(60)

    expect(slack.states()).toEqual(['recovered'])
  })
})

describe('a thread line', () => {
  it('without an answer is repeated and marked', async () => {
    const { slack, pass } = await aFailure()
    slack.fails(once('reply', 'lost'))

    await pass(60)

    expect(slack.thread(slack.messages[0])).toEqual(['opened', 'opened again'])
  })

  it('never answered is repeated less and less often', async () => {
    const { slack, pass } = await aFailure()
    slack.fails((call) => (call === 'reply' ? 'lost' : undefined))

    await pass(20 * 60)

    const times = slack.messages[0]?.replies.map(({ at }) => at) ?? []
    const gaps = times.slice(1).map((at, n) => Math.round((at - (times[n] ?? 0)) / 1_000))
    expect(gaps.slice(0, 4)).toEqual([10, 20, 40, 80])
    expect(gaps.length).toBeLessThan(8)
  })

  it('waits for its root', async () => {
    const { slack, pass } = await aFailure()
    slack.fails((call) => (call === 'post' ? 'limited' : undefined))
    await pass(60)

    slack.fails(() => undefined)
    await pass(60)

    expect(slack.messages).toHaveLength(1)
    expect(slack.thread(slack.messages[0])).toEqual(['opened'])
  })

  it('of a backlog is condensed, not replayed', async () => {
    const { slack, pass, fleet } = await aFailure()
    await pass(60)
    slack.fails((call) => (call === 'reply' ? 'not-sent' : undefined))
    for (const name of names(30)) {
      fleet.put(failed(name, DATABASE_DOWN))
      await pass(20)
    }

    slack.fails(() => undefined)
    await pass(150)

    const joined = slack.lines(slack.messages[0]).filter(({ event }) => event === 'joined')
    expect(joined.map(({ count }) => count)).toEqual([29, 1])
    expect(slack.messages[0]?.replies).toHaveLength(3)
  })
})
