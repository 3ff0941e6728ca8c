import { describe, expect, it } from 'vitest'
import type { Reports } from '../../src/alerts/reports.ts'
import { running } from './statuses.ts'
import { createWorld } from './world.ts'

/** Keeps what one process reported. */
function createEar() {
  const heard = { watching: false, looks: [] as string[], rounds: 0 }
  const reports: Reports = {
    watching: (is) => {
      heard.watching = is
    },
    looked: (cluster) => heard.looks.push(cluster),
    wentRound: () => {
      heard.rounds++
    },
  }
  return { heard, reports }
}

describe('what a watch reports', () => {
  it('is a round once every Connect cluster was looked at, whether it answers or not', async () => {
    const { fleets, start, pass } = await createWorld({ clusters: ['prod', 'staging'] })
    const { heard, reports } = createEar()
    fleets[0]?.shows([running('orders')])
    fleets[1]?.goesDown()

    start({ reports })
    await pass(40)

    expect(heard).toEqual({
      watching: true,
      looks: ['prod', 'staging', 'prod', 'staging', 'prod', 'staging'],
      rounds: 3,
    })
  })

  it('is no round while one of them hangs', async () => {
    const { fleets, start, pass } = await createWorld({ clusters: ['prod', 'staging'] })
    const { heard, reports } = createEar()
    fleets[1]?.hangs()

    start({ reports })
    await pass(300)

    expect(new Set(heard.looks)).toEqual(new Set(['prod']))
    expect(heard.rounds).toBe(0)
  })

  it('comes from the process that holds the watch alone, and ends with it', async () => {
    const { start, pass } = await createWorld()
    const [first, second] = [createEar(), createEar()]
    const process = start({ reports: first.reports })
    await pass(1)
    start({ reports: second.reports })
    await pass(60)
    const before = structuredClone(second.heard)

    await process.stop()
    await pass(60)

    expect(before).toEqual({ watching: false, looks: [], rounds: 0 })
    expect(first.heard.watching).toBe(false)
    expect(second.heard.watching).toBe(true)
    expect(second.heard.rounds).toBeGreaterThan(1)
  })
})
