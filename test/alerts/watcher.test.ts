import { describe, expect, it } from 'vitest'
import { failed, names, running, waiting } from './statuses.ts'
import { DATABASE_DOWN, DISK_FULL } from './traces.ts'
import { createWorld } from './world.ts'

const [a, b] = ['orders', 'items']

describe('the watch', () => {
  it('tells a failure within two looks and a second', async () => {
    const { fleet, slack, start, pass, clock } = await createWorld()
    fleet.shows([running(a), running(b)])
    start()
    await pass(60)
    fleet.put(failed(a, DATABASE_DOWN))
    const failedAt = clock.now()

    await pass(60)

    expect(slack.messages).toMatchObject([{ channel: 'C0ALERTS', view: { copy: false } }])
    expect((slack.messages[0]?.at ?? Infinity) - failedAt).toBeLessThanOrEqual(31_000)
    expect(slack.messages[0]?.view.incidents).toMatchObject([
      { state: 'firing', connectors: 1, failedTasks: 1, worst: [{ subject: a }], incident: { cluster: 'prod' } },
    ])
    expect(slack.thread(slack.messages[0])).toEqual(['opened'])
  })

  it('edits the recovery in and tells it in the thread', async () => {
    const { fleet, slack, start, pass } = await createWorld()
    fleet.shows([running(a)])
    start()
    await pass(60)
    fleet.put(failed(a, DATABASE_DOWN))
    await pass(60)

    fleet.put(running(a))
    await pass(60)

    expect(slack.states()).toEqual(['recovered'])
    expect(slack.thread(slack.messages[0])).toEqual(['opened', 'recovered'])
  })

  it('goes on after a restart where it was, and says that what changed meanwhile lies between two looks', async () => {
    const { fleet, slack, start, pass, clock } = await createWorld()
    fleet.shows([running(a), running(b)])
    const first = start()
    await pass(60)
    await first.stop()
    const stopped = clock.now()
    fleet.put(failed(a, DATABASE_DOWN))
    await pass(3_600)

    start()
    await pass(60)

    const [since] = slack.messages.flatMap(({ view }) => view.incidents.map(({ incident }) => incident.since))
    expect(slack.messages).toHaveLength(1)
    expect(since?.from).toBeLessThanOrEqual(stopped)
    expect(since?.to).toBeGreaterThanOrEqual(stopped + 3_600_000)
  })

  it('is kept by one of two processes on one store, and taken over when that one is gone', async () => {
    const { fleet, slack, start, pass } = await createWorld()
    fleet.shows([running(a)])
    const first = start()
    start()
    await pass(60)
    fleet.put(failed(a, DATABASE_DOWN))
    await pass(60)
    await first.stop()
    fleet.put(running(a))

    await pass(90)

    expect(slack.states()).toEqual(['recovered'])
    expect(slack.thread(slack.messages[0])).toEqual(['opened', 'recovered'])
  })

  it('routes by what a connector is configured with', async () => {
    const rules = [
      { class: '*.orders', channel: 'C0ORDERS' },
      { connector: 'it*', channel: 'C0ITEMS' },
    ]
    const { fleet, slack, start, pass } = await createWorld({ rules })
    fleet.shows([running(a), running(b), running('users')])
    start()
    await pass(60)
    fleet.shows([a, b, 'users'].map((name) => failed(name, DATABASE_DOWN)))

    await pass(60)

    expect(slack.messages.map(({ channel }) => channel).sort()).toEqual(['C0ALERTS', 'C0ITEMS', 'C0ORDERS'])
  })

  it('ends what it followed of a Connect cluster that is configured no more, and begins anew if it comes back', async () => {
    const { fleets, slack, start, pass, open } = await createWorld({ clusters: ['prod', 'lab'] })
    for (const fleet of fleets) fleet.shows([running(a)])
    const before = start()
    await pass(60)
    for (const fleet of fleets) fleet.put(failed(a, DATABASE_DOWN))
    await pass(60)
    await before.stop()

    const without = start({ clusters: fleets.slice(0, 1).map(({ cluster }) => cluster) })
    await pass(60)
    const left = (await open()).map(({ cluster }) => cluster)
    await without.stop()
    start()
    await pass(60)

    expect(left).toEqual(['prod'])
    expect(slack.states()).toEqual(['firing', 'recovered', 'firing'])
    expect(slack.lines(slack.messages[1]).at(-1)).toMatchObject({ event: 'recovered', fate: 'unwatched' })
    expect((await open()).map(({ cluster, kind }) => [cluster, kind])).toEqual([
      ['prod', 'failed'],
      ['lab', 'first-look'],
    ])
  })

  it('routes by what connectors are configured with, however many fail at once', async () => {
    const rules = [{ class: 'com.acme.*', channel: 'C0ACME' }]
    const { fleet, slack, start, pass } = await createWorld({ rules })
    const all = names(250)
    fleet.shows(all.map(running))
    start()
    await pass(60)
    fleet.shows(all.map((name) => failed(name, DATABASE_DOWN)))

    await pass(60)

    expect(slack.messages).toMatchObject([{ channel: 'C0ACME', view: { incidents: [{ connectors: 250 }] } }])
  })

  it('routes by what connectors are configured with, however many fail of another cause at once', async () => {
    const rules = [{ class: 'com.acme.*', channel: 'C0ACME' }]
    const { fleet, slack, start, pass } = await createWorld({ rules })
    const all = names(250)
    fleet.shows([a, ...all].map(running))
    start()
    await pass(60)
    fleet.shows([a, ...all].map((name) => failed(name, DATABASE_DOWN)))
    await pass(60)
    fleet.shows([failed(a, DATABASE_DOWN), ...all.map((name) => failed(name, DISK_FULL))])

    await pass(60)

    const now = slack.messages.map(({ channel, view }) => [channel, view.incidents[0]?.connectors])
    expect(now).toEqual([
      ['C0ACME', 1],
      ['C0ACME', 250],
    ])
  })

  it('waits for a lost worker as long as its Connect cluster does', async () => {
    const { fleets, start, pass, open } = await createWorld({ clusters: ['prod', 'lab'] })
    for (const fleet of fleets) fleet.shows([running(a)])
    start({ clusters: fleets.map(({ cluster }, at) => (at === 0 ? { ...cluster, graceMs: 60_000 } : cluster)) })
    await pass(60)
    for (const fleet of fleets) fleet.put(waiting(a))

    await pass(120)

    expect((await open()).map(({ cluster, kind }) => [cluster, kind])).toEqual([['prod', 'waiting']])
  })

  it('holds its breath for a mute, and tells what still fails when it is over', async () => {
    const { fleet, slack, start, pass, people } = await createWorld()
    fleet.shows([running(a)])
    start()
    await pass(60)
    await people.mute({ pattern: 'ord*', ms: 3_600_000, by: { id: 'U0ADA', name: 'Ada' } })
    fleet.put(failed(a, DATABASE_DOWN))

    await pass(3_500)
    const during = slack.messages.length
    await pass(200)

    expect([during, slack.messages.length]).toEqual([0, 1])
  })

  it('goes on after the store failed for a while', async () => {
    const { fleet, slack, start, pass, store, logged } = await createWorld()
    fleet.shows([running(a)])
    let isFull = false
    const hold: typeof store.alerts.hold = (...args) =>
      isFull ? Promise.reject(new Error('database or disk is full')) : store.alerts.hold(...args)
    start({ records: { ...store.alerts, hold } })
    await pass(60)
    isFull = true
    fleet.put(failed(a, DATABASE_DOWN))
    await pass(120)

    isFull = false
    await pass(120)

    expect(slack.messages).toHaveLength(1)
    expect(logged[0]).toContain('broken off')
  })
})
