import { type Figure, figure, inTurns, percentile } from '../figure.ts'
import { startConnectClusters } from '../support/connect.ts'
import { startApp, startBareBolt } from '../support/programs.ts'
import { type LoadSlack, startLoadSlack } from '../support/slack.ts'

const CONCURRENT = 50
const COMMANDS = 400

/** From a slash command to its acknowledgement, with fifty people at once who each wait for their answer. */
export async function measureAck(): Promise<Figure[]> {
  const connect = await startConnectClusters(1, 100)
  const [forApp, forBare] = [await startLoadSlack(), await startLoadSlack()]
  const app = await startApp({ slack: forApp, clusters: connect.clusters })
  const bare = await startBareBolt({ slack: forBare, clusters: [] })
  try {
    const ack = await inTurns(
      () => p95(forApp),
      () => p95(forBare),
    )
    return [figure({ name: 'slash command to ack, p95', unit: 'ms', ...ack, goal: { ratio: 1.3 } })]
  } finally {
    await Promise.all([app.stop(), bare.stop()])
    await Promise.all([connect.close(), forApp.close(), forBare.close()])
  }
}

const p95 = async (slack: LoadSlack) => percentile(await load(slack), 0.95)

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
