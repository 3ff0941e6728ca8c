import { describe, expect, it } from 'vitest'
import { failed, running } from './statuses.ts'
import { createStory, SECOND } from './story.ts'
import { DATABASE_DOWN } from './traces.ts'

const DOWN = { unreachable: 'http://worker-1:8083 refused the connection.' }
const [a, b] = ['orders', 'items']
const wellAndBroken = new Map([running(a), failed(b, DATABASE_DOWN)].map((one) => [one.name, one]))
const times = (count: number, run: () => string[]) => Array.from({ length: count }, run)

describe('a Connect cluster', () => {
  it('that cannot be reached three times is one incident, until it answers twice', () => {
    const story = createStory()
    story.sees([running(a)])

    const down = times(4, () => story.see(DOWN))
    const up = times(3, () => story.sees([running(a)]))

    expect(down).toEqual([[], [], ['opened unreachable: '], []])
    expect(up).toEqual([[], ['recovered unreachable'], []])
    expect(story.all()).toMatchObject([{ cause: { message: DOWN.unreachable } }])
  })

  it('that cannot be reached from the beginning is told as well', () => {
    const story = createStory()

    expect(times(3, () => story.see(DOWN)).flat()).toEqual(['opened unreachable: '])
  })

  it('that cannot be reached at first was never seen well', () => {
    const story = createStory()
    times(2, () => story.see(DOWN))

    story.sees([failed(a, DATABASE_DOWN)])

    const now = { from: story.now(), to: story.now() }
    expect(story.incidentsOf(a)).toMatchObject([{ since: now }])
  })

  it('that cannot be reached ends no incident of its connectors', () => {
    const story = createStory()
    story.sees([running(a)])
    times(2, () => story.sees([failed(a, DATABASE_DOWN)]))

    times(5, () => story.see(DOWN))

    expect(story.incidentsOf(a)).toHaveLength(1)
  })

  it('whose herder is stuck is one incident, and what it says of connectors is not believed', () => {
    const story = createStory()
    story.sees([running(a), running(b)])
    const stuck = { statuses: wellAndBroken, stuck: 'The worker is currently writing to the config topic.' }
    times(2, () => story.sees([failed(a, DATABASE_DOWN), running(b)]))

    const told = times(6, () =>
      story.see({ ...stuck, statuses: new Map([running(a), running(b)].map((one) => [one.name, one])) }),
    )

    expect(told.flat()).toEqual(['opened stuck: '])
    expect(story.incidentsOf(a)).toHaveLength(1)
  })

  it('whose herder may be stuck tells of no failure before it is clear whether it is', () => {
    const story = createStory()
    story.sees([running(a), running(b)])

    const doubted = times(2, () => story.see({ statuses: wellAndBroken, stuck: 'x' }))
    const clear = times(2, () => story.see({ statuses: wellAndBroken }))

    expect([doubted.flat(), clear.flat()]).toEqual([[], ['opened failed: items']])
  })

  it('tells what failed during its outage once the outage is over', () => {
    const story = createStory()
    story.sees([running(a), running(b)])
    const during = times(6, () =>
      story.see({ statuses: new Map([running(a), running(b)].map((one) => [one.name, one])), stuck: 'x' }),
    )

    const after = times(4, () => story.see({ statuses: wellAndBroken }))

    expect(during.flat()).toEqual(['opened stuck: '])
    expect(after.flat()).toEqual(['recovered stuck', 'opened failed: items'])
  })

  it.each([
    { what: 'could not be reached', during: DOWN },
    { what: 'had a herder that was stuck', during: { statuses: new Map([[a, running(a)]]), stuck: 'x' } },
  ])('that $what leaves open when it was that a connector failed meanwhile', ({ during }) => {
    const story = createStory()
    story.sees([running(a)])
    const lastSeen = story.now()
    times(6, () => story.see(during))

    times(3, () => story.sees([failed(a, DATABASE_DOWN)]))

    const [since] = story.open().map(({ incident }) => incident.since)
    expect(since).toEqual({ from: lastSeen, to: lastSeen + 8 * 15 * SECOND })
  })

  it('has a lost worker where one that tasks name refuses three times', () => {
    const story = createStory()
    story.sees([running(a)])
    const statuses = new Map([[a, running(a)]])

    const refusing = times(4, () => story.see({ statuses, refusing: ['worker-1:8083', 'idle-worker:8083'] }))
    const back = times(2, () => story.see({ statuses }))

    expect(refusing.flat()).toEqual(['opened worker: worker-1:8083'])
    expect(back.flat()).toEqual(['recovered worker'])
  })
})
