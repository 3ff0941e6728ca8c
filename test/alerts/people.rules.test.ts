import { describe, expect, it } from 'vitest'
import { ADA, a, anIncident, broken } from './incident.ts'
import { failed, running } from './statuses.ts'
import { createStory, MINUTE, SECOND } from './story.ts'
import { DATABASE_DOWN, DISK_FULL } from './traces.ts'

describe('an incident that nobody acknowledges', () => {
  it('calls the group once, when it is time', () => {
    const { story } = anIncident()

    const told = [story.sees(broken, 14 * MINUTE), story.sees(broken, MINUTE), story.sees(broken, 60 * MINUTE)]

    expect(told).toEqual([[], ['unanswered failed (broadcast) @S0ONCALL'], []])
  })

  it('calls nobody when somebody did in time', () => {
    const { story, id } = anIncident()
    story.amend(id, (incident) => ({ ...incident, acknowledged: { by: ADA, at: story.now() } }))

    expect(story.sees(broken, 20 * MINUTE)).toEqual([])
  })

  it('whose group was called on opening does not call it again, but when it fails again', () => {
    const { story } = anIncident(0)
    story.sees(broken, 20 * MINUTE)
    story.sees([running(a)])
    story.sees([running(a)])
    story.sees(broken)

    expect(story.sees(broken)).toEqual(['reopened failed: orders (broadcast) @S0ONCALL'])
  })
})

describe('a mute', () => {
  it('holds back what fails meanwhile, and its end tells what still does', () => {
    const story = createStory({ muted: (name) => name === a })
    story.sees([running(a)])
    const during = [...story.sees(broken), ...story.sees(broken), ...story.sees(broken)]

    story.set({ muted: () => false })

    expect([during, story.sees(broken)]).toEqual([[], ['opened failed: orders']])
  })

  it('holds back another cause as well, where others keep the first', () => {
    const story = createStory()
    const [first, second] = [failed(a, DATABASE_DOWN), failed('items', DATABASE_DOWN)]
    story.sees([running(a), running('items')])
    for (let look = 0; look < 2; look++) story.sees([first, second])
    story.set({ muted: (name) => name === a })
    const changed = [failed(a, DISK_FULL), second]
    const during = [...story.sees(changed), ...story.sees(changed), ...story.sees(changed)]

    story.set({ muted: () => false })

    expect([during, story.sees(changed)]).toEqual([[], ['left moved failed: orders', 'opened failed: orders']])
  })

  it('tells nothing of what is well again at its end', () => {
    const story = createStory({ muted: () => true })
    story.sees([running(a)])
    story.sees(broken)
    story.sees(broken)
    story.set({ muted: () => false })

    expect([...story.sees([running(a)]), ...story.sees([running(a)])]).toEqual([])
  })
})

describe('what happened while nobody looked', () => {
  it('is said to lie between the two looks', () => {
    const story = createStory()
    story.sees([running(a)])
    const last = story.now()
    story.sees(broken, 60 * MINUTE)
    story.sees(broken, 15 * SECOND)

    const [incident] = story.all()

    expect(incident?.since).toEqual({ from: last, to: last + 60 * MINUTE })
  })
})
