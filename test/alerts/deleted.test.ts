import { describe, expect, it } from 'vitest'
import { failed, running } from './statuses.ts'
import { DATABASE_DOWN } from './traces.ts'
import { createWorld } from './world.ts'

const a = 'orders'
const ADA = { id: 'U1', name: 'Ada' }

/** A message that somebody deletes just before a reply is due. */
async function withoutRoot() {
  const world = await createWorld({ rules: [{ channel: 'C0ALERTS', mention: { group: 'S1', afterMs: 0 } }] })
  const { fleet, slack, people, pass } = world
  fleet.shows([running(a)])
  world.start()
  await pass(60)
  fleet.put(failed(a, DATABASE_DOWN))
  await pass(60)
  // Only replies find out: edits wait.
  slack.fails((call) => (call === 'update' ? 'limited' : undefined))
  slack.remove(slack.messages[0])
  const [incident] = await world.open()
  await people.tell(incident?.id ?? '', { by: ADA, text: 'Ada restarted 1 task' })
  return world
}

describe('a root that somebody deleted while a reply is due', () => {
  it('is posted anew, and the reply lands under it', async () => {
    const { slack, pass } = await withoutRoot()

    await pass(60)

    expect(slack.messages.map(({ deleted }) => deleted)).toEqual([true, undefined])
    expect(slack.thread(slack.messages[1])).toEqual(['action'])
  })

  it('is posted anew also when an edit finds out at the same time', async () => {
    const { slack, fleet, pass } = await withoutRoot()
    slack.fails(() => undefined)
    fleet.put(failed('items', DATABASE_DOWN))

    await pass(120)

    expect(slack.messages.map(({ deleted }) => deleted)).toEqual([true, undefined])
    expect(slack.thread(slack.messages[1])).toEqual(['action', 'joined'])
  })

  it('is not marked as a copy, and calls nobody a second time', async () => {
    const { slack, pass } = await withoutRoot()

    await pass(60)

    expect(slack.messages.map(({ view: { copy, mentions } }) => ({ copy, mentions }))).toEqual([
      { copy: false, mentions: ['S1'] },
      { copy: false, mentions: [] },
    ])
  })

  it('is let go when that one is deleted as well, with all that would still be told there', async () => {
    const { slack, people, pass, open, fleet, store } = await withoutRoot()
    await pass(60)
    slack.remove(slack.messages[1])
    const [incident] = await open()
    await people.tell(incident?.id ?? '', { by: ADA, text: 'Ada restarted 1 task' })
    await pass(120)

    await people.tell(incident?.id ?? '', { by: ADA, text: 'Ada restarted 1 task' })
    fleet.put(failed('items', DATABASE_DOWN))
    await pass(60)

    expect(slack.messages).toHaveLength(2)
    expect(await store.alerts.change((tables) => tables.threads())).toEqual([])
  })
})
