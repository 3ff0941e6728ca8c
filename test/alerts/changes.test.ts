import { describe, expect, it } from 'vitest'
import { failed, names, running, status } from './statuses.ts'
import { createStory, MINUTE } from './story.ts'
import { DATABASE_DOWN, DISK_FULL, LOGIN_REFUSED, trace } from './traces.ts'

const [a, b] = ['orders', 'items']

describe('a failure', () => {
  it('whose cause changes goes on in its thread', () => {
    const story = createStory()
    story.sees([running(a)])
    story.sees([failed(a, LOGIN_REFUSED)])
    story.sees([failed(a, LOGIN_REFUSED)])

    const told = [...story.sees([failed(a, DISK_FULL)]), ...story.sees([failed(a, DISK_FULL)])]

    expect(told).toEqual(['cause-changed failed to No space left on device'])
    expect(story.open()).toHaveLength(1)
  })

  it('whose cause changes at every look is told once', () => {
    const story = createStory()
    story.sees([running(a)])

    const told = [DISK_FULL, LOGIN_REFUSED, DISK_FULL, LOGIN_REFUSED].flatMap((cause) => story.sees([failed(a, cause)]))

    expect(told).toEqual(['opened failed: orders'])
  })

  it('whose cause changes for some leaves the others', () => {
    const story = createStory()
    story.sees([running(a), running(b)])
    story.sees([failed(a, LOGIN_REFUSED), failed(b, LOGIN_REFUSED)])
    story.sees([failed(a, LOGIN_REFUSED), failed(b, LOGIN_REFUSED)])

    story.sees([failed(a, DISK_FULL), failed(b, LOGIN_REFUSED)])
    const told = story.sees([failed(a, DISK_FULL), failed(b, LOGIN_REFUSED)])

    expect(told).toEqual(['left moved failed: orders', 'opened failed: orders'])
    expect(story.incidentsOf(a)).toHaveLength(1)
  })

  it('whose cause changes for some is followed in the channel that each belongs to now', () => {
    const story = createStory()
    const three = names(3)
    const some = three.map((name, at) => failed(name, at < 2 ? DISK_FULL : LOGIN_REFUSED))
    story.sees(three.map(running))
    for (let look = 0; look < 2; look++) story.sees(three.map((name) => failed(name, LOGIN_REFUSED)))
    story.set({ route: ({ connector }) => ({ channel: `C0-${connector}` }) })
    for (let look = 0; look < 2; look++) story.sees(some)

    for (let look = 0; look < 2; look++) story.sees(three.map(running))

    expect(story.all()).toHaveLength(3)
    expect(story.open()).toEqual([])
  })

  it('that comes back within a day opens its thread again, and says so loudly', () => {
    const story = createStory()
    const fails = () => [...story.sees([failed(a, DATABASE_DOWN)]), ...story.sees([failed(a, DATABASE_DOWN)])]
    const recovers = () => [...story.sees([running(a)]), ...story.sees([running(a)])]
    story.sees([running(a)])
    fails()
    recovers()

    const again = [...story.sees([running(a)], 60 * MINUTE), ...fails()]
    recovers()
    const nextDay = [...story.sees([running(a)], 25 * 60 * MINUTE), ...fails()]

    expect(again).toEqual(['reopened failed: orders (broadcast)'])
    expect(nextDay).toEqual(['opened failed: orders'])
    expect(story.all()).toHaveLength(2)
  })

  it('of the whole connector after some of its tasks is worse', () => {
    const story = createStory()
    const partly = status(a, [{ trace: DATABASE_DOWN }, 'RUNNING'])
    story.sees([running(a)])
    story.sees([partly])
    story.sees([partly])

    expect(story.sees([status(a, [{ trace: DATABASE_DOWN }, { trace: DATABASE_DOWN }])])).toEqual([
      'worsened failed: orders (broadcast)',
    ])
  })

  it('that spreads to five times as many connectors is said loudly', () => {
    const story = createStory()
    const all = names(5)
    story.sees(all.map(running))
    const first = all.map((name, at) => (at === 0 ? failed(name, DATABASE_DOWN) : running(name)))
    story.sees(first)
    story.sees(first)
    story.sees(all.map((name) => failed(name, DATABASE_DOWN)))

    const told = story.sees(all.map((name) => failed(name, DATABASE_DOWN)))

    expect(told).toEqual(['joined failed: sink-1, sink-2, sink-3, sink-4', 'worsened failed (broadcast)'])
  })

  it('is broadcast at most once in ten minutes', () => {
    const story = createStory()
    const fails = () => [...story.sees([failed(a, DATABASE_DOWN)]), ...story.sees([failed(a, DATABASE_DOWN)])]
    const recovers = () => [...story.sees([running(a)]), ...story.sees([running(a)])]
    story.sees([running(a)])
    fails()
    recovers()
    fails()
    recovers()

    expect(fails()).toEqual(['reopened failed: orders'])
  })

  it('without a trace is told as well', () => {
    const story = createStory()
    story.sees([running(a)])
    const silent = status(a, ['FAILED'])

    expect([...story.sees([silent]), ...story.sees([silent])]).toEqual(['opened failed: orders'])
  })

  it.each(['__proto__', 'constructor', 'toString'])('of a connector called %s is like any other', (name) => {
    const story = createStory()
    story.sees([running(name)])

    const told = [...story.sees([failed(name, trace('a.B', 'no'))]), ...story.sees([failed(name, trace('a.B', 'no'))])]

    expect(told).toEqual([`opened failed: ${name}`])
  })
})
