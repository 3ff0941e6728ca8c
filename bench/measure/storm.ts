import { setTimeout as wait } from 'node:timers/promises'
import { type Figure, figure, inTurns, percentile } from '../figure.ts'
import { startConnectClusters } from '../support/connect.ts'
import { startApp } from '../support/programs.ts'
import { type LoadSlack, startLoadSlack } from '../support/slack.ts'

/** Connect clusters are looked at every second, so that each turn sees the storm come. */
const INTERVAL = '1s'
const COMMANDS = 400
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
  try {
    const [value = Number.NaN, baseline] = await inTurns(
      async () => {
        fail()
        return p95(slack)
      },
      async () => {
        heal()
        // The end of the storm is no idle time.
        await wait(4_000)
        return p95(slack)
      },
    )
    const name = 'slash command to ack while 1,000 connectors fail, p95'
    return [figure({ name, unit: 'ms', value, baseline, goal: { ratio: 1.5 } })]
  } finally {
    await app.stop()
    await Promise.all([slack.close(), connect.close()])
  }
}

async function p95(slack: LoadSlack): Promise<number> {
  const times = Array.from({ length: COMMANDS }, async (_, n) => {
    await wait(n * EVERY_MS)
    return slack.command('help')
  })
  return percentile(await Promise.all(times), 0.95)
}
