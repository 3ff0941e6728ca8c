import { createServer } from 'node:http'
import { statusesOf } from './fleet.ts'
import { listen } from './listen.ts'

export interface Traffic {
  requests: number
  /** Of bodies, both ways. */
  bytes: number
}

const STATUSES = '/connectors?expand=status'
type Bodies = ReadonlyMap<string, Buffer>

/**
 * Connect clusters whose answers stand ready, so that they cost little: what is measured is who asks. `failing`: the
 * share of connectors with a failed task.
 */
export async function startConnectClusters(clusters: number, connectorsEach: number, failing = 0.01) {
  const traffic: Traffic = { requests: 0, bytes: 0 }
  const ids = Array.from({ length: clusters }, (_, n) => `c${n}`)
  const said = new Map(ids.map((id) => [id, bodiesOf(id, connectorsEach, failing)]))
  const others = new Map<string, Bodies>()
  const turns = new Map<string, number>()
  const bodyOf = (id: string, path: string) => {
    const turn = (turns.get(id) ?? 0) + Number(path === STATUSES)
    turns.set(id, turn)
    return ((turn % 2 === 0 ? others.get(id) : undefined) ?? said.get(id))?.get(path)
  }
  const all = await Promise.all(
    ids.map(async (id) => {
      const server = serve((path) => bodyOf(id, path), traffic)
      return { id, url: await listen(server), server }
    }),
  )
  return {
    clusters: all.map(({ id, url }) => ({ id, url })),
    /** So far. */
    traffic,
    /** How the connectors are from now on: what makes this ready takes a while. */
    prepare(share: number): () => void {
      const bodies = ids.map((id) => [id, bodiesOf(id, connectorsEach, share)] as const)
      return () => {
        for (const [id, one] of bodies) said.set(id, one)
      }
    },
    /** From now on no list is like the one before: so many connectors of each are on another worker every other time. */
    alternate(moved: number): void {
      for (const id of ids) others.set(id, bodiesOf(id, connectorsEach, failing, moved))
    },
    async close(): Promise<void> {
      for (const { server } of all) server.closeAllConnections()
      await Promise.all(all.map(({ server }) => new Promise((resolve) => server.close(resolve))))
    },
  }
}

function bodiesOf(id: string, connectors: number, failing: number, moved?: number): Bodies {
  const statuses = statusesOf(id, connectors, failing, moved)
  const bodies = [
    ['/', JSON.stringify({ version: '4.3.1', commit: 'abc', kafka_cluster_id: `kafka-${id}` })],
    ['/health', JSON.stringify({ status: 'healthy', message: 'Worker has completed startup and is ready.' })],
    ['/connectors', JSON.stringify(Object.keys(JSON.parse(statuses)))],
    [STATUSES, statuses],
  ] as const
  return new Map(bodies.map(([path, body]) => [path, Buffer.from(body)]))
}

const NOTHING = Buffer.from('{"error_code":404,"message":"HTTP 404 Not Found"}')

const serve = (bodyOf: (path: string) => Buffer | undefined, traffic: Traffic) =>
  createServer((request, response) => {
    const body = bodyOf(request.url ?? '')
    const sent = body ?? NOTHING
    traffic.requests += 1
    traffic.bytes += sent.length
    const headers = { 'content-type': 'application/json', 'content-length': sent.length }
    response.writeHead(body ? 200 : 404, headers).end(sent)
  })
