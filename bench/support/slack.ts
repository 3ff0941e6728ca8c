import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { Traffic } from './connect.ts'
import { listen } from './listen.ts'
import { answerTo, commandBody } from './slack-bodies.ts'
import { createRequests, createSockets, type Way } from './slack-ways.ts'

const RETRY_AFTER_S = '1'

/**
 * Slack as a load generator: it says what it always says, validates nothing, and so costs little. Commands go over the
 * socket that was opened last, or as requests to `port`.
 */
export async function startLoadSlack(port?: number) {
  const traffic: Traffic = { requests: 0, bytes: 0 }
  const answered = new Map<string, () => void>()
  let busy = false
  let posts = 0

  const server = createServer(async (request, response) => {
    const bytes = await sizeOf(request)
    const [, area = '', name = ''] = (request.url ?? '').split('/')
    answered.get(name)?.()
    if (busy && name.startsWith('chat.') && posts++ % 2 === 0) {
      response.writeHead(429, { 'retry-after': RETRY_AFTER_S }).end()
      return
    }
    const body = JSON.stringify(answerTo(area === 'api' ? name : '', `${origin.replace('http', 'ws')}/link`))
    if (area === 'api') traffic.requests += 1
    traffic.bytes += bytes + body.length
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body)
  })
  const way: Way = port === undefined ? createSockets(server) : createRequests(port)
  const origin = await listen(server)

  return {
    apiUrl: `${origin}/api/`,
    port,
    /** So far. */
    traffic,
    /** From now on every other post and edit is refused. */
    getsBusy(): void {
      busy = true
    },
    /** Slack can reach the next app that starts. */
    reached: way.reached,
    /** Types a command; resolves when the app has answered it, with the milliseconds until the acknowledgement. */
    async command(text: string): Promise<number> {
      const id = randomUUID()
      const isAnswered = new Promise<void>((resolve) => answered.set(id, resolve))
      const payload = commandBody(text, id, `${origin}/response/${id}`)
      const sent = performance.now()
      const took = way.send(id, payload).then(() => performance.now() - sent)
      await Promise.all([took, isAnswered])
      answered.delete(id)
      return took
    },
    async close(): Promise<void> {
      await way.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type LoadSlack = Awaited<ReturnType<typeof startLoadSlack>>

async function sizeOf(request: IncomingMessage): Promise<number> {
  let size = 0
  for await (const chunk of request) size += chunk.length
  return size
}
