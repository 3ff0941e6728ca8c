import { freePort } from '../../test/support/port.ts'
import { type Figure, figure, inTurns, percentile } from '../figure.ts'
import { startConnectClusters } from '../support/connect.ts'
import { startApp, startBareBolt } from '../support/programs.ts'
import { type LoadSlack, startLoadSlack } from '../support/slack.ts'

const CONCURRENT = 50
/** Per turn; in five turns 2,000. */
const COMMANDS = 400

/** From a slash command to its acknowledgement, with fifty people at once who each wait for their answer. */
export async function measureAck(): Promise<Figure[]> {
  return [...(await ackOver('Socket Mode', startLoadSlack)), ...(await ackOver('HTTP', startOverHttp))]
}

const startOverHttp = async () => startLoadSlack(await freePort())

async function ackOver(way: string, startSlack: () => Promise<LoadSlack>): Promise<Figure[]> {
  const connect = await startConnectClusters(1, 100)
  const [forApp, forBare] = [await startSlack(), await startSlack()]
  const app = await startApp({ slack: forApp, clusters: connect.clusters })
  const bare = await startBareBolt({ slack: forBare, clusters: [] })
  const generator: number[] = []
  try {
    const [value = Number.NaN, baseline] = await inTurns(
      () => p95(forApp, generator),
      () => p95(forBare, generator),
    )
    return [
      figure({ name: `slash command to ack over ${way}, p95`, unit: 'ms', value, baseline, goal: { ratio: 1.3 } }),
      figure({ name: `load generator over ${way}, CPU per command`, unit: 'ms', value: percentile(generator, 0.5) }),
    ]
  } finally {
    await Promise.all([app.stop(), bare.stop()])
    await Promise.all([connect.close(), forApp.close(), forBare.close()])
  }
}

async function p95(slack: LoadSlack, generator: number[]): Promise<number> {
  const before = process.cpuUsage()
  const times = await load(slack)
  const { user, system } = process.cpuUsage(before)
  generator.push((user + system) / 1_000 / COMMANDS)
  return percentile(times, 0.95)
}

/** The times until the acknowledgement, of commands that fifty people type as soon as they have an answer. */
async function load(slack: LoadSlack): Promise<number[]> {
  const times: number[] = []
  let left = COMMANDS
  const person = async () => {
    while (left-- > 0) times.push(await slack.command('help'))
  }
  await Promise.all(Array.from({ length: CONCURRENT }, person))
  return times
}
