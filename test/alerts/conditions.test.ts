import { describe, expect, it } from 'vitest'
import { RULES } from '../../src/alerts/rules.ts'
import { failed, idle, names, paused, running, status, waiting } from './statuses.ts'
import { createStory, MINUTE } from './story.ts'
import { DATABASE_DOWN } from './traces.ts'

const all = names(20)
const [a = '', b = ''] = all
const others = (name: string) => (name === a ? [] : [running(name)])

describe('a rebalance', () => {
  it('of a few connectors for less than six minutes is not told', () => {
    const story = createStory()
    story.sees(all.map(running))

    const told = Array.from({ length: 23 }, () => story.sees([waiting(a), ...all.flatMap(others)]))

    expect(told.flat()).toEqual([])
  })

  it('that leaves a connector unassigned for ever, while all of its tasks run, is nothing', () => {
    const story = createStory()
    story.sees([running(a)])

    const told = Array.from({ length: 40 }, () => story.sees([status(a, ['RUNNING', 'RUNNING'], 'UNASSIGNED')]))

    expect(told.flat()).toEqual([])
  })

  it('that leaves a connector without tasks unassigned for six minutes is told', () => {
    const story = createStory()
    story.sees([running(a)])

    const told = Array.from({ length: 40 }, () => story.sees([status(a, [], 'UNASSIGNED')]))

    expect(told.flat()).toEqual([`opened waiting: ${a}`])
  })

  it('that leaves tasks without a worker for six minutes is one incident of the Connect cluster', () => {
    const story = createStory()
    const two = all.map((name) => (name === a || name === b ? waiting(name) : running(name)))
    story.sees(all.map(running))

    const told = Array.from({ length: 25 }, () => story.sees(two)).flat()

    expect(told).toEqual([`opened waiting: ${a}, ${b}`])
  })

  it('of many connectors is one notice, which ends by itself', () => {
    const story = createStory()
    story.sees(all.map(running))

    const told = [waiting, waiting, running, running].flatMap((look) => story.sees(all.map(look)))

    expect(told).toEqual(['opened rebalance: ', 'recovered rebalance'])
  })

  it('that ends is begun anew by the next one without noise', () => {
    const story = createStory()
    story.sees(all.map(running))

    const told = [waiting, running, running, waiting].flatMap((look) => story.sees(all.map(look)))

    expect(told).toEqual(['opened rebalance: ', 'recovered rebalance', 'reopened rebalance: '])
  })
})

describe('a connector', () => {
  it('without tasks for five minutes is a notice', () => {
    const story = createStory()
    story.sees([running(a)])

    const told = Array.from({ length: 21 }, () => story.sees([idle(a)]))

    expect(told.slice(0, 20).flat()).toEqual([])
    expect(told[20]).toEqual([`opened idle: ${a}`])
  })

  it('that is missing three times, from plain names too, is one notice', () => {
    const story = createStory()
    story.sees(all.map(running))
    const left = all.flatMap(others)

    const told = Array.from({ length: 5 }, () => story.sees(left))

    expect(told).toEqual([[], [], [`opened missing: ${a}`], [], []])
    expect(story.open()).toEqual([])
  })

  it('that plain names still hold is not missing', () => {
    const story = createStory()
    story.sees(all.map(running))
    const left = new Map(all.flatMap(others).map((one) => [one.name, one]))

    const told = Array.from({ length: 5 }, () => story.see({ statuses: left, names: new Set(all) }))

    expect(told.flat()).toEqual([])
  })

  it('that failed and is then deleted leaves its incident', () => {
    const story = createStory()
    story.sees(all.map(running))
    story.sees([failed(a, DATABASE_DOWN), ...all.flatMap(others)])
    story.sees([failed(a, DATABASE_DOWN), ...all.flatMap(others)])

    const told = Array.from({ length: 3 }, () => story.sees(all.flatMap(others))).flat()

    expect(told).toEqual(['recovered deleted failed', `opened missing: ${a}`])
  })

  it('that is paused is told only where a rule says how long is too long', () => {
    const story = createStory()
    const strict = createStory({ rules: { ...RULES, opens: { ...RULES.opens, paused: { ms: 60 * MINUTE } } } })
    for (const one of [story, strict]) one.sees([running(a)])

    const told = [story, strict].map((one) => [...one.sees([paused(a)]), ...one.sees([paused(a)], 61 * MINUTE)])

    expect(told).toEqual([[], [`opened paused: ${a}`]])
  })

  it.each(['restart', 'stop', 'edit'])('that the app is about to %s is in no trouble', (action) => {
    const story = createStory({ asked: new Map([[a, action]]) })
    story.sees([running(a)])

    const told = Array.from({ length: 40 }, () => story.sees([waiting(a)]))

    expect(told.flat()).toEqual([])
  })

  it('is no part of a rebalance while the app is at it, however many are', () => {
    const story = createStory({ asked: new Map(all.map((name) => [name, 'restart'])) })
    story.sees(all.map(running))

    expect([...story.sees(all.map(waiting)), ...story.sees(all.map(waiting))]).toEqual([])
  })

  it('that fails is told once what the app did to it is done', () => {
    const story = createStory({ asked: new Map([[a, 'restart']]) })
    story.sees([running(a)])
    const meanwhile = [...story.sees([failed(a, DATABASE_DOWN)]), ...story.sees([failed(a, DATABASE_DOWN)])]

    story.set({ asked: new Map() })
    const afterwards = [...story.sees([failed(a, DATABASE_DOWN)]), ...story.sees([failed(a, DATABASE_DOWN)])]

    expect([meanwhile, afterwards]).toEqual([[], [`opened failed: ${a}`]])
  })

  it('that the app deleted is not missed', () => {
    const story = createStory()
    story.sees(all.map(running))
    story.set({ asked: new Map([[a, 'delete']]) })
    story.sees(all.flatMap(others))
    story.set({ asked: new Map() })

    expect(Array.from({ length: 5 }, () => story.sees(all.flatMap(others))).flat()).toEqual([])
  })
})

describe('the first look', () => {
  it('is one message with what had failed before', () => {
    const story = createStory()
    const broken = all.map((name, at) => (at < 12 ? failed(name, `a.B${at}: x`) : running(name)))

    const told = [...story.sees(broken), ...story.sees(broken)]

    expect(told).toHaveLength(1)
    expect(told[0]).toMatch(/^opened first-look: .* and 2 more$/)
    expect(story.open().map(({ members }) => members.size)).toEqual([12])
    expect(story.incidentsOf(a)).toMatchObject([{ cause: { exception: 'B0' } }])
  })

  it('of connectors that are all well says nothing', () => {
    expect(createStory().sees(all.map(running))).toEqual([])
  })

  it('leaves what fails later to an incident of its own', () => {
    const story = createStory()
    const broken = [failed(a, DATABASE_DOWN), running(b)]
    story.sees(broken)
    story.sees([running(a), running(b)])
    const recovered = story.sees([running(a), running(b)])
    story.sees(broken)

    expect([recovered, story.sees(broken)]).toEqual([['recovered first-look'], [`opened failed: ${a}`]])
  })
})
