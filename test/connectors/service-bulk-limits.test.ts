import { describe, expect, it, vi } from 'vitest'
import { createConnectClient } from '../../src/connect/client.ts'
import { type BulkRequest, MANY } from '../../src/connectors/bulk.ts'
import { keyOf } from '../../src/connectors/key.ts'
import { PATIENT } from '../support/patience.ts'
import { ended, fleet } from './bulk-fleet.ts'
import { ada, BUTTON } from './world.ts'

const RESTART: BulkRequest = { action: 'restart', filter: { pattern: 'orders-*' } }

describe('running many', () => {
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
    await vi.waitUntil(async () => (await pauses()) >= 4, PATIENT)
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

  it('says of a Connect cluster that did not answer any more that it did not, and not that its connectors are gone', async () => {
    const world = await fleet([])
    const far = { ...world.prod, id: 'far', name: 'Far away' }
    const both = world.another({ clusters: [world.prod, far] })
    const { id } = await both.previewBulk(ada, { action: 'pause', filter: {} }, BUTTON)
    const silent = { ...far, client: createConnectClient({ urls: ['http://127.0.0.1:1'], clock: world.clock }) }
    const service = world.another({ clusters: [world.prod, silent] })

    const { settled } = await service.runBulk(ada, id, undefined)

    expect(Object.fromEntries((await world.until(settled)).ends)).toMatchObject({
      [keyOf({ cluster: 'prod', connector: 'orders-sink' })]: { kind: 'done' },
      [keyOf({ cluster: 'far', connector: 'orders-sink' })]: { kind: 'dropped', detail: 'Far away did not answer' },
    })
  })

  it('sends nothing any more once the store has failed, so that whoever goes on is alone at it', async () => {
    const { another, until, clock, connect, records } = await fleet(Array.from({ length: 11 }, (_, n) => `n${n}`))
    let fails = true
    const bulks: typeof records.bulks = {
      ...records.bulks,
      async ended(...end) {
        if (fails) throw new Error('disk full')
        return records.bulks.ended(...end)
      },
    }
    const service = another({ records: { ...records, bulks } })
    const { id } = await service.previewBulk(ada, { action: 'pause', filter: {} }, BUTTON)
    const pauses = () => connect.requests().filter(({ path }) => path.endsWith('/pause')).length

    const { settled } = await service.runBulk(ada, id, undefined)
    const { endedAt } = await until(settled)
    const sent = pauses()
    fails = false
    for (let seconds = 0; seconds < 10; seconds++) {
      await clock.advance(1_000)
      await until(service.list(ada, {}))
    }

    expect({ endedAt, sent: pauses() }).toEqual({ endedAt: undefined, sent })
    await until(
      service.finishBulks(
        async () => ada,
        async () => {},
      ),
    )
    expect(pauses()).toBe(12)
  })
})
