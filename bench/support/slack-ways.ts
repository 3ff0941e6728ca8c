import { createHmac } from 'node:crypto'
import type { Server } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { Pool } from 'undici'
import { type WebSocket, WebSocketServer } from 'ws'
import { isOpen } from '../../test/support/port.ts'

export const SIGNING_SECRET = 'known to the bench and to what it measures'

/** How commands get to an app. */
export interface Way {
  reached(): Promise<void>
  /** Resolves with the acknowledgement. */
  send(id: string, payload: Record<string, string>): Promise<void>
  close(): Promise<void>
}

const HELLO = { type: 'hello', num_connections: 1, connection_info: { app_id: 'A1' }, debug_info: { host: 'bench' } }

export function createSockets(server: Server): Way {
  const acked = new Map<string, () => void>()
  const sockets: WebSocket[] = []
  let onSocket = () => {}
  const links = new WebSocketServer({ server, path: '/link' })
  links.on('connection', (socket) => {
    sockets.push(socket)
    socket.on('message', (data) => {
      const id = /"envelope_id":"([^"]+)"/.exec(String(data))?.[1] ?? ''
      acked.get(id)?.()
      acked.delete(id)
    })
    socket.on('close', () => sockets.splice(sockets.indexOf(socket), 1))
    socket.send(JSON.stringify(HELLO))
    onSocket()
  })
  return {
    reached: () =>
      new Promise((resolve) => {
        onSocket = resolve
      }),
    send(id, payload) {
      const envelope = { type: 'slash_commands', envelope_id: id, payload, accepts_response_payload: true }
      sockets.at(-1)?.send(JSON.stringify(envelope))
      return new Promise((resolve) => acked.set(id, resolve))
    },
    async close() {
      for (const socket of links.clients) socket.terminate()
    },
  }
}

const LOOK_MS = 5

export function createRequests(port: number): Way {
  const pool = new Pool(`http://127.0.0.1:${port}`)
  return {
    async reached() {
      while (!(await isOpen(port))) await wait(LOOK_MS)
    },
    async send(_id, payload) {
      const body = new URLSearchParams(payload).toString()
      const timestamp = String(Math.floor(Date.now() / 1000))
      const signature = createHmac('sha256', SIGNING_SECRET).update(`v0:${timestamp}:${body}`).digest('hex')
      const headers = {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${signature}`,
      }
      const response = await pool.request({ method: 'POST', path: '/slack/events', headers, body })
      await response.body.dump()
      if (response.statusCode !== 200) throw new Error(`A command was answered with ${response.statusCode}`)
    },
    close: () => pool.close(),
  }
}
