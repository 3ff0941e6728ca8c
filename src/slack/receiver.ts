import type { Logger as BoltLogger } from '@slack/bolt'
import { type App, type Receiver, type ReceiverEvent, SocketModeReceiver, type webApi } from '@slack/bolt'
import type { Clock } from '../connect/clock.ts'
import type { Gate } from './gate.ts'

interface Deps {
  appToken: string
  /** Base of the Web API; Slack's own when absent. */
  apiUrl?: string | undefined
  logger: BoltLogger
  clock: Clock
  gate: Gate
  /** The second socket could not be opened: the first serves alone. */
  onSecondSocket: (error: unknown) => void
  /** How many connections this app holds in all, as Slack's `hello` tells; it allows 10. */
  onConnections: (count: number) => void
}

/**
 * Socket Mode over two sockets. socket-mode 3.1 is deaf for 5 s at each refresh (it closes before it reopens;
 * 3.2 removes the need), and Slack delivers to whichever socket is open. The second one opens 20 s after the
 * first, so that their lives, and so their refreshes, do not end together.
 */
const STAGGER_MS = 20_000

export function createSocketReceiver(deps: Deps) {
  const sockets = [socket(deps), socket(deps)] as const
  const stopped = new AbortController()
  return {
    init(app: Pick<App, 'processEvent'>) {
      const target = { processEvent: (event: ReceiverEvent) => deps.gate.pass(event, (e) => app.processEvent(e)) }
      // The receiver calls nothing of the app but processEvent.
      for (const { receiver } of sockets) receiver.init(target as App)
    },
    async start() {
      await sockets[0].receiver.start()
      deps.clock
        .sleep(STAGGER_MS, stopped.signal)
        .then(() => sockets[1].receiver.start())
        .catch((error: unknown) => {
          if (!stopped.signal.aborted) deps.onSecondSocket(error)
        })
    },
    async stop() {
      stopped.abort()
      await Promise.all(sockets.map(({ receiver }) => receiver.client.disconnect()))
    },
    connected: () => sockets.some((one) => one.connected()),
  } satisfies Receiver & { connected(): boolean }
}

function socket(deps: Deps) {
  // An object of its own: socket-mode writes its retryConfig into it. The retries are many, because a reconnect
  // that gives up is final (it counts network errors and non-200 answers as unrecoverable).
  const clientOptions: webApi.WebClientOptions = {
    retryConfig: { retries: 100, factor: 1.3, maxTimeout: 60_000 },
    timeout: 10_000,
    ...(deps.apiUrl === undefined ? {} : { slackApiUrl: deps.apiUrl }),
  }
  const receiver = new SocketModeReceiver({
    appToken: deps.appToken,
    logger: deps.logger,
    installerOptions: { clientOptions },
    customPropertiesExtractor: ({ envelope_id }: { envelope_id?: string }) => ({ envelopeId: envelope_id }),
  })
  let open = false
  receiver.client.on('connected', () => {
    open = true
  })
  for (const end of ['close', 'disconnecting', 'disconnected']) {
    receiver.client.on(end, () => {
      open = false
    })
  }
  receiver.client.on('ws_message', (data: unknown) => {
    const count = connectionsIn(data)
    if (count !== undefined) deps.onConnections(count)
  })
  return { receiver, connected: () => open }
}

/** `{"type":"hello","num_connections":2,…}` */
function connectionsIn(data: unknown): number | undefined {
  if (typeof data !== 'string' || data.length > 2_000) return undefined
  const count = /"type":\s*"hello"/.test(data) ? /"num_connections":\s*(\d+)/.exec(data)?.[1] : undefined
  return count === undefined ? undefined : Number(count)
}
