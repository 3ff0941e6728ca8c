import { createServer } from 'node:http'
import { onTestFinished, vi } from 'vitest'
import { seeded } from '../alerts/script.ts'
import { failed, names, running } from '../alerts/statuses.ts'
import { DATABASE_DOWN, DISK_FULL, LOGIN_REFUSED } from '../alerts/traces.ts'
import { startBot } from './bot.ts'
import { createFlowingClock } from './flow.ts'

const CAUSES = [DATABASE_DOWN, DISK_FULL, LOGIN_REFUSED]
const CLUSTERS = Array.from({ length: 10 }, (_, at) => `c${at}`)
const EACH = 1_000
const FAILING = 100

const bodyOf = (failing: number) => {
  const statuses = names(EACH).map((name, at) => (at < failing ? failed(name, CAUSES[at % 3] ?? '') : running(name)))
  return JSON.stringify(Object.fromEntries(statuses.map((status) => [status.name, { status }])))
}

/** The failing connectors of all Connect clusters, as `cluster/name`. */
export const hit = CLUSTERS.flatMap((cluster) => names(FAILING).map((name) => `${cluster}/${name}`)).toSorted()

/** The whole app before the stand-in Slack, on ten Connect clusters of 1,000 connectors, of which 100 each can be made to fail. */
export async function createStorm() {
  const clock = createFlowingClock()
  const [well, ill] = [bodyOf(0), bodyOf(FAILING)]
  const said = new Map([
    ['/', JSON.stringify({ version: '4.3.1', commit: 'c', kafka_cluster_id: 'k' })],
    ['/health', JSON.stringify({ status: 'healthy', message: 'ready' })],
    ['/connectors?expand=status', well],
  ])
  const clusters = await Promise.all(CLUSTERS.map((id) => startCluster(id, said)))
  const slack = 'alerts: { channel: C0DATA }'
  const bot = await startBot({ clock, clusters, slack })
  onTestFinished(async () => {
    await bot.close()
    clock.stop()
    for (const { server } of clusters) server.close()
  })
  const random = seeded(7)

  return {
    ...bot,
    breaks: () => said.set('/connectors?expand=status', ill),
    heals: () => said.set('/connectors?expand=status', well),
    /** From now on Slack refuses this share of what alerts call. */
    refuses(share: number) {
      for (const method of ['chat.postMessage', 'chat.update'])
        bot.slack.failEach(method, () => (random() < share ? { kind: 'rate-limited', retryAfter: 20 } : undefined))
    },
    /** Until that much time has passed on the clock of all. */
    async passes(seconds: number) {
      const end = clock.now() + seconds * 1_000
      await vi.waitUntil(() => clock.now() >= end, { timeout: 100_000, interval: 20 })
    },
    /** When a method was called, also in vain, in a channel. */
    calls: (method: string, channel = 'C0DATA'): number[] =>
      calls(bot.exchanges()).flatMap(({ name, at, request }) =>
        name === method && request?.channel === channel ? [at] : [],
      ),
  }
}
export type Storm = Awaited<ReturnType<typeof createStorm>>

interface Exchange {
  name: string
  at: number
  request?: { channel?: string }
}
const calls = (exchanges: string): Exchange[] => JSON.parse(exchanges)

async function startCluster(id: string, said: ReadonlyMap<string, string>) {
  const server = createServer((request, response) => {
    const body = said.get(request.url ?? '')
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' })
    response.end(body ?? '{"error_code":404,"message":"HTTP 404 Not Found"}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return { id, urls: [`http://127.0.0.1:${port}`], server }
}
