import { describe, expect, it } from 'vitest'
import { PostError } from '../../src/alerts/errors.ts'
import type { Call } from './slack.ts'
import { failed, running } from './statuses.ts'
import { DATABASE_DOWN, DISK_FULL } from './traces.ts'
import { createWorld } from './world.ts'

const [a, b] = ['orders', 'items']

/** Two connectors that fail for two causes; Slack does not take these calls about the first one. */
async function rejecting(call: Call, fault: 'rejected' | 'refused' = 'rejected') {
  const world = await createWorld({ rules: [{ channel: 'C0FALLBACK' }] })
  const { fleet, slack, start, pass } = world
  fleet.shows([running(a), running(b)])
  start()
  await pass(60)
  slack.fails((one, _, about) => (one === call && about === a ? fault : undefined))
  fleet.shows([failed(a, DATABASE_DOWN), failed(b, DISK_FULL)])
  await pass(90)
  return world
}

const shown = ({ slack }: Awaited<ReturnType<typeof rejecting>>) =>
  slack.messages.map((message) => [message.view.incidents[0]?.worst[0]?.subject, ...slack.thread(message)])

describe('what Slack takes nowhere', () => {
  it('as a post holds up no other one in its channel, and is tried again', async () => {
    const world = await rejecting('post')
    const before = shown(world)

    world.slack.fails(() => undefined)
    await world.pass(90)

    expect(before).toEqual([[b, 'opened']])
    expect(shown(world)).toEqual([
      [b, 'opened'],
      [a, 'opened'],
    ])
  })

  it('as a line of a thread holds up no other one, and its root shows what is so all the same', async () => {
    const world = await rejecting('reply')

    world.fleet.put(running(a))
    await world.pass(90)

    expect(shown(world)).toEqual([[a], [b, 'opened']])
    expect(world.slack.states()).toEqual(['recovered', 'firing'])
  })

  it('as an edit, since the app was taken out of the channel, is not in the way of other edits', async () => {
    const world = await rejecting('update', 'refused')

    world.fleet.put(failed('users', DATABASE_DOWN))
    await world.pass(30)
    world.fleet.put(failed('clicks', DISK_FULL))
    await world.pass(50)

    const counts = world.slack.messages.map(({ view }) => view.incidents.map(({ connectors }) => connectors))
    expect(counts).toEqual([[1], [2]])
  })

  it('as an edit is given up, and neither posted elsewhere nor in the way of other edits', async () => {
    const world = await rejecting('update')

    world.fleet.shows([running(a), running(b)])
    await world.pass(90)

    expect(world.slack.states()).toEqual(['firing', 'recovered'])
    expect(shown(world)).toEqual([
      [a, 'opened', 'recovered'],
      [b, 'opened', 'recovered'],
    ])
  })
})

it('what came up while Slack took an edit in no way is shown all the same', async () => {
  const { fleet, slack, people, open, start, pass } = await createWorld()
  let tries = 0
  const update: typeof slack.poster.update = async (edit) => {
    tries++
    if (tries > 2) return slack.poster.update(edit)
    const [incident] = await open()
    if (tries === 2) await people.acknowledge(incident?.id ?? '', { id: 'U0ADA', name: 'Ada' })
    throw new PostError('rejected', 'invalid_blocks')
  }
  fleet.shows([running(a), running(b)])
  start({ poster: { ...slack.poster, update } })
  await pass(60)
  fleet.put(failed(a, DATABASE_DOWN))
  await pass(60)

  fleet.put(failed(b, DATABASE_DOWN))
  await pass(60)

  expect(slack.states()).toEqual(['acknowledged'])
})

describe('what Slack takes in words alone', () => {
  /** A failure, its thread and its end, each of which Slack takes only so; when it was tried, in milliseconds. */
  async function inWordsOnly(only: Call) {
    const world = await createWorld()
    const { clock, fleet, slack, start, pass } = world
    const tries: number[] = []
    slack.fails((call, _, __, inWords) => {
      if (call === only) tries.push(clock.now())
      return call === only && !inWords ? 'rejected' : undefined
    })
    fleet.shows([running(a)])
    start()
    await pass(60)
    fleet.put(failed(a, DATABASE_DOWN))
    await pass(60)
    fleet.put(running(a))
    await pass(60)
    return { ...world, tries }
  }

  it.each(['post', 'reply', 'update'] as const)('is told so at the next %s, which counts as one', async (call) => {
    const { slack, tries, store } = await inWordsOnly(call)

    expect(slack.states()).toEqual(['recovered'])
    expect(slack.thread(slack.messages[0])).toEqual(['opened', 'recovered'])
    const gaps = tries.map((at, n) => at - (tries[n - 1] ?? -Infinity))
    if (call === 'update') expect(await store.alerts.read((tables) => tables.edits(0))).toEqual(tries)
    else expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000)
  })

  it('is drawn again when there is more to show', async () => {
    const { slack } = await inWordsOnly('post')

    expect(slack.messages[0]?.edits).toHaveLength(1)
    expect(slack.messages[0]?.view.inWords).toBeUndefined()
  })
})
