import { type Figure, figure, inTurns } from '../figure.ts'
import { startChild } from '../support/child.ts'
import { startConnectClusters } from '../support/connect.ts'

const CLUSTERS = 10
/** Per turn: with ten Connect clusters and five turns, 2,000 requests. */
const LISTS = 40

/** What is measured, and how much more than its baseline it may cost. */
const WAYS = [
  { name: 'list', subject: '../subject/list-app.ts', question: 'list', ratio: 1.3 },
  { name: 'list, rendered', subject: '../subject/list-app.ts', question: 'render', ratio: 1.5 },
  { name: 'look of the watcher', subject: '../subject/poll-app.ts', question: 'poll', ratio: 1.3 },
]

/**
 * CPU of a list over ten Connect clusters and of a look at them, against a bare GET and JSON.parse of the same bodies.
 * No two answers in a row are the same: of equal ones the app would read none but the first.
 */
export const measureList = (): Promise<Figure[]> => listOf(10_000, true)

/** The same for smaller fleets, and where nothing changes: what grows with the fleet, and what does not. */
export async function measureGrowth(): Promise<Figure[]> {
  return [...(await listOf(100, true)), ...(await listOf(1_000, true)), ...(await listOf(10_000, false))]
}

async function listOf(connectors: number, changing: boolean): Promise<Figure[]> {
  const connect = await startConnectClusters(CLUSTERS, connectors / CLUSTERS)
  if (changing) connect.alternate()
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
    const of = `${connectors.toLocaleString('en')} ${changing ? '' : 'unchanged '}connectors`
    return WAYS.map(({ name, ratio }, way) =>
      figure({
        name: `${name}, ${of}`,
        unit: 'ms CPU',
        value: values[way] ?? Number.NaN,
        baseline,
        ...(connectors === 10_000 && changing ? { goal: { ratio } } : {}),
      }),
    )
  } finally {
    await Promise.all([raw, ...apps].map(({ child }) => child.stop()))
    await connect.close()
  }
}
