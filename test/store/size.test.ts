import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { commit } from '../../src/alerts/commit.ts'
import type { ClusterState } from '../../src/alerts/incidents.ts'
import { createObserver } from '../../src/alerts/observe.ts'
import { createRoutes } from '../../src/alerts/routes.ts'
import { RULES } from '../../src/alerts/rules.ts'
import { failed, names, running } from '../alerts/statuses.ts'
import { trace } from '../alerts/traces.ts'
import { aDirectory, aStore, DAY_MS } from './builders.ts'

const MINUTE = 60_000

const sizeOf = (dir: string) => readdirSync(dir).reduce((sum, name) => sum + statSync(join(dir, name)).size, 0)

/** A store on disk that is shown connectors, some minutes apart; what there is to tell is told at once. */
async function watching() {
  const dir = aDirectory()
  const { alerts, purge, time } = await aStore({ dir })
  const observer = createObserver()
  let state: ClusterState | undefined
  let ids = 0
  const context = {
    ...{
      cluster: 'prod',
      rules: RULES,
      routes: createRoutes([], { channel: 'C1' }),
      configs: new Map(),
      later: new Set<string>(),
    },
    ...{ asked: new Map(), newId: () => `id-${++ids}` },
  }
  return {
    dir,
    purge,
    time,
    /** One look after the other, all written at once: it is the room that matters here. */
    sees: (looks: ReturnType<typeof running>[][], minutes: number): Promise<void> =>
      alerts.change(async (tables) => {
        for (const statuses of looks) {
          time.now += minutes * MINUTE
          const all = new Map(statuses.map((one) => [one.name, one]))
          const seen = observer.observe({ at: time.now, statuses: all, names: new Set(all.keys()) })
          const step = await commit(tables, state, seen, context)
          const tracks = new Map(state?.tracks)
          for (const [name, track] of step.tracks) if (track) tracks.set(name, track)
          state = { ...step, tracks }
          for (const { root } of await tables.threads()) {
            await tables.claimLines(root.id, time.now)
            await tables.dropLines(root.id)
          }
        }
      }),
  }
}

it('a day of flapping takes no more room than its first hours', async () => {
  const { dir, sees, purge } = await watching()
  const hour = Array.from({ length: 12 }, () =>
    [failed, running].map((show) => names(5).map((name) => show(name, trace('com.acme.Broken', 'no')))),
  ).flat()
  const flaps = async (hours: number) => {
    for (let passed = 0; passed < hours; passed++) await sees(hour, 2.5)
    await purge()
    return sizeOf(dir)
  }

  const early = await flaps(4)
  const late = await flaps(20)

  expect(early).toBeLessThan(1_000_000)
  expect(late).toBeLessThan(early * 1.5)
})

it('failures with ever new causes are forgotten in time, and the file becomes smaller again', async () => {
  const { dir, time, sees, purge } = await watching()
  const all = names(50)
  const words = Array.from({ length: 26 }, (_, at) => String.fromCharCode(97 + at))
  const kept = async (most: number) => {
    await purge({ days: 90, most })
    return sizeOf(dir)
  }
  await sees([all.map(running)], 1)
  const empty = await kept(26)
  for (const word of words) {
    const shows = [failed, failed, running, running]
    await sees(
      shows.map((show) => all.map((name) => show(name, trace(`com.acme.Broken${word}`, 'no')))),
      30,
    )
  }

  const full = await kept(26)
  const half = await kept(13)
  time.now += 91 * DAY_MS
  const rest = await kept(26)

  expect(full).toBeGreaterThan(empty * 2)
  expect(half).toBeLessThan(full * 0.8)
  expect(rest).toBeLessThan(empty * 1.1)
})
