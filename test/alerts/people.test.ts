import { describe, expect, it } from 'vitest'
import { failed, names, running } from './statuses.ts'
import { DATABASE_DOWN } from './traces.ts'
import { createWorld, type World } from './world.ts'

const ADA = { id: 'U0ADA', name: 'Ada' }
const BOB = { id: 'U0BOB', name: 'Bob' }
const a = 'orders'

async function anIncident(): Promise<World & { id: string }> {
  const world = await createWorld()
  world.fleet.shows([running(a)])
  world.start()
  await world.pass(60)
  world.fleet.put(failed(a, DATABASE_DOWN))
  await world.pass(60)
  const [id = ''] = (await world.open()).map((incident) => incident.id)
  return { ...world, id }
}

describe('an acknowledgement', () => {
  it('shows in the root and in the thread, by whom', async () => {
    const { people, slack, pass, id } = await anIncident()

    const view = await people.acknowledge(id, ADA)
    await pass(10)

    expect(view.incidents).toMatchObject([
      { state: 'acknowledged', offers: ['restart', 'trace', 'snooze', 'pause', 'open'] },
    ])
    expect(slack.states()).toEqual(['acknowledged'])
    expect(slack.lines(slack.messages[0]).at(-1)).toMatchObject({ event: 'acknowledged', by: ADA })
  })

  it('belongs to the first who gave it', async () => {
    const { people, id } = await anIncident()
    await people.acknowledge(id, ADA)

    await expect(people.acknowledge(id, BOB)).rejects.toThrow('Ada has acknowledged this already.')
  })

  it('that its click has shown is not edited in once more', async () => {
    const { people, slack, pass, id } = await anIncident()

    await people.shown(await people.acknowledge(id, ADA))
    await pass(10)

    expect(slack.messages[0]?.edits).toEqual([])
  })

  it('can be taken back', async () => {
    const { people, id } = await anIncident()
    await people.acknowledge(id, ADA)

    const view = await people.unacknowledge(id, ADA)

    expect(view.incidents).toMatchObject([{ state: 'firing' }])
  })

  it('is taken back once', async () => {
    const { people, id } = await anIncident()
    await people.acknowledge(id, ADA)
    await people.unacknowledge(id, ADA)

    await expect(people.unacknowledge(id, BOB)).rejects.toThrow('no acknowledgement to take back')
  })

  it('cannot be taken back from what is over', async () => {
    const { people, fleet, pass, id } = await anIncident()
    await people.acknowledge(id, ADA)
    fleet.put(running(a))
    await pass(60)

    await expect(people.unacknowledge(id, ADA)).rejects.toThrow('no acknowledgement to take back')
  })

  it('comes too late when all is over', async () => {
    const { people, fleet, pass, id } = await anIncident()
    fleet.put(running(a))
    await pass(60)

    await expect(people.acknowledge(id, ADA)).rejects.toThrow('This is over')
  })

  it('of an incident that is not kept any more says so', async () => {
    const { people } = await anIncident()

    await expect(people.acknowledge('id-from-last-year', ADA)).rejects.toThrow('not kept any more')
  })
})

describe('a snooze', () => {
  it('gives way to that of somebody else who may alter all of it', async () => {
    const { people, id } = await anIncident()
    await people.snooze(id, { by: ADA })

    const before = await people.view(id)
    const view = await people.snooze(id, { by: BOB, until: Date.UTC(2026, 10, 22, 15) })

    expect(before.incidents).toMatchObject([
      { state: 'snoozed', offers: ['restart', 'trace', 'snooze', 'pause', 'open'] },
    ])
    expect(view.incidents[0]?.incident.snoozes).toMatchObject([{ by: BOB, until: Date.UTC(2026, 10, 22, 15) }])
  })
})

describe('what people do', () => {
  it('is told in the thread, without the secrets in it', async () => {
    const { people, slack, pass, id } = await anIncident()

    await people.tell(id, {
      by: ADA,
      text: 'Ada restarted 1 task: failed again, password=hunter2',
      restart: { id: '1', failed: true },
    })
    await pass(10)

    expect(slack.lines(slack.messages[0]).at(-1)).toMatchObject({
      event: 'action',
      text: 'Ada restarted 1 task: failed again, password=[hidden]',
    })
    expect(slack.messages[0]?.view.incidents).toMatchObject([{ incident: { restarts: 1 } }])
  })

  it('lists all members of an incident, page by page', async () => {
    const { people, fleet, pass, id } = await anIncident()
    fleet.shows([failed(a, DATABASE_DOWN), ...names(25).map((name) => failed(name, DATABASE_DOWN))])
    await pass(60)

    const pages = await Promise.all([0, 20].map((offset) => people.members(id, { offset, limit: 20 })))

    expect(pages.map((page) => page.length)).toEqual([20, 6])
    expect((await people.view(id)).incidents).toMatchObject([{ connectors: 26, failedTasks: 26 }])
    expect((await people.view(id)).incidents[0]?.worst).toHaveLength(10)
  })
})

describe('a mute', () => {
  it.each([
    { ms: 8 * 24 * 3_600_000, pattern: 'orders', says: 'seven days' },
    { ms: 0, pattern: 'orders', says: 'seven days' },
    { ms: 1_000, pattern: 'a*b', says: 'is no pattern' },
  ])('of $pattern for $ms ms is refused', async ({ ms, pattern, says }) => {
    const { people } = await anIncident()

    await expect(people.mute({ ms, pattern, by: ADA })).rejects.toThrow(says)
  })

  it('is listed as long as it lasts, unless somebody ends it', async () => {
    const { people, pass } = await anIncident()
    const early = await people.mute({ ms: 3_600_000, pattern: 'orders', by: ADA, reason: 'move' })
    await people.mute({ ms: 60_000, pattern: 'items', by: ADA })
    const all = (await people.mutes()).map(({ pattern }) => pattern)

    await pass(60)
    const later = (await people.mutes()).map(({ pattern }) => pattern)
    await people.unmute(early.id)

    expect([all, later, await people.mutes()]).toEqual([['items', 'orders'], ['orders'], []])
  })
})

describe('the pulse of open incidents', () => {
  it('is another one after a change and after the end, whichever process asks, and the same while nothing happens', async () => {
    const { people, fleet, pass, id } = await anIncident()
    const pulses: string[] = []
    const feel = async () => void pulses.push(await people.pulse())
    await feel()

    await pass(60)
    await feel()
    await people.acknowledge(id, ADA)
    await feel()
    fleet.put(running(a))
    await pass(60)
    await feel()

    const [first, unchanged, acknowledged, over] = pulses
    expect(unchanged).toBe(first)
    expect(new Set([first, acknowledged, over]).size).toBe(3)
  })
})
