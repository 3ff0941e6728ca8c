import { type Figure, figure, inTurns } from '../figure.ts'
import { startChild } from '../support/child.ts'
import { startConnectClusters } from '../support/connect.ts'

const CLUSTERS = 10
/** Per turn: with ten Connect clusters and five turns, 2,000 requests. */
const LISTS = 40

/** What is measured, and how much more than its baseline it may cost. */
const WAYS = [
  { name: 'list', subject: '../subject/list-app.ts', question: 'list', ratio: 1.3 },
  { name: 'rendered list', subject: '../subject/list-app.ts', question: 'render', ratio: 1.5 },
  { name: 'look', subject: '../subject/poll-app.ts', question: 'poll', ratio: 1.3 },
]

interface Fleet {
  connectors: number
  /** Of each Connect cluster so many connectors changed since the time before. */
  changed: number
  /** Whether it is the fleet that something is promised of. */
  goal?: true
}

/**
 * CPU of a list over ten Connect clusters and of a look at them, against a bare GET and JSON.parse of the same bodies.
 * No two answers in a row are the same: of equal ones the app would read none but the first.
 */
export const measureList = (): Promise<Figure[]> => listOf({ connectors: 10_000, changed: 1, goal: true })

/** The same for smaller fleets, where nothing changes, and where all does: what grows with the fleet, and what does not. */
export async function measureGrowth(): Promise<Figure[]> {
  const fleets = [
    { connectors: 100, changed: 1 },
    { connectors: 1_000, changed: 1 },
    { connectors: 10_000, changed: 0 },
    { connectors: 10_000, changed: 1_000 },
  ]
  const figures: Figure[] = []
  for (const fleet of fleets) figures.push(...(await listOf(fleet)))
  return figures
}

async function listOf({ connectors, changed, goal }: Fleet): Promise<Figure[]> {
  const connect = await startConnectClusters(CLUSTERS, connectors / CLUSTERS)
  if (changed > 0) connect.alternate(changed)
  const env = { BENCH_URLS: connect.clusters.map(({ url }) => url).join(',') }
  const raw = { child: startChild('../subject/list-raw.ts', env), question: 'list' }
  const apps = WAYS.map(({ subject, question }) => ({ child: startChild(subject, env), question }))
  try {
    const perList = [raw, ...apps].map(
      ({ child, question }) =>
        async () =>
          (await child.ask(question, LISTS)) / LISTS,
    )
    const [baseline, ...values] = await inTurns(...perList)
    const of = `${connectors.toLocaleString('en')} connectors, ${(changed * CLUSTERS).toLocaleString('en')} changed`
    return WAYS.map(({ name, ratio }, way) =>
      figure({
        name: `${name} of ${of}`,
        unit: 'ms CPU',
        value: values[way] ?? Number.NaN,
        baseline,
        ...(goal && { goal: { ratio } }),
      }),
    )
  } finally {
    await Promise.all([raw, ...apps].map(({ child }) => child.stop()))
    await connect.close()
  }
}
