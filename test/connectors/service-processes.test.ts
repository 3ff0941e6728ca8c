import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../src/connectors/model.ts'
import { killed, type NewEntry } from './killed.ts'
import { ada, BUTTON, bob, createWorld, expectBusy, ORDERS, TRACE, type World } from './world.ts'

describe('the process ends in the middle of an action', () => {
  async function killedDuring(world: World) {
    world.connect.failTask('orders-sink', 0, TRACE, { once: true })
    const { operation, settled } = await world.until(world.service.act(ada, 'restart', ORDERS, {}, BUTTON))
    await world.until(world.service.close(0))
    return { operation, told: await settled }
  }

  it('who asked is told that the outcome follows', async () => {
    const world = await createWorld()

    const { told } = await killedDuring(world)

    expect(told).toMatchObject({ kind: 'unsettled', detail: expect.stringContaining('follows when it is back') })
  })

  it('what ends within the grace is waited for, and nothing new is begun', async () => {
    const { service, until } = await createWorld()
    const { settled } = await until(service.act(ada, 'pause', ORDERS, {}, BUTTON))

    await until(service.close(25_000))

    expect(await settled).toMatchObject({ kind: 'done' })
    await expect(service.act(ada, 'resume', ORDERS, {}, BUTTON)).rejects.toThrow(/being restarted/)
  })

  it('what was being checked when it ended is not begun', async () => {
    const world = await createWorld()
    const claimed = {
      ...world.records.audit,
      begin: async (entry: NewEntry) => {
        void service.close(0)
        return world.records.audit.begin(entry)
      },
    }
    const service = world.another({ records: { ...world.records, audit: claimed } })

    const refused = world.until(service.act(ada, 'pause', ORDERS, {}, BUTTON))

    await expect(refused).rejects.toThrow(/Nothing was done: this app is being restarted/)
    expect(world.asked()).toEqual([])
    expect(await world.records.operations.running(ORDERS)).toBeUndefined()
  })

  it('the next process finishes it and completes the audit entry', async () => {
    const world = await createWorld()
    const { operation } = await killedDuring(world)
    const outcomes: [string, Outcome][] = []

    await world.until(world.another().finishUnfinished((of, outcome) => void outcomes.push([of.id, outcome])))

    expect(outcomes).toEqual([[operation.id, expect.objectContaining({ kind: 'done' })]])
    expect(await world.entries()).toMatchObject([{ id: operation.id, outcome: 'done' }])
    expect(await world.records.operations.running(ORDERS)).toBeUndefined()
  })

  it('the next process tells no cause: whoever asked may perhaps inspect no more', async () => {
    const world = await createWorld()
    await killedDuring(world)
    world.connect.failTask('orders-sink', 0, TRACE)
    const outcomes: Outcome[] = []

    await world.until(world.another().finishUnfinished((_, outcome) => void outcomes.push(outcome)))

    expect(outcomes.map(({ kind, cause }) => [kind, cause])).toEqual([['failed-again', undefined]])
  })

  it('nobody acts on the connector meanwhile', async () => {
    const world = await createWorld()
    await killedDuring(world)
    const next = world.another()
    const finished = next.finishUnfinished(() => {})

    const refused = await world.until(next.act(bob, 'pause', ORDERS, {}, BUTTON).catch((error) => error))

    const busy = expectBusy(refused)
    await world.until(finished)
    expect((await world.until(busy.settled)).kind).toBe('done')
  })

  it('before Connect had answered: what is so is said', async () => {
    const world = await createWorld()
    await killed(world)
    await world.clock.advance(30_000)
    const outcomes: Outcome[] = []

    await world.until(world.service.finishUnfinished((_, outcome) => void outcomes.push(outcome)))

    expect(outcomes).toMatchObject([
      {
        kind: 'unknown',
        detail: expect.stringContaining('stopped while it asked Kafka Connect; seen since: 3 of 3 tasks running'),
      },
    ])
  })
})

describe('a stop while Connect does not answer', () => {
  it('takes the grace and no longer; the next process says what is so', async () => {
    const world = await createWorld()
    const hanging = () => new Promise<undefined>(() => {})
    const service = world.another({ clusters: [{ ...world.prod, client: { ...world.client, pause: hanging } }] })
    const started = service.act(ada, 'pause', ORDERS, {}, BUTTON)
    await world.until(world.clock.sleep(1_000))
    const before = world.clock.now()

    await world.until(service.close(25_000))

    expect(world.clock.now() - before).toBeLessThan(26_000)
    expect(await (await started).settled).toMatchObject({ detail: expect.stringContaining('follows when it is back') })
    const outcomes: Outcome[] = []
    await world.until(world.another().finishUnfinished((_, outcome) => void outcomes.push(outcome)))
    expect(outcomes).toMatchObject([{ kind: 'unknown', detail: expect.stringContaining('3 of 3 tasks running') }])
  })
})
