import { createServer, type IncomingMessage } from 'node:http'
import { type App, HTTPReceiver, type Logger, type Receiver, type ReceiverEvent } from '@slack/bolt'
import type { Clock } from '../connect/clock.ts'
import type { Gate } from './gate.ts'

interface Deps {
  signingSecret: string
  port: number
  /** Of this machine; undefined: every one. */
  host: string | undefined
  logger: Logger
  clock: Clock
  gate: Gate
}

const PATH = '/slack/events'
/** More than a modal with every input full; what is larger is not from Slack. */
const BODY_LIMIT = 4 * 1024 * 1024
/** Longer than proxies keep an idle connection (60 s is usual): else one may send into a connection that we close. */
const KEEP_ALIVE_MS = 75_000
/** Slack itself gives up after 3 s. */
const REQUEST_MS = 10_000

/**
 * Requests from Slack over HTTP. Bolt's receiver checks signature and age (five minutes), the gate lets a repeated
 * request run once. The server is ours: Bolt's own knows nothing of proxies and may never end.
 */
export function createHttpReceiver({ signingSecret, port, host, logger, clock, gate }: Deps) {
  const bolt = new HTTPReceiver({ signingSecret, endpoints: PATH, bodyLimit: BODY_LIMIT, logger })
  const limits = {
    keepAliveTimeout: KEEP_ALIVE_MS,
    requestTimeout: REQUEST_MS,
    connectionsCheckingInterval: REQUEST_MS,
  }
  const server = createServer(limits, (request, response) => {
    if (!isForSlack(request)) return response.writeHead(404).end()
    // At a stop, Node would keep this connection for another request that never comes.
    response.once('finish', () => {
      if (!server.listening) request.socket.destroySoon()
    })
    normalize(request)
    return bolt.requestListener(request, response)
  })

  return {
    init(app: Pick<App, 'processEvent'>) {
      // The receiver calls nothing of the app but processEvent.
      bolt.init({ processEvent: (event: ReceiverEvent) => gate.pass(event, (e) => app.processEvent(e)) } as App)
    },
    start: () =>
      new Promise<void>((resolve, reject) => {
        server.once('error', reject)
        server.listen({ port, host }, resolve)
      }),
    /** Waits for what runs: ten seconds at most, so that nobody who sends slowly can hold it up. */
    async stop() {
      const closed = new AbortController()
      clock.sleep(REQUEST_MS, closed.signal).then(
        () => server.closeAllConnections(),
        () => undefined,
      )
      await new Promise((resolve) => server.close(resolve))
      closed.abort()
    },
    connected: () => server.listening,
  } satisfies Receiver & { connected(): boolean }
}

/** A proxy may have served a longer path. */
const isForSlack = ({ method, url = '' }: IncomingMessage) =>
  method === 'POST' && /^[^?]*\/slack\/events(\?|$)/.test(url)

/** What Bolt compares with `===`: a proxy may also add `; charset=utf-8`. */
function normalize(request: IncomingMessage): void {
  request.url = PATH
  const type = request.headers['content-type']?.split(';')[0]
  if (type !== undefined) request.headers['content-type'] = type.trim().toLowerCase()
}
