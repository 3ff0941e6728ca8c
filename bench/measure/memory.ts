import { setTimeout as wait } from 'node:timers/promises'
import { type Figure, figure } from '../figure.ts'
import { startConnectClusters } from '../support/connect.ts'
import { type Program, startApp, startBareBolt } from '../support/programs.ts'
import { startLoadSlack } from '../support/slack.ts'

/** Long enough for what starts late: the second socket, and the first garbage collections. */
const SETTLE_MS = 25_000

/** Resident memory of a process that has nothing to do. */
export async function measureMemory(): Promise<Figure[]> {
  const slack = await startLoadSlack()
  const connect = await startConnectClusters(1, 1_000, 0)
  const place = { slack, clusters: connect.clusters }
  const app = await startApp(place)
  const bare = await startBareBolt(place)
  try {
    await wait(SETTLE_MS)
    const [value, baseline] = await Promise.all([rssOf(app), rssOf(bare)])
    return [figure({ name: 'resident memory, idle', unit: 'MB', value, baseline, goal: { value: 130 } })]
  } finally {
    await Promise.all([app.stop(), bare.stop()])
    await Promise.all([slack.close(), connect.close()])
  }
}

const rssOf = async (program: Program) => (await program.usage()).rss
