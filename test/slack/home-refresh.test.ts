import { setImmediate } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { createHomeRefresh, createOpenHomes } from '../../src/slack/home-refresh.ts'
import { createTestClock } from '../support/clock.ts'

const MINUTE = 60_000

/** People by number with their Home tab open; `published` are those for whom it was drawn anew, and when. */
async function createHomes(people: number) {
  const clock = createTestClock()
  const started = clock.now()
  const published: { who: string; at: number }[] = []
  let changes = 0
  let fault: Error | undefined
  const deps = {
    homes: createOpenHomes(),
    log: { warn: () => {} },
    clock,
    pulse: async () => String(changes),
    publish: async (who: string) => {
      published.push({ who, at: clock.now() - started })
      if (fault) throw fault
    },
  }
  /** Makes what keeps the tabs true, which runs until it is ended. */
  function begin() {
    const ending = new AbortController()
    onTestFinished(() => ending.abort())
    const homes = createHomeRefresh(deps)
    void homes.run(ending.signal)
    return { ...homes, end: () => ending.abort() }
  }
  const first = begin()
  for (let one = 0; one < people; one++) await first.opened(`U${one}`, 0)
  return {
    published,
    reloads() {
      first.end()
      begin()
    },
    fails: (error: Error) => {
      fault = error
    },
    /** Something changes every ten seconds meanwhile. */
    async changing(ms: number) {
      for (let passed = 0; passed < ms; passed += 10_000) {
        changes++
        await clock.advance(10_000)
        await setImmediate()
      }
    },
    pass: clock.advance,
  }
}

it('an open Home tab is drawn anew once a minute at most, however much changes', async () => {
  const { published, changing } = await createHomes(1)

  await changing(5 * MINUTE)

  const gaps = published.slice(1).map(({ at }, before) => at - (published[before]?.at ?? 0))
  expect(published.length).toBeGreaterThanOrEqual(4)
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(MINUTE)
})

it('an open Home tab is left alone as long as nothing changes', async () => {
  const { published, pass } = await createHomes(1)

  await pass(5 * MINUTE)

  expect(published).toEqual([])
})

it('a Home tab that was opened more than ten minutes ago is drawn no more', async () => {
  const { published, pass, changing } = await createHomes(1)
  await pass(11 * MINUTE)

  await changing(2 * MINUTE)

  expect(published).toEqual([])
})

it('no more than 30 Home tabs are drawn in any minute, and everybody has a turn', async () => {
  const { published, changing } = await createHomes(70)

  await changing(5 * MINUTE)

  const most = Math.max(
    ...published.map(({ at }) => published.filter((one) => one.at > at - MINUTE && one.at <= at).length),
  )
  expect(most).toBe(30)
  expect(new Set(published.map(({ who }) => who)).size).toBe(70)
})

it('open Home tabs are kept true after a reload, no more of them a minute', async () => {
  const { published, reloads, changing } = await createHomes(40)
  await changing(MINUTE)

  reloads()
  await changing(2 * MINUTE)

  const most = Math.max(
    ...published.map(({ at }) => published.filter((one) => one.at > at - MINUTE && one.at <= at).length),
  )
  expect(most).toBe(30)
  expect(new Set(published.map(({ who }) => who)).size).toBe(40)
})

it('a Home tab that Slack does not take holds up nobody else', async () => {
  const { published, fails, changing } = await createHomes(2)
  fails(new Error('internal_error'))

  await changing(2 * MINUTE)

  expect(new Set(published.map(({ who }) => who))).toEqual(new Set(['U0', 'U1']))
})
