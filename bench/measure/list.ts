import { type Figure, figure, inTurns } from '../figure.ts'
import { startChild } from '../support/child.ts'
import { startConnectClusters } from '../support/connect.ts'

const CLUSTERS = 10
/** Per turn: with ten Connect clusters and five turns, 2,000 requests. */
const LISTS = 40

/** CPU of a list over all Connect clusters, against a bare GET and JSON.parse of the same bodies. */
export const measureList = (): Promise<Figure[]> => listOf(10_000, { list: { ratio: 1.3 }, rendered: { ratio: 1.5 } })

/** The same for smaller fleets: what does not grow with the fleet shows there. */
export async function measureGrowth(): Promise<Figure[]> {
  return [...(await listOf(100)), ...(await listOf(1_000))]
}

interface Goals {
  list?: { ratio: number }
  rendered?: { ratio: number }
}

async function listOf(connectors: number, goals: Goals = {}): Promise<Figure[]> {
  const { clusters, close } = await startConnectClusters(CLUSTERS, connectors / CLUSTERS)
  const env = { BENCH_URLS: clusters.map(({ url }) => url).join(',') }
  const raw = startChild('../subject/list-raw.ts', env)
  const app = startChild('../subject/list-app.ts', env)
  const perList = async (child: typeof app, question: string) => (await child.ask(question, LISTS)) / LISTS
  const against = (question: string) =>
    inTurns(
      () => perList(app, question),
      () => perList(raw, 'list'),
    )
  const name = `list of ${connectors.toLocaleString('en')} connectors`
  try {
    return [
      figure({ name, unit: 'ms CPU', ...(await against('list')), ...(goals.list && { goal: goals.list }) }),
      figure({
        name: `${name}, rendered`,
        unit: 'ms CPU',
        ...(await against('render')),
        ...(goals.rendered && { goal: goals.rendered }),
      }),
    ]
  } finally {
    await Promise.all([app.stop(), raw.stop()])
    await close()
  }
}
