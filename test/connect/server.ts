import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import { onTestFinished } from 'vitest'

interface Received {
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: string
}
export type Answering = (response: ServerResponse, request: Received) => void

/** A worker that answers as the test wants, on loopback, until the test is finished. */
export async function startServer(answering: Answering) {
  const requests: Received[] = []
  const server = createServer(async (request, response) => {
    const chunks = await request.toArray()
    const { method = '', url = '', headers } = request
    const received = { method, path: url, headers, body: Buffer.concat(chunks).toString() }
    requests.push(received)
    server.emit('received')
    answering(response, received)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    /** Resolves when the next request is there, with its body. */
    received: () => once(server, 'received'),
  }
}

/** Answers everything with this. Text goes out as it is, anything else as JSON. */
export const answer =
  (status: number, body: unknown = ''): Answering =>
  (response) => {
    response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body))
  }

export const silence: Answering = () => {}

/** Takes the request and breaks the connection off. */
export const hangUp: Answering = (response) => {
  response.socket?.destroy()
}

export const WORKER = { version: '4.3.1', commit: 'x', kafka_cluster_id: 'k' }
