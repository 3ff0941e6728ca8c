import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import { isObj, type Obj } from './json.ts'

/** Connections that one app may hold (docs.slack.dev/apis/events-api/using-socket-mode). */
const MAX_SOCKETS = 10
const PATH = '/link'

export type Envelope = { type: 'slash_commands' | 'interactive' | 'events_api'; payload: Obj } & Obj

/** Why Slack asks an app to reconnect. */
export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets'

/** Socket Mode, Slack's side: several sockets, each envelope to one of them, acknowledgements with payloads. */
export function createSockets(appId: string, changed: () => void) {
  const server = new WebSocketServer({ noServer: true })
  const tickets = new Set<string>()
  const open: WebSocket[] = []
  const waiting = new Map<string, (payload: Obj) => void>()
  let duplicates = 0
  let turn = 0

  function connected(socket: WebSocket): void {
    if (open.length >= MAX_SOCKETS) {
      disconnect(socket, 'too_many_websockets')
      socket.close()
      return
    }
    open.push(socket)
    socket.on('close', () => retire(socket))
    socket.on('message', received)
    send(socket, {
      type: 'hello',
      num_connections: open.length,
      connection_info: { app_id: appId },
      debug_info: { host: 'sandbox', approximate_connection_time: 3600 },
    })
    changed()
  }

  /** From here on nothing more is delivered to it. */
  function retire(socket: WebSocket): void {
    const index = open.indexOf(socket)
    if (index < 0) return
    open.splice(index, 1)
    changed()
  }

  function received(data: RawData): void {
    const message: unknown = JSON.parse(String(data))
    if (!isObj(message) || typeof message.envelope_id !== 'string') return
    waiting.get(message.envelope_id)?.(isObj(message.payload) ? message.payload : {})
    waiting.delete(message.envelope_id)
  }

  return {
    /** Path and query of a new WebSocket address, good for one connection. */
    ticketPath(): string {
      const ticket = randomUUID()
      tickets.add(ticket)
      return `${PATH}?ticket=${ticket}&app_id=${appId}`
    },

    upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
      const url = new URL(request.url ?? '', 'http://sandbox')
      if (url.pathname !== PATH || !tickets.delete(url.searchParams.get('ticket') ?? '')) {
        stream.end('HTTP/1.1 403 Forbidden\r\n\r\n')
        return
      }
      server.handleUpgrade(request, stream, head, connected)
    },

    count: () => open.length,

    /**
     * Hands an envelope to one of the open sockets, in turn (Slack promises no order). undefined: there is none.
     * The promise resolves with the app's acknowledgement; the caller bounds the wait.
     */
    deliver(envelope: Envelope): Promise<Obj> | undefined {
      const socket = open[turn++ % open.length]
      if (!socket) return undefined
      const message = { envelope_id: randomUUID(), accepts_response_payload: true, ...envelope }
      const acknowledged = new Promise<Obj>((resolve) => waiting.set(message.envelope_id, resolve))
      send(socket, message)
      if (duplicates > 0) {
        duplicates -= 1
        send(open[turn++ % open.length] ?? socket, message)
      }
      return acknowledged
    },

    /** The next envelopes are each delivered twice. */
    duplicateNext(times = 1): void {
      duplicates += times
    },

    /** Asks the app to leave every socket, as Slack does every few hours; after a warning they still serve. */
    refresh(reason: DisconnectReason = 'refresh_requested'): void {
      for (const socket of [...open]) {
        disconnect(socket, reason)
        if (reason !== 'warning') retire(socket)
      }
    },

    /** Breaks the oldest connection without a word. */
    dropOne(): void {
      const [oldest] = open
      if (!oldest) return
      retire(oldest)
      oldest.terminate()
    },

    close(): void {
      for (const socket of server.clients) socket.terminate()
      server.close()
    },
  }
}
export type Sockets = ReturnType<typeof createSockets>

function send(socket: WebSocket, message: Obj): void {
  socket.send(JSON.stringify(message))
}

function disconnect(socket: WebSocket, reason: DisconnectReason): void {
  send(socket, { type: 'disconnect', reason, debug_info: { host: 'sandbox' } })
}
