import { describe, expect, it } from 'vitest'
import { RULES } from '../../src/alerts/rules.ts'
import { failed, names, paused, running, status, stopped, waiting } from './statuses.ts'
import { createStory, SECOND } from './story.ts'
import { DATABASE_DOWN, DISK_FULL } from './traces.ts'

const [a, b, c] = ['orders', 'items', 'users']

describe('a failure', () => {
  it('is told once it was seen twice, and its end once it ran twice', () => {
    const story = createStory()
    story.sees([running(a), running(b), running(c)])

    const told = [
      story.sees([failed(a, DATABASE_DOWN), running(b), running(c)]),
      story.sees([failed(a, DATABASE_DOWN), running(b), running(c)]),
      story.sees([failed(a, DATABASE_DOWN), running(b), running(c)]),
      story.sees([running(a), running(b), running(c)]),
      story.sees([running(a), running(b), running(c)]),
      story.sees([running(a), running(b), running(c)]),
    ]

    expect(told).toEqual([[], ['opened failed: orders'], [], [], ['recovered failed'], []])
  })

  it('is told at the next look after 15 s, however many looks that was', () => {
    const story = createStory({ rules: { ...RULES, opens: { ...RULES.opens, failed: { ms: 15 * SECOND } } } })
    story.sees([running(a)])

    const told = [0, 5, 10, 15].map((at) => story.sees([failed(a, DATABASE_DOWN)], at === 0 ? SECOND : 5 * SECOND))

    expect(told).toEqual([[], [], [], ['opened failed: orders']])
  })

  it('that is over before the second look is not told', () => {
    const story = createStory()
    story.sees([running(a)])

    const told = [story.sees([failed(a, DATABASE_DOWN)]), story.sees([running(a)]), story.sees([running(a)])]

    expect(told.flat()).toEqual([])
  })

  it('of 40 connectors with one cause is one incident', () => {
    const story = createStory()
    const all = names(100)
    const broken = (name: string, at: number) => (at < 40 ? failed(name, DATABASE_DOWN) : running(name))
    story.sees(all.map(running))

    const told = [story.sees(all.map(broken)), story.sees(all.map(broken))]

    expect(told).toEqual([
      [],
      ['opened failed: sink-0, sink-1, sink-2, sink-3, sink-4, sink-5, sink-6, sink-7, sink-8, sink-9 and 30 more'],
    ])
    expect(story.open().map(({ members }) => members.size)).toEqual([40])
  })

  it('is told during a rebalance as at any other time', () => {
    const story = createStory()
    const all = names(100)
    const moving = (name: string, at: number) => (at < 40 ? failed(name, DATABASE_DOWN) : waiting(name))
    story.sees(all.map(running))

    const told = [...story.sees(all.map(moving)), ...story.sees(all.map(moving))]

    expect(told.map((line) => line.split(':')[0])).toEqual(['opened rebalance', 'opened failed'])
  })

  it('of two causes are two incidents', () => {
    const story = createStory()
    story.sees([running(a), running(b)])
    const broken = [failed(a, DATABASE_DOWN), failed(b, DISK_FULL)]

    const told = [...story.sees(broken), ...story.sees(broken)]

    expect(told).toEqual(['opened failed: orders', 'opened failed: items'])
  })

  it('counts a connector whose tasks fail for two reasons in one incident only', () => {
    const story = createStory()
    story.sees([running(a)])
    const torn = status(a, [{ trace: DISK_FULL }, { trace: DATABASE_DOWN }, { trace: DATABASE_DOWN }])

    story.sees([torn])
    story.sees([torn])

    expect(story.open()).toHaveLength(1)
    expect(story.incidentsOf(a)).toMatchObject([{ tasks: 3, failedTasks: 3, failedIds: [0, 1, 2] }])
    expect(story.open()[0]?.incident.cause?.message).toContain('db1.example.com')
  })

  it('joins the incident that is open with its cause', () => {
    const story = createStory()
    story.sees([running(a), running(b)])
    story.sees([failed(a, DATABASE_DOWN), running(b)])
    story.sees([failed(a, DATABASE_DOWN), failed(b, DATABASE_DOWN)])

    expect(story.sees([failed(a, DATABASE_DOWN), failed(b, DATABASE_DOWN)])).toEqual(['joined failed: items'])
  })

  it('that eases says who has recovered and goes on for the others', () => {
    const story = createStory()
    story.sees([running(a), running(b)])
    story.sees([failed(a, DATABASE_DOWN), failed(b, DATABASE_DOWN)])
    story.sees([failed(a, DATABASE_DOWN), failed(b, DATABASE_DOWN)])
    story.sees([failed(a, DATABASE_DOWN), running(b)])

    expect(story.sees([failed(a, DATABASE_DOWN), running(b)])).toEqual(['left failed: items'])
    expect(story.open()).toHaveLength(1)
  })

  it.each([
    { what: 'paused', look: paused(a), fate: 'paused' },
    { what: 'stopped', look: stopped(a), fate: 'stopped' },
  ])('ends when somebody has $what the connector', ({ look, fate }) => {
    const story = createStory()
    story.sees([running(a), running(b)])
    story.sees([failed(a, DATABASE_DOWN), failed(b, DATABASE_DOWN)])
    story.sees([failed(a, DATABASE_DOWN), failed(b, DATABASE_DOWN)])

    const told = story.sees([look, failed(b, DATABASE_DOWN)])

    expect(told).toEqual([`left ${fate} failed: orders`])
  })

  it('neither ends nor begins while its tasks have no worker', () => {
    const story = createStory()
    story.sees([running(a)])
    story.sees([failed(a, DATABASE_DOWN)])
    story.sees([failed(a, DATABASE_DOWN)])

    const told = [story.sees([waiting(a)]), story.sees([waiting(a)]), story.sees([failed(a, DATABASE_DOWN)])]

    expect(told.flat()).toEqual([])
  })
})
