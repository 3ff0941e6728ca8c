import { describe, expect, it } from 'vitest'
import type { BulkRequest } from '../../src/connectors/bulk.ts'
import { ended, fleet } from './bulk-fleet.ts'
import { ada, allow, BUTTON, bob, createWorld, ORDERS, RULES, rita, root, SINK, TRACE } from './world.ts'

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
    await records.operations.claim({ ...held, startedAt: clock.now(), expiresAt: clock.now() + 1_000 }, 'one')

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
