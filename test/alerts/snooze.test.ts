import { describe, expect, it } from 'vitest'
import type { Snooze } from '../../src/alerts/model.ts'
import { withSnooze } from '../../src/alerts/snooze.ts'
import { ADA, a, anIncident, broken } from './incident.ts'
import { failed, running } from './statuses.ts'
import { MINUTE } from './story.ts'
import { DATABASE_DOWN } from './traces.ts'

const BOB = { id: 'U0BOB', name: 'Bob' }

describe('a snoozed incident', () => {
  it('is quiet until the time is over, and then says that it still fails', () => {
    const { story, id } = anIncident()
    story.amend(id, (incident) => ({
      ...incident,
      snoozes: [{ by: ADA, at: story.now(), until: story.now() + 60 * MINUTE }],
    }))

    const told = [story.sees(broken, 59 * MINUTE), story.sees(broken, MINUTE)]

    expect(told).toEqual([[], ['snooze-over failed (broadcast)']])
  })

  it('stays snoozed when it recovers and fails again meanwhile', () => {
    const { story, id } = anIncident()
    story.amend(id, (incident) => ({
      ...incident,
      snoozes: [{ by: ADA, at: story.now(), until: story.now() + 60 * MINUTE }],
    }))
    story.sees([running(a)])
    story.sees([running(a)])
    story.sees(broken)

    expect(story.sees(broken)).toEqual(['reopened failed: orders'])
    expect(story.open()[0]?.incident.snoozes).toHaveLength(1)
  })

  it('until it recovers is awake afterwards', () => {
    const { story, id } = anIncident()
    story.amend(id, (incident) => ({ ...incident, snoozes: [{ by: ADA, at: story.now() }] }))
    story.sees([running(a)])
    story.sees([running(a)])
    story.sees(broken)

    expect(story.sees(broken)).toEqual(['reopened failed: orders (broadcast)'])
  })
})

describe('an incident that is snoozed in part', () => {
  it('calls nobody for that part, and somebody as soon as anything else of it fails', () => {
    const { story, id } = anIncident(0)
    story.amend(id, (incident) => ({
      ...incident,
      snoozes: [{ by: ADA, at: story.now(), until: story.now() + 24 * 60 * MINUTE, part: { only: [a], left: 1 } }],
    }))
    const fails = (names: readonly string[]) => names.map((name) => failed(name, DATABASE_DOWN))
    story.sees([running(a)], 20 * MINUTE)
    story.sees([running(a)])
    const quiet = [story.sees(broken), story.sees(broken)]

    story.sees(fails([a, 'b', 'c', 'd', 'e']), 20 * MINUTE)

    expect(quiet).toEqual([[], ['reopened failed: orders']])
    expect(story.sees(fails([a, 'b', 'c', 'd', 'e']))).toContain('worsened failed (broadcast)')
  })

  it('calls the group for what is left when nobody acknowledges it', () => {
    const { story, id } = anIncident()
    const others = [...broken, failed('items', DATABASE_DOWN)]
    story.sees(others)
    story.sees(others)
    story.amend(id, (one) => ({ ...one, snoozes: [{ by: ADA, at: story.now(), part: { only: [a], left: 1 } }] }))

    expect(story.sees(others, 20 * MINUTE)).toEqual(['unanswered failed (broadcast) @S0ONCALL'])
  })
})

describe('an incident that two people snooze in part', () => {
  const all = [a, 'b', 'c', 'd']
  const fails = all.map((name) => failed(name, DATABASE_DOWN))

  /** Both snooze at once, one for an hour and the other for two. */
  function snoozedBy(ada: readonly string[] | undefined, bob: readonly string[] | undefined) {
    const { story, id } = anIncident()
    story.sees(fails)
    story.sees(fails)
    const snooze = (by: typeof ADA, hours: number, only: readonly string[] | undefined): Snooze => ({
      ...{ by, at: story.now(), until: story.now() + hours * 60 * MINUTE },
      ...(only && { part: { only, left: 4 - only.length } }),
    })
    const snoozes = withSnooze([snooze(ADA, 1, ada)], snooze(BOB, 2, bob))
    story.amend(id, (incident) => ({ ...incident, acknowledged: { by: ADA, at: story.now() }, snoozes }))
    return story
  }

  it.each([
    [
      'parts that have nothing in common',
      [a, 'b'],
      ['c'],
      ['snooze-over failed: orders, b'],
      ['snooze-over failed: c'],
    ],
    [
      'parts that have something in common',
      [a, 'b'],
      ['b', 'c'],
      ['snooze-over failed: orders'],
      ['snooze-over failed: b, c'],
    ],
    ['all of what the first one did', [a, 'b'], [a, 'b', 'c'], [], ['snooze-over failed: orders, b, c']],
    ['everything', [a, 'b'], undefined, [], ['snooze-over failed']],
    ['a part of everything', undefined, ['b', 'c'], ['snooze-over failed: orders, d'], ['snooze-over failed: b, c']],
  ])('of %s is told of each when no snooze holds it any more', (_, ada, bob, afterOne, afterTwo) => {
    const story = snoozedBy(ada, bob)

    const told = [story.sees(fails, 60 * MINUTE), story.sees(fails, 60 * MINUTE)]

    expect(told.map((lines) => lines.map((line) => line.replace(' (broadcast)', '')))).toEqual([afterOne, afterTwo])
    expect(story.open()[0]?.incident.snoozes).toBeUndefined()
  })

  it('says nothing at the end of a part that is well again, which is over all the same', () => {
    const story = snoozedBy([a], ['b'])
    const others = [running(a), ...fails.slice(1)]
    story.sees(others)
    story.sees(others)

    const told = story.sees(others, 60 * MINUTE)

    expect(told).toEqual([])
    expect(story.open()[0]?.incident.snoozes).toMatchObject([{ by: BOB }])
  })

  it('snoozed by one person twice is snoozed as they said last', () => {
    const by = { by: ADA, at: 0 }

    const snoozes = withSnooze([{ ...by, part: { only: [a], left: 1 } }], {
      ...by,
      until: 5,
      part: { only: ['b'], left: 1 },
    })

    expect(snoozes).toEqual([{ ...by, until: 5, part: { only: ['b'], left: 1 } }])
  })
})
