import { createServer, type Server } from 'node:http'
import { statusesOf } from './fleet.ts'
import { listen } from './listen.ts'

/**
 * Connect clusters that only ever say the same: what is measured is who asks. Their bodies stand ready, so that they
 * cost little; they are counted all the same.
 */
export async function startConnectClusters(clusters: number, connectorsEach: number) {
  const traffic = { requests: 0, bytes: 0 }
  const all = await Promise.all(
    Array.from({ length: clusters }, async (_, n) => {
      const id = `c${n}`
      const server = serve(id, connectorsEach, traffic)
      return { id, url: await listen(server), server }
    }),
  )
  return {
    clusters: all.map(({ id, url }) => ({ id, url })),
    /** Requests, and bytes of bodies sent, so far. */
    traffic,
    async close(): Promise<void> {
      for (const { server } of all) server.closeAllConnections()
      await Promise.all(all.map(({ server }) => new Promise((resolve) => server.close(resolve))))
    },
  }
}

function serve(id: string, connectors: number, traffic: { requests: number; bytes: number }): Server {
  const statuses = statusesOf(id, connectors)
  const bodies = new Map([
    ['/', JSON.stringify({ version: '4.3.1', commit: 'abc', kafka_cluster_id: `kafka-${id}` })],
    ['/connectors', JSON.stringify(Object.keys(JSON.parse(statuses)))],
    ['/connectors?expand=status', statuses],
  ])
  const ready = new Map([...bodies].map(([path, body]) => [path, Buffer.from(body)]))
  const nothing = Buffer.from('{"error_code":404,"message":"HTTP 404 Not Found"}')
  return createServer((request, response) => {
    const body = ready.get(request.url ?? '')
    traffic.requests += 1
    traffic.bytes += (body ?? nothing).length
    const headers = { 'content-type': 'application/json', 'content-length': (body ?? nothing).length }
    response.writeHead(body ? 200 : 404, headers).end(body ?? nothing)
  })
}
