import type { ConnectClusterConfig } from '../../src/config/cluster.ts'
import { type ConnectClient, createConnectClient } from '../../src/connect/client.ts'
import type { Clock } from '../../src/connect/clock.ts'
import { ConnectError } from '../../src/connect/errors.ts'
import type { Finding } from './finding.ts'

interface Worker {
  url: string
  client: ConnectClient
}

/** A connector that was just created or deleted shows at one worker before it shows at the next. */
const SECOND_LOOK_MS = 5_000

/** Asks every URL of a Connect cluster for itself, then whether they all lead to the same Connect cluster. */
export async function checkCluster(cluster: ConnectClusterConfig, clock: Clock): Promise<Finding[]> {
  const { id, urls, headers, tls } = cluster
  const workers = urls.map((url) => ({
    url,
    client: createConnectClient({ urls: [url], headers, tls, clock, limits: { patience: 6_000 } }),
  }))
  try {
    const answers = await Promise.all(workers.map((worker) => reach(id, worker, clock)))
    const reached = workers.filter((_, index) => answers[index]?.ok)
    return [...answers, ...(await compare(id, reached, clock))]
  } finally {
    await Promise.all(workers.map(({ client }) => client.close()))
  }
}

async function reach(id: string, { url, client }: Worker, clock: Clock): Promise<Finding> {
  const what = `${id} at ${url}`
  const started = clock.now()
  try {
    const { version, kafka_cluster_id } = await client.info()
    const text = `Connect ${version} after ${clock.now() - started} ms, Kafka cluster id ${kafka_cluster_id}`
    return { ok: true, what, text }
  } catch (error) {
    return { ok: false, what, text: reasonOf(error) }
  }
}

async function compare(id: string, workers: readonly Worker[], clock: Clock): Promise<Finding[]> {
  try {
    const first = await onlySomewhere(workers)
    if (first === undefined) return []
    await clock.sleep(SECOND_LOOK_MS)
    const second = await onlySomewhere(workers)
    if (second === undefined) return []
    const text = `its URLs show different connectors (${second}): give each Connect cluster an entry of its own`
    return [{ ok: false, what: id, text }]
  } catch (error) {
    return [{ ok: false, what: id, text: `its connectors cannot be listed: ${reasonOf(error)}` }]
  }
}

/** "orders only at http://w1:8083", of a connector that not all workers show; undefined when they agree. */
async function onlySomewhere(workers: readonly Worker[]): Promise<string | undefined> {
  const lists = await Promise.all(
    workers.map(async ({ url, client }) => ({ url, names: new Set(await client.names()) })),
  )
  const all = lists.flatMap(({ names }) => [...names])
  const odd = all.find((name) => !lists.every(({ names }) => names.has(name)))
  if (odd === undefined) return undefined
  const where = lists.filter(({ names }) => names.has(odd)).map(({ url }) => url)
  return `${odd} only at ${where.join(', ')}`
}

const reasonOf = (error: unknown) => (error instanceof ConnectError ? `${error.kind}: ${error.message}` : String(error))
