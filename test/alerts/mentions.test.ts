import { describe, expect, it } from 'vitest'
import { failed, names, running } from './statuses.ts'
import { createStory, MINUTE } from './story.ts'
import { DATABASE_DOWN, trace } from './traces.ts'
import { createWorld } from './world.ts'

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
    story.amend(id, (incident) => ({ ...incident, snoozed }))
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
