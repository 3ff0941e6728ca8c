import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Change } from '../../src/alerts/book.ts'
import type { Incident, Line, Member } from '../../src/alerts/model.ts'
import { aDirectory, aStore, DAY_MS } from './builders.ts'

const incident = (id: string, change: Partial<Incident> = {}): Incident => ({
  ...{
    id,
    root: `root-${id}`,
    cluster: 'prod',
    kind: 'failed',
    key: 'failed:1',
    channel: 'C1',
    since: { from: 1, to: 2 },
  },
  ...{ openedAt: 2, peak: 1, base: 1, whole: true, restarts: 0 },
  ...change,
})
const member = (change: Partial<Member> = {}): Member => ({
  ...{
    key: 'failed:1',
    since: { from: 1, to: 2 },
    type: 'sink',
    tasks: 2,
    failedTasks: 1,
    failedIds: [0],
    whole: false,
  },
  ...change,
})
const stepOf = (...changes: Change[]) => ({ at: 1, tracks: new Map(), parts: new Map(), looked: true, changes })
const opened = (one: Incident, members: Record<string, Member>): Change => ({
  ...{ incident: one, members: new Map(Object.entries(members)), lines: [], began: 'opened' },
})

type Store = Awaited<ReturnType<typeof aStore>>
const save = ({ alerts }: Store, ...changes: Change[]) =>
  alerts.change((tables) => tables.saveStep('prod', stepOf(...changes), new Map()))

describe('the lease of the watch', () => {
  it('is held by one at a time, and goes on with a new epoch', async () => {
    const { alerts, time } = await aStore()

    const first = await alerts.takeLease(30_000)
    const second = await alerts.takeLease(30_000)
    time.now += 30_000
    const third = await alerts.takeLease(30_000)

    expect([first, second, third]).toEqual([1, undefined, 2])
  })

  it('lets who lost it write nothing any more', async () => {
    const store = await aStore()
    await store.alerts.takeLease(30_000)
    store.time.now += 30_000
    await store.alerts.takeLease(30_000)

    const late = await store.alerts.hold(1, 30_000, (tables) => tables.saveIncident(incident('a')))

    expect([late, await store.alerts.change((tables) => tables.open())]).toEqual([undefined, []])
  })

  it('is renewed by each write, and free once it is released', async () => {
    const { alerts, time } = await aStore()
    await alerts.takeLease(30_000)
    time.now += 20_000
    await alerts.hold(1, 30_000, async () => {})
    time.now += 20_000

    const tooEarly = await alerts.takeLease(30_000)
    await alerts.releaseLease(1)

    expect([tooEarly, await alerts.takeLease(30_000)]).toEqual([undefined, 2])
  })
})

describe('incidents', () => {
  it('come back with those of their members that still fail', async () => {
    const store = await aStore()
    const gone = member({ left: { at: 3, fate: 'recovered' } })
    await save(store, opened(incident('a'), { orders: member(), items: gone }))

    const followed = await store.alerts.change((tables) => tables.followed('prod', 0))

    expect(followed).toEqual([{ incident: incident('a'), members: new Map([['orders', member()]]) }])
  })

  it('show counts of what fails now, and of all that failed once they are over', async () => {
    const store = await aStore()
    const gone = member({ left: { at: 3, fate: 'recovered' } })
    await save(
      store,
      opened(incident('a'), { orders: member({ whole: true }), items: gone, users: member({ failedTasks: 2 }) }),
    )
    const shown = () => store.alerts.change((tables) => tables.shown('root-a'))

    const open = await shown()
    await save(store, opened(incident('a', { closed: { from: 3, to: 4, fate: 'recovered' } }), {}))

    expect(open).toMatchObject([
      { connectors: 2, tasks: 4, failedTasks: 3, worst: [{ subject: 'orders' }, { subject: 'users' }] },
    ])
    expect(await shown()).toMatchObject([{ connectors: 3, tasks: 6, failedTasks: 4 }])
  })

  it('are forgotten after 90 days, or when there are too many, with all that belongs to them', async () => {
    const store = await aStore()
    const over = (id: string, to: number) =>
      opened(incident(id, { closed: { from: to, to, fate: 'recovered' } }), { orders: member() })
    await save(
      store,
      opened(incident('open'), { orders: member() }),
      over('old', 1),
      ...['x', 'y', 'z'].map((id, at) => over(id, DAY_MS * (at + 2))),
    )
    store.time.now = 91 * DAY_MS

    await store.purge({ days: 90, most: 2 })

    const kept = await store.alerts.change((tables) =>
      Promise.all(
        ['open', 'old', 'x', 'y', 'z'].map(async (id) => [
          await tables.incident(id),
          await tables.members(id, { offset: 0, limit: 9 }),
        ]),
      ),
    )
    expect(kept.map(([one, members]) => [one !== undefined, Array.isArray(members) && members.length])).toEqual([
      [true, 1],
      [false, 0],
      [false, 0],
      [true, 1],
      [true, 1],
    ])
  })
})

describe('what is remembered of a Connect cluster', () => {
  it('comes back after a restart as it was', async () => {
    const dir = aDirectory()
    const before = await aStore({ dir })
    const tracks = new Map([
      ['orders', {}],
      ['__proto__', { onsets: [1, 2] }],
    ])
    await before.alerts.change((tables) => tables.saveStep('prod', { ...stepOf(), tracks }, new Map()))
    await before.alerts.change((tables) =>
      tables.saveStep('prod', { ...stepOf(), at: 2, tracks: new Map([['orders', undefined]]) }, new Map()),
    )
    await before.close()

    const { alerts } = await aStore({ dir })

    const states = await alerts.change((tables) => tables.states())
    expect(states).toEqual(
      new Map([
        ['prod', { at: 2, looked: true, parts: new Map(), tracks: new Map([['__proto__', { onsets: [1, 2] }]]) }],
      ]),
    )
  })

  it('of 10,000 connectors is stored in a few hundred bytes each', async () => {
    const dir = aDirectory()
    const { alerts } = await aStore({ dir })
    const tracks = new Map(Array.from({ length: 10_000 }, (_, at) => [`connector-${at}`, {}]))

    await alerts.change((tables) => tables.saveStep('prod', { ...stepOf(), tracks }, new Map()))

    const bytes = readdirSync(dir).reduce((sum, name) => sum + statSync(join(dir, name)).size, 0)
    expect(bytes).toBeLessThan(4_000_000)
  })
})

it('more lines than one statement takes names of wait for a thread, and are claimed together', async () => {
  const { alerts } = await aStore()
  const some = Array.from({ length: 4_000 }, (): Line => ({ event: 'joined', at: 1, before: 0 }))

  const claimed = await alerts.change(async (tables) => {
    for (let batch = 0; batch < 9; batch++) await tables.addLines('root-a', 'a', some)
    return tables.claimLines('root-a', 1)
  })

  expect(claimed).toHaveLength(36_000)
})
