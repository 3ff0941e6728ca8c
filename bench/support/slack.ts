import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { listen } from './listen.ts'
import { answerTo, commandBody } from './slack-bodies.ts'

/**
 * Slack as a load generator: it says what it always says, validates nothing, and so costs little. Commands go over
 * Socket Mode to the socket that was opened last.
 */
export async function startLoadSlack() {
  const traffic = { requests: 0, bytes: 0 }
  const acked = new Map<string, () => void>()
  const answered = new Map<string, () => void>()
  const sockets: WebSocket[] = []
  let onSocket = () => {}

  const server = createServer(async (request, response) => {
    const bytes = await sizeOf(request)
    const [, area = '', name = ''] = (request.url ?? '').split('/')
    if (area === 'response') answered.get(name)?.()
    else traffic.requests += 1
    const body = JSON.stringify(answerTo(area === 'api' ? name : '', `${origin.replace('http', 'ws')}/link`))
    traffic.bytes += bytes + body.length
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body)
  })
  const links = new WebSocketServer({ server, path: '/link' })
  links.on('connection', (socket) => {
    sockets.push(socket)
    socket.on('message', (data) => {
      const id = /"envelope_id":"([^"]+)"/.exec(String(data))?.[1] ?? ''
      acked.get(id)?.()
    })
    socket.on('close', () => sockets.splice(sockets.indexOf(socket), 1))
    socket.send('{"type":"hello","num_connections":1,"connection_info":{"app_id":"A1"},"debug_info":{"host":"bench"}}')
    onSocket()
  })
  const origin = await listen(server)

  return {
    apiUrl: `${origin}/api/`,
    /** Requests, and bytes of bodies both ways, so far. */
    traffic,
    /** The next socket that is opened. */
    connected: () =>
      new Promise<void>((resolve) => {
        onSocket = resolve
      }),
    /** Types a command; resolves when the app has answered it, with the milliseconds until the acknowledgement. */
    async command(text: string): Promise<number> {
      const id = randomUUID()
      const isAcked = once(acked, id)
      const isAnswered = once(answered, id)
      const payload = commandBody(text, id, `${origin}/response/${id}`)
      const sent = performance.now()
      sockets
        .at(-1)
        ?.send(JSON.stringify({ type: 'slash_commands', envelope_id: id, payload, accepts_response_payload: true }))
      const took = isAcked.then(() => performance.now() - sent)
      await isAnswered
      return took
    },
    async close(): Promise<void> {
      for (const socket of links.clients) socket.terminate()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type LoadSlack = Awaited<ReturnType<typeof startLoadSlack>>

function once(waiting: Map<string, () => void>, id: string): Promise<void> {
  return new Promise((resolve) => {
    waiting.set(id, () => {
      waiting.delete(id)
      resolve()
    })
  })
}

async function sizeOf(request: IncomingMessage): Promise<number> {
  let size = 0
  for await (const chunk of request) size += chunk.length
  return size
}
