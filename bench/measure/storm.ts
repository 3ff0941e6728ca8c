import { setTimeout as wait } from 'node:timers/promises'
import { type Figure, figure, inTurns, median, percentile } from '../figure.ts'
import { startConnectClusters } from '../support/connect.ts'
import { startApp } from '../support/programs.ts'
import { type LoadSlack, startLoadSlack } from '../support/slack.ts'

/** Three times as often as by default, so that a turn of ten seconds sees the storm come and told. */
const INTERVAL = '5s'
const COMMANDS = 1_000
const EVERY_MS = 10

/**
 * How long a command waits for its acknowledgement while 1,000 of 10,000 connectors fail at once and Slack refuses every
 * other post, and while nothing happens.
 */
export async function measureStorm(): Promise<Figure[]> {
  const connect = await startConnectClusters(10, 1_000, 0)
  const [fail, heal] = [connect.prepare(0.1), connect.prepare(0)]
  const slack = await startLoadSlack()
  slack.getsBusy()
  const app = await startApp({ slack, clusters: connect.clusters }, INTERVAL)
  const tails: Record<'storm' | 'idle', number[]> = { storm: [], idle: [] }
  try {
    const [value = Number.NaN, baseline] = await inTurns(
      async () => {
        fail()
        return p95(slack, tails.storm)
      },
      async () => {
        heal()
        // The end of the storm is no idle time.
        await wait(12_000)
        return p95(slack, tails.idle)
      },
    )
    const name = 'slash command to ack while 1,000 connectors fail'
    const [worst, usual] = [median(tails.storm), median(tails.idle)]
    return [
      figure({ name: `${name}, p95`, unit: 'ms', value, baseline, goal: { ratio: 1.5 } }),
      figure({ name: `${name}, p99`, unit: 'ms', value: worst, baseline: usual }),
    ]
  } finally {
    await app.stop()
    await Promise.all([slack.close(), connect.close()])
  }
}

/** One in a hundred may meet the look that sees the storm: its time is kept in `tail`. */
async function p95(slack: LoadSlack, tail: number[]): Promise<number> {
  const times = Array.from({ length: COMMANDS }, async (_, n) => {
    await wait(n * EVERY_MS)
    return slack.command('help')
  })
  const taken = await Promise.all(times)
  tail.push(percentile(taken, 0.99))
  return percentile(taken, 0.95)
}
