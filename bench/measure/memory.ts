import { setTimeout as wait } from 'node:timers/promises'
import { type Figure, figure } from '../figure.ts'
import { startConnectClusters } from '../support/connect.ts'
import { type Program, startApp, startBareBolt } from '../support/programs.ts'
import { startLoadSlack } from '../support/slack.ts'

const CLUSTERS = 10
/** Long enough for what starts late: the second socket, and the first garbage collections. */
const SETTLE_MS = 25_000
/** Megabytes that are promised, by the connectors that are watched. */
const FLEETS = [{ connectors: 100 }, { connectors: 1_000, goal: { value: 130 } }, { connectors: 10_000 }]

/** Resident memory of a process that only watches. */
export async function measureMemory(): Promise<Figure[]> {
  const slack = await startLoadSlack()
  const bare = await startBareBolt({ slack, clusters: [] })
  const fleets = await Promise.all(
    FLEETS.map(({ connectors }) => startConnectClusters(CLUSTERS, connectors / CLUSTERS, 0)),
  )
  const apps: Program[] = []
  try {
    // The first fills the compile cache.
    for (const { clusters } of fleets.slice(0, 1)) await (await startApp({ slack, clusters })).stop()
    for (const { clusters } of fleets) apps.push(await startApp({ slack, clusters }))
    await wait(SETTLE_MS)
    const baseline = await rssOf(bare)
    const values = await Promise.all(apps.map(rssOf))
    return FLEETS.map(({ connectors, goal }, at) =>
      figure({
        name: `resident memory, idle, ${connectors.toLocaleString('en')} connectors`,
        unit: 'MB',
        value: values[at] ?? Number.NaN,
        baseline,
        ...(goal && { goal }),
      }),
    )
  } finally {
    await Promise.all([bare, ...apps].map((program) => program.stop()))
    await Promise.all([slack, ...fleets].map((stand) => stand.close()))
  }
}

const rssOf = async (program: Program) => (await program.usage()).rss
