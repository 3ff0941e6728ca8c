import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { bytesOf, sendJson } from '../slack/http.ts'
import type { SlackSandbox } from '../slack/server.ts'
import { carryOut } from './acts.ts'
import type { PageFiles } from './build.ts'
import { createGuard } from './guard.ts'
import type { Stage } from './stage.ts'
import { createStreams } from './streams.ts'
import type { Exchange, Traffic } from './traffic.ts'

interface Options {
  slack: SlackSandbox
  traffic: Traffic
  stage: Stage
  files: PageFiles
  /** Taken already: any free one. */
  port: number
}

/** Nothing but this server is asked for anything, and no page can put this one in a frame. */
const POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "frame-ancestors 'none'",
  "form-action 'none'",
].join('; ')

/** The page through which people use the stand-in Slack; on 127.0.0.1, for whoever has the address that it returns. */
export async function startPage({ slack, traffic, stage, files, port }: Options) {
  const token = randomBytes(16).toString('hex')
  const guard = createGuard({ token, hosts: () => [`127.0.0.1:${address}`, `localhost:${address}`] })
  const streams = createStreams(slack, traffic, stage)

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => sendJson(response, 500, { error: String(error) }))
  })
  const address = await listen(server, port)

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', 'http://page')
    response.setHeader('content-security-policy', POLICY)
    response.setHeader('x-content-type-options', 'nosniff')
    response.setHeader('cache-control', 'no-store')
    const refusal = guard.refusal(request, url)
    if (refusal !== undefined) return void response.writeHead(403, { 'content-type': 'text/plain' }).end(`${refusal}\n`)
    const route = ROUTES[`${request.method} ${url.pathname}`]
    return route ? route(request, response, url) : sendFile(response, url)
  }

  const person = (url: URL) => stage.people.find(({ id }) => id === url.searchParams.get('as'))

  const ROUTES: Record<string, (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>> = {
    async 'GET /events'(_request, response, url) {
      const user = person(url)
      if (user) streams.add(user.id, url.searchParams.get('page') ?? '', response)
      else sendJson(response, 404, { error: 'There is nobody of that id' })
    },
    async 'POST /act'(request, response, url) {
      const user = person(url)
      const body: unknown = JSON.parse(String(await bytesOf(request)))
      if (user) sendJson(response, 200, { ...(await carryOut(slack, user.id, body)) })
      else sendJson(response, 404, { error: 'There is nobody of that id' })
    },
    async 'GET /traffic'(_request, response) {
      sendJson(response, 200, { exchanges: traffic.exchanges() })
    },
    async 'POST /happen'(_request, response, url) {
      const happened = await stage.happen(url.searchParams.get('id') ?? '')
      streams.stageChanged()
      sendJson(response, happened ? 200 : 404, { happened })
    },
  }

  async function sendFile(response: ServerResponse, url: URL): Promise<void> {
    const file = files(url.pathname)
    if (!file) return sendJson(response, 404, { error: 'There is nothing here' })
    const cookie = url.searchParams.has('token') ? { 'set-cookie': guard.cookie() } : {}
    response.writeHead(200, { 'content-type': file.type, ...cookie }).end(file.body)
  }

  return {
    url: `http://127.0.0.1:${address}/?token=${token}`,
    /** Shows an exchange with the app in the drawers of the open pages. */
    exchange: (exchange: Exchange) => streams.exchange(exchange),
    async close() {
      streams.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The port that it got. */
function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' && port !== 0) server.listen(0, '127.0.0.1')
      else reject(error)
    })
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}
