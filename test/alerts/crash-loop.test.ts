import { describe, expect, it } from 'vitest'
import { RULES } from '../../src/alerts/rules.ts'
import { failed, running } from './statuses.ts'
import { DATABASE_DOWN } from './traces.ts'
import { createWorld, type World } from './world.ts'

const a = 'orders'
const MINUTE = 60_000
const ADA = { id: 'U1', name: 'Ada' }

async function anIncident() {
  const world = await createWorld({ watcher: { rules: { ...RULES, flapping: { failures: 4, ms: 5 * MINUTE } } } })
  world.fleet.shows([running(a)])
  world.start()
  await world.pass(60)
  world.fleet.put(failed(a, DATABASE_DOWN))
  await world.pass(60)
  const [incident] = await world.open()
  return { ...world, id: incident?.id ?? '' }
}

const restarts = ({ people }: World, incident: string, id: string, failed: boolean) =>
  people.tell(incident, { by: ADA, text: `Ada restarted ${a}`, restart: { id, failed } })

const loops = ({ slack }: World) =>
  slack.lines(slack.messages[0]).flatMap(({ event, count }) => (event === 'crash-loop' ? count : []))

describe('a crash loop', () => {
  it('is named once two restarts in a row were followed by a failure, and goes on counting', async () => {
    const world = await anIncident()

    const seen = []
    for (const id of ['1', '2', '3']) {
      await restarts(world, world.id, id, true)
      await world.pass(60)
      seen.push(loops(world))
    }

    expect(seen).toEqual([[], [2], [2]])
    expect(world.slack.messages[0]?.view.incidents).toMatchObject([{ incident: { failedAgain: 3, restarts: 3 } }])
  })

  it('is also one whose connector ran for a while after each restart', async () => {
    const world = await anIncident()
    for (const id of ['1', '2']) {
      await restarts(world, world.id, id, false)
      world.fleet.put(running(a))
      await world.pass(60)
      world.fleet.put(failed(a, DATABASE_DOWN))
      await world.pass(60)
    }

    expect(loops(world)).toEqual([2])
  })

  it('counts a restart once that seemed to work and then did not', async () => {
    const world = await anIncident()
    await restarts(world, world.id, '1', false)
    await restarts(world, world.id, '1', true)

    await world.pass(60)

    expect(loops(world)).toEqual([])
    expect(world.slack.messages[0]?.view.incidents).toMatchObject([{ incident: { failedAgain: 1, restarts: 1 } }])
  })

  it('is over with a restart after which it runs for long', async () => {
    const world = await anIncident()
    await restarts(world, world.id, '1', true)
    await restarts(world, world.id, '2', false)
    world.fleet.put(running(a))
    await world.pass(8 * 60)

    world.fleet.put(failed(a, DATABASE_DOWN))
    await world.pass(60)
    await restarts(world, world.id, '3', true)
    await world.pass(60)

    expect(loops(world)).toEqual([])
    expect(await world.open()).toMatchObject([{ failedAgain: 1, restarts: 1 }])
  })
})
