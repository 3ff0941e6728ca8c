import { describe, expect, it, vi } from 'vitest'
import { type BulkRequest, MANY } from '../../src/connectors/bulk.ts'
import { keyOf } from '../../src/connectors/key.ts'
import { ada, allow, BUTTON, bob, createWorld, ORDERS, RULES, rita, root, SINK, TRACE, type World } from './world.ts'

const RESTART: BulkRequest = { action: 'restart', filter: { pattern: 'orders-*' } }

describe('a preview', () => {
  it('names what would be touched, and why the rest is not, by one request per Connect cluster', async () => {
    const { service, connect, records, asked, clock } = await fleet(['failed', 'well', 'resting', 'used'])
    connect.failTask('orders-failed', 1, TRACE)
    connect.failTask('orders-used', 0, TRACE)
    const held = {
      ...ORDERS,
      connector: 'orders-used',
      id: 'x',
      action: 'restart',
      actor: bob,
      origin: BUTTON,
    } as const
    await records.operations.claim({ ...held, startedAt: clock.now(), expiresAt: clock.now() + 1_000 })

    const { items, out } = await service.previewBulk(ada, RESTART, BUTTON)

    expect(items).toEqual([{ cluster: 'prod', connector: 'orders-failed', says: 'task 1' }])
    expect(out.map(({ why, count, some }) => [why, count, ...some.map(({ connector }) => connector)])).toEqual([
      ['in use (Bob started a restart)', 1, 'orders-used'],
      ['paused', 1, 'orders-resting'],
      ['nothing of it failed', 2, 'orders-sink', 'orders-well'],
    ])
    expect(asked()).toEqual(['GET /connectors?expand=status'])
  })

  it('leaves out what the person may not, what is managed, and everything that they may not see', async () => {
    const rules = {
      ...RULES,
      policies: [allow('reader', ['CONNECT_ALTER_STATE'], 'orders-a'), allow('reader', ['CONNECT_INSPECT'], '*-b')],
    }
    const world = await fleet(['a', 'b', 'c'], { rules })
    const clusters = [{ ...world.prod, managed: [{ pattern: 'orders-a', text: 'Change it in Git.' }] }]

    const { items, out } = await world.another({ clusters }).previewBulk(rita, { action: 'pause', filter: {} }, BUTTON)

    expect(items).toEqual([])
    expect(out.map(({ why, some }) => [why, ...some.map(({ connector }) => connector)])).toEqual([
      ['Change it in Git.', 'orders-a'],
      ['you may not (CONNECT_ALTER_STATE)', 'orders-b'],
    ])
  })

  it('is refused for what is done to one connector at a time', async () => {
    const { service } = await createWorld()

    const preview = service.previewBulk(root, { action: 'delete', filter: {} }, BUTTON)

    await expect(preview).rejects.toThrow('one connector at a time')
  })
})

describe('running a preview', () => {
  it('sends one request for each connector with a failure, and resumes nothing that somebody paused', async () => {
    const world = await fleet(['a', 'b', 'c', 'resting'])
    for (const name of ['orders-a', 'orders-c']) world.connect.failTask(name, 0, TRACE, { once: true })
    const { id } = await world.service.previewBulk(ada, RESTART, BUTTON)
    world.connect.forgetRequests()

    const ends = await ended(world, id)

    expect(ends).toEqual([
      ['orders-a', 'done'],
      ['orders-c', 'done'],
    ])
    expect(
      world
        .asked()
        .filter((one) => one !== 'GET /')
        .toSorted(),
    ).toEqual([
      'GET /connectors?expand=status',
      'POST /connectors/orders-a/restart?includeTasks=true&onlyFailed=true',
      'POST /connectors/orders-c/restart?includeTasks=true&onlyFailed=true',
    ])
    expect((await world.client.status('orders-resting')).connector.state).toBe('PAUSED')
  })

  it('touches only what was shown and still matches, and says what dropped out', async () => {
    const world = await fleet(['a', 'b'])
    const { service, client, connect } = world
    const { id } = await service.previewBulk(ada, { action: 'pause', filter: { pattern: 'orders-*' } }, BUTTON)
    await client.remove('orders-a')
    await client.pause('orders-b')
    connect.seed([{ name: 'orders-new', config: SINK }])
    await world.until(world.clock.sleep(5_000))

    const ends = await ended(world, id)

    expect(ends).toEqual([
      ['orders-a', 'dropped'],
      ['orders-b', 'dropped'],
      ['orders-sink', 'done'],
    ])
    expect((await client.status('orders-new')).connector.state).toBe('RUNNING')
  })

  it('runs once, for its person, within a quarter of an hour', async () => {
    const world = await fleet(['a'])
    const { service, clock } = world
    const preview = () => service.previewBulk(ada, { action: 'pause', filter: {} }, BUTTON)
    const [first, late] = [await preview(), await preview()]

    await expect(service.runBulk(bob, first.id, undefined)).rejects.toThrow('ask for it anew')
    await ended(world, first.id)
    await expect(service.runBulk(ada, first.id, undefined)).rejects.toThrow('was run already')
    await clock.advance(15 * 60_000)
    await expect(service.runBulk(ada, late.id, undefined)).rejects.toThrow('15 minutes old')
  })

  it(`asks for the number of connectors above ${MANY}`, async () => {
    const world = await fleet(Array.from({ length: MANY }, (_, n) => `n${n}`))
    const { service } = world
    const { id } = await service.previewBulk(ada, { action: 'pause', filter: {} }, BUTTON)

    await expect(service.runBulk(ada, id, MANY)).rejects.toThrow('type that number')
    const { settled } = await service.runBulk(ada, id, MANY + 1)

    expect((await world.until(settled)).ends.size).toBe(MANY + 1)
  })

  it('acts on four of a Connect cluster at a time', async () => {
    const world = await fleet(Array.from({ length: 9 }, (_, n) => `n${n}`))
    const { id } = await world.service.previewBulk(ada, { action: 'pause', filter: {} }, BUTTON)
    world.connect.hang('/pause')

    const { settled } = await world.service.runBulk(ada, id, undefined)
    const pauses = async () => {
      await world.clock.advance(500)
      return world.waiting().filter((one) => one.includes('/pause')).length
    }
    await vi.waitUntil(async () => (await pauses()) >= 4, { interval: 5 })
    const most = [await pauses(), await pauses(), await pauses()]

    expect(most).toEqual([4, 4, 4])
    world.connect.hang(false)
    expect((await world.until(settled)).ends.size).toBe(10)
  })

  it('stops when the first ten failed again with one cause', async () => {
    const names = Array.from({ length: 20 }, (_, n) => `n${n}`)
    const world = await fleet(names)
    for (const [n, name] of names.entries()) {
      world.connect.failTask(`orders-${name}`, 0, `java.sql.SQLException: no login for "orders-${n}" at port ${n}`)
    }
    const { id } = await world.service.previewBulk(ada, RESTART, BUTTON)

    const kinds = (await ended(world, id)).map(([, kind]) => kind)

    const spared = kinds.filter((kind) => kind === 'not-sent').length
    expect(spared).toBeGreaterThanOrEqual(6)
    expect(kinds.filter((kind) => kind === 'failed-again')).toHaveLength(20 - spared)
  })

  it('leaves one audit entry for each connector and one for the whole', async () => {
    const world = await fleet(['a', 'b'])
    const { id } = await world.service.previewBulk(ada, { action: 'pause', filter: { pattern: '*' } }, BUTTON)

    await ended(world, id)

    const entries = await world.entries()
    expect(
      entries
        .filter(({ origin }) => origin.bulk === id)
        .map(({ action }) => action)
        .toSorted(),
    ).toEqual(['bulk pause', 'pause', 'pause', 'pause'])
    expect(entries.find(({ action }) => action === 'bulk pause')).toMatchObject({ outcome: 'done', detail: '3 done' })
  })
})

/** orders-sink and these, "resting" paused. */
async function fleet(names: readonly string[], options: Parameters<typeof createWorld>[0] = {}) {
  const world = await createWorld({ random: () => 0.5, ...options })
  world.connect.seed(
    names.map((name) => ({
      name: `orders-${name}`,
      config: SINK,
      state: name === 'resting' ? ('PAUSED' as const) : ('RUNNING' as const),
    })),
  )
  return world
}

/** Each connector with how it ended, by name. */
async function ended({ service, until }: World, id: string): Promise<[string, string | undefined][]> {
  const { settled } = await service.runBulk(ada, id, undefined)
  const { items } = await until(settled)
  const found = await service.bulk(ada, id)
  if (!('run' in found)) throw new Error('It has not been run.')
  const { ends } = found.run
  return items
    .map(({ cluster, connector }): [string, string | undefined] => [
      connector,
      ends.get(keyOf({ cluster, connector }))?.kind,
    ])
    .toSorted()
}
