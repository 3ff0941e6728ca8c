import { describe, expect, it } from 'vitest'
import { once } from './slack.ts'
import { failed, names, running } from './statuses.ts'
import { createStory, MINUTE } from './story.ts'
import { DATABASE_DOWN, trace } from './traces.ts'
import { createWorld, type World } from './world.ts'

const a = 'orders'
const ADA = { id: 'U0ADA', name: 'Ada' }
const broken = [failed(a, DATABASE_DOWN)]
const atOnce = { group: 'S0ONCALL', afterMs: 0 }
const later = { group: 'S0ONCALL', afterMs: 5 * MINUTE }

function anIncident(mention: typeof atOnce, muted: () => boolean = () => false) {
  const story = createStory({ route: () => ({ channel: 'C0ALERTS', mention }), muted })
  const fails = () => [...story.sees(broken), ...story.sees(broken)]
  const recovers = () => [...story.sees([running(a)]), ...story.sees([running(a)])]
  story.sees([running(a)])
  fails()
  const [id = ''] = story.open().map(({ incident }) => incident.id)
  return { story, id, fails, recovers }
}

describe('a group that is to be called', () => {
  it('is not called anew each time when it recovers and fails within ten minutes', () => {
    const { fails, recovers } = anIncident(atOnce)
    recovers()

    const told = [fails(), recovers(), fails()]

    expect(told).toEqual([
      ['reopened failed: orders (broadcast) @S0ONCALL'],
      ['recovered failed'],
      ['reopened failed: orders'],
    ])
  })

  it('is not called for what is snoozed, though it fails again', () => {
    const { story, id, fails, recovers } = anIncident(atOnce)
    const snoozed = { by: ADA, at: story.now(), until: story.now() + 60 * MINUTE }
    story.amend(id, (incident) => ({ ...incident, snoozes: [snoozed] }))
    recovers()

    expect(fails()).toEqual(['reopened failed: orders'])
  })

  it('is called for what nobody acknowledged only once it is muted no more', () => {
    let isMuted = false
    const { story } = anIncident(later, () => isMuted)
    isMuted = true
    const during = story.sees(broken, 20 * MINUTE)
    isMuted = false

    expect([during, story.sees(broken)]).toEqual([[], ['unanswered failed (broadcast) @S0ONCALL']])
  })
})

describe('a summary that stands in the channel', () => {
  it('calls the group in its thread for an incident that comes to it', async () => {
    const rules = [{ connector: 'orders', channel: 'C0ALERTS', mention: atOnce }]
    const { fleet, slack, start, pass } = await createWorld({ rules: [...rules, { channel: 'C0ALERTS' }] })
    const all = names(6)
    fleet.shows([...all, a].map(running))
    start()
    await pass(60)
    all.forEach((name, at) => {
      fleet.put(failed(name, trace(`com.acme.Broken${'ABCDEF'[at]}`, 'no')))
    })
    await pass(30)
    fleet.put(failed(a, DATABASE_DOWN))

    await pass(60)

    expect(slack.messages).toHaveLength(1)
    expect(slack.messages[0]?.replies.flatMap(({ view }) => view.mentions)).toEqual(['S0ONCALL'])
  })
})

it('a message that is posted calls the group itself, and its thread does not once more', async () => {
  const { fleet, slack, start, pass } = await createWorld({ rules: [{ channel: 'C0ALERTS', mention: atOnce }] })
  fleet.shows([running(a)])
  start()
  await pass(60)
  fleet.put(failed(a, DATABASE_DOWN))

  await pass(60)

  expect(slack.messages[0]?.replies.flatMap(({ view }) => view.mentions)).toEqual([])
  expect(slack.messages.map(({ view }) => view.mentions)).toEqual([['S0ONCALL']])
})

describe('a message that has called the group', () => {
  const rules = [{ channel: 'C0ALERTS', mention: atOnce }]

  /** It stands in a channel that takes no edits any more, and nothing else. */
  async function divert() {
    const world = await createWorld({ rules })
    const { fleet, slack, start, pass } = world
    fleet.shows([running(a)])
    start()
    await pass(60)
    fleet.put(failed(a, DATABASE_DOWN))
    await pass(60)
    slack.fails((_, channel) => (channel === 'C0ALERTS' ? 'refused' : undefined))
    return world
  }
  const calls = ({ slack }: World) =>
    slack.messages.flatMap(({ channel, view, replies }) => [
      ...view.mentions.map((group) => `${channel} ${group}`),
      ...replies.flatMap((reply) => reply.view.mentions.map((group) => `${channel} thread ${group}`)),
    ])

  it('does not call it once more from the channel that it goes to when its own takes no edits any more', async () => {
    const world = await divert()
    world.fleet.put(failed('items', DATABASE_DOWN))

    await world.pass(120)

    expect(world.slack.messages.map(({ channel }) => channel)).toEqual(['C0ALERTS', 'C0FALLBACK'])
    expect(calls(world)).toEqual(['C0ALERTS S0ONCALL'])
  })

  it('calls it from there for what could not be told before', async () => {
    const world = await divert()
    world.fleet.put(running(a))
    await world.pass(10 * 60)
    world.fleet.put(failed(a, DATABASE_DOWN))

    await world.pass(120)

    expect(world.slack.states()).toEqual(['firing', 'firing'])
    expect(calls(world)).toEqual(['C0ALERTS S0ONCALL', 'C0FALLBACK S0ONCALL'])
  })
})

it('a message that is posted anew leaves the call to the line that was perhaps told, and is marked', async () => {
  const { fleet, slack, start, pass } = await createWorld({
    rules: [{ channel: 'C0ALERTS', mention: { group: 'S0ONCALL', afterMs: MINUTE } }],
  })
  fleet.shows([running(a)])
  start()
  await pass(60)
  fleet.put(failed(a, DATABASE_DOWN))
  await pass(60)
  const [lost, gone] = [once('reply', 'lost'), once('update', 'gone')]
  slack.fails((call) => lost(call) ?? gone(call))

  await pass(120)

  const [, anew] = slack.messages
  expect(anew?.view.mentions).toEqual([])
  expect(slack.thread(anew)).toEqual(['unanswered again'])
  expect(anew?.replies.flatMap(({ view }) => view.mentions)).toEqual(['S0ONCALL'])
})

it('nobody is called by a line that comes after somebody has acknowledged', async () => {
  const { fleet, slack, people, open, start, pass } = await createWorld({
    rules: [{ channel: 'C0ALERTS', mention: { group: 'S0ONCALL', afterMs: MINUTE } }],
  })
  fleet.shows([running(a)])
  start()
  await pass(60)
  fleet.put(failed(a, DATABASE_DOWN))
  await pass(60)
  slack.fails((call) => (call === 'reply' ? 'limited' : undefined))
  await pass(60)
  const [incident] = await open()
  await people.acknowledge(incident?.id ?? '', ADA)

  slack.fails(() => undefined)
  await pass(60)

  expect(slack.thread(slack.messages[0])).toContain('unanswered')
  expect(slack.messages[0]?.replies.flatMap(({ view }) => view.mentions)).toEqual([])
})
