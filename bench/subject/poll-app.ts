import { createRoutes } from '../../src/alerts/routes.ts'
import { RULES } from '../../src/alerts/rules.ts'
import { createWatcher } from '../../src/alerts/watcher.ts'
import { systemClock } from '../../src/clock.ts'
import { createConnectClient } from '../../src/connect/client.ts'
import { createLog } from '../../src/log.ts'
import { createStore } from '../../src/store/store.ts'
import { answers, cpuOf, repeat } from '../support/probe.ts'

/** The watcher as it runs, without Slack; its looks come when they are asked for. */
const INTERVAL_MS = 15_000

const urls = (process.env.BENCH_URLS ?? '').split(',')
let asleep: (() => void)[] = []
let looked = Promise.withResolvers<void>()

const clock = {
  now: systemClock.now,
  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    const isBetweenLooks = ms > INTERVAL_MS * 0.8 && ms <= INTERVAL_MS
    if (!isBetweenLooks) return systemClock.sleep(ms, signal)
    return new Promise((resolve) => {
      asleep.push(resolve)
      if (asleep.length === urls.length) looked.resolve()
    })
  },
}

const store = await createStore({ dir: ':memory:', keys: '', clock })
const clusters = urls.map((url, n) => ({
  id: `c${n}`,
  client: createConnectClient({ urls: [url], clock }),
  workers: [],
}))
let posted = 0
const nothing = async () => {}
const watcher = createWatcher({
  clusters,
  records: store.alerts,
  routes: createRoutes([], { channel: 'C0DATA' }),
  rules: RULES,
  fallback: 'C0DATA',
  intervalMs: INTERVAL_MS,
  asked: async () => new Map(),
  poster: { post: async () => String(++posted), reply: nothing, update: nothing, find: async () => undefined },
  clock,
  log: createLog({ level: 'error' }),
  random: Math.random,
  newId: () => String(++posted),
})
void watcher.run(new AbortController().signal)
await looked.promise

async function look(): Promise<void> {
  const waiting = asleep
  asleep = []
  looked = Promise.withResolvers()
  for (const wake of waiting) wake()
  await looked.promise
}

answers('poll', (times) => cpuOf(() => repeat(times, look)))
