import { describe, expect, it } from 'vitest'
import { RULES } from '../../src/alerts/rules.ts'
import { failed, running } from './statuses.ts'
import { createStory, MINUTE } from './story.ts'
import { DATABASE_DOWN } from './traces.ts'
import { createWorld } from './world.ts'

const a = 'orders'
const fails = (story: ReturnType<typeof createStory>) => story.sees([failed(a, DATABASE_DOWN)])
const runs = (story: ReturnType<typeof createStory>) => story.sees([running(a)])

describe('a flapping connector', () => {
  it('is an incident at its fourth failure, though none lasts for two looks', () => {
    const story = createStory()
    runs(story)

    const told = Array.from({ length: 4 }, () => [...fails(story), ...runs(story)])

    expect(told).toEqual([[], [], [], ['opened failed: orders', 'flapping failed']])
    expect(story.open()).toMatchObject([{ incident: { flapping: { failures: 4, ms: 20 * MINUTE } } }])
  })

  it('is one incident that counts, as long as it goes on', () => {
    const story = createStory()
    runs(story)
    const told = Array.from({ length: 7 }, () => [
      ...fails(story),
      ...fails(story),
      ...runs(story),
      ...runs(story),
    ]).flat()

    expect(told.filter((line) => line.startsWith('flapping'))).toHaveLength(1)
    expect(told.filter((line) => line.startsWith('recovered'))).toHaveLength(3)
    expect(story.open()).toMatchObject([{ incident: { flapping: { failures: 7 } } }])
  })

  it('changes nothing that is shown while its failures only grow old', async () => {
    const rules = { ...RULES, flapping: { failures: 4, ms: 6 * MINUTE } }
    const { fleet, slack, start, pass } = await createWorld({ watcher: { rules } })
    fleet.shows([running(a)])
    start()
    await pass(60)
    for (let time = 0; time < 4; time++) {
      fleet.put(failed(a, DATABASE_DOWN))
      await pass(30)
      fleet.put(running(a))
      await pass(30)
    }
    fleet.put(failed(a, DATABASE_DOWN))
    await pass(120)
    const edits = slack.messages[0]?.edits.length

    await pass(8 * 60)

    expect(slack.messages[0]?.edits).toHaveLength(edits ?? 0)
  })

  it('has recovered once there were fewer failures in the last 20 minutes', () => {
    const story = createStory()
    runs(story)
    for (let time = 0; time < 4; time++) {
      fails(story)
      runs(story)
    }

    const quiet = [story.sees([running(a)], 10 * MINUTE), story.sees([running(a)], 11 * MINUTE)]

    expect(quiet).toEqual([[], ['recovered failed']])
    expect(story.all()).toMatchObject([{ closed: { to: story.now() } }])
  })
})
