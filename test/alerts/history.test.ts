import { describe, expect, it } from 'vitest'
import { failed, running } from './statuses.ts'
import { DATABASE_DOWN, DISK_FULL } from './traces.ts'
import { createWorld } from './world.ts'

const a = 'orders'
const HOUR_S = 3_600

async function watched() {
  const world = await createWorld()
  const { fleet, pass, start } = world
  fleet.shows([running(a)])
  const { stop } = start()
  await pass(60)
  return {
    ...world,
    stop,
    async fails(trace = DATABASE_DOWN) {
      fleet.put(failed(a, trace))
      await pass(60)
    },
    async recovers() {
      fleet.put(running(a))
      await pass(60)
    },
  }
}

describe('what is known of a connector', () => {
  it('counts its failures, also those of one incident', async () => {
    const { people, fails, recovers } = await watched()
    for (let time = 0; time < 3; time++) {
      await fails()
      await recovers()
    }

    expect(await people.history('prod', a)).toMatchObject({ failures: 3, orMore: false })
  })

  it('forgets after a day', async () => {
    const { people, fails, recovers, pass, stop } = await watched()
    await fails()
    await recovers()
    await stop()
    await pass(23 * HOUR_S)
    const then = await people.history('prod', a)
    await pass(2 * HOUR_S)

    expect([then, await people.history('prod', a)]).toMatchObject([{ failures: 1 }, { failures: 0 }])
  })

  it('holds since when it fails and when it was last well, though its cause has changed since', async () => {
    const { people, clock, fails, pass } = await watched()
    const began = clock.now()
    await fails()
    await pass(300)
    await fails(DISK_FULL)

    const { kind, since } = await people.history('prod', a)

    expect(kind).toBe('failed')
    expect(since?.from).toBeLessThanOrEqual(began)
    expect(since?.to).toBeLessThan(began + 60_000)
  })

  it('of one that was never seen is nothing', async () => {
    const { people } = await watched()

    expect(await people.history('prod', 'nobody')).toEqual({ failures: 0, orMore: false })
  })
})
