import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../src/connectors/model.ts'
import { killed } from './killed.ts'
import { ada, BUTTON, bob, createWorld, expectBusy, ORDERS } from './world.ts'

describe('two processes', () => {
  it('do not finish what the other one is still doing, however long it takes', async () => {
    const world = await createWorld()
    const { settled } = await world.until(world.service.act(ada, 'restart', ORDERS, { mode: 'all' }, BUTTON))
    const told: Outcome[] = []
    void world.another().keepFinishing(() => world.another().finishUnfinished((_, outcome) => void told.push(outcome)))

    await world.until(world.clock.sleep(500))
    world.connect.rebalance(45_000)
    const { kind, seconds } = await world.until(settled)

    expect(kind).toBe('done')
    expect(seconds).toBeGreaterThan(40)
    expect(told).toEqual([])
  })

  it('tell an outcome once, though one was held up and goes on after the other has taken over', async () => {
    const world = await createWorld()
    const operations = { ...world.records.operations, renew: async () => {} }
    const heldUp = world.another({ records: { ...world.records, operations } })
    const { settled, operation } = await world.until(heldUp.act(ada, 'restart', ORDERS, { mode: 'all' }, BUTTON))
    const told: Outcome[] = []
    const other = world.another()
    void other.keepFinishing(() => other.finishUnfinished((_, outcome) => void told.push(outcome)))
    await world.until(world.clock.sleep(500))
    world.connect.rebalance(75_000)

    const here = await world.until(settled)
    await world.until(world.clock.sleep(60_000))

    expect(here).toMatchObject({ kind: 'unsettled', left: true, detail: expect.stringContaining('another process') })
    expect(told.map(({ kind }) => kind)).toEqual(['done'])
    expect(await world.entries()).toMatchObject([{ id: operation.id, outcome: 'done' }])
    await other.close(0)
  })

  it('finish what another one left once it has been silent for 30 s, and only one of them', async () => {
    const world = await createWorld()
    const startedAt = await killed(world)
    const told: number[] = []
    const processes = [world.another(), world.another()]

    for (const process of processes) {
      void process.keepFinishing(() => process.finishUnfinished(() => void told.push(world.clock.now() - startedAt)))
    }
    await world.until(world.clock.sleep(80_000))

    expect(told).toHaveLength(1)
    expect(told[0]).toBeGreaterThanOrEqual(30_000)
    await Promise.all(processes.map((process) => process.close(0)))
  })

  it('hold one claim: the second is told how the first one ended', async () => {
    const world = await createWorld()
    const { settled } = await world.until(world.service.act(ada, 'stop', ORDERS, {}, BUTTON))

    const refused = await world.until(
      world
        .another()
        .act(bob, 'pause', ORDERS, {}, BUTTON)
        .catch((error) => error),
    )

    const outcome = await world.until(settled)
    expect(await world.until(expectBusy(refused).settled)).toMatchObject({ kind: 'done', detail: outcome.detail })
  })
})
