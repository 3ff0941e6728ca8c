import { createHmac } from 'node:crypto'
import { isObj, type Obj } from './json.ts'
import type { Envelope } from './socket.ts'

/** An app that Slack reaches over HTTP instead of sockets. */
export interface Reachable {
  /** The one address of its manifest, for commands, interactivity, options and events. */
  requestUrl: string
  signingSecret: string
}

/** HTTP mode, Slack's side: signed requests. Rejects when the app cannot be reached or answers with an error. */
export function createRequests({ requestUrl, signingSecret }: Reachable, closing: AbortSignal) {
  return async function send(envelope: Envelope): Promise<Obj> {
    const { type, body, more = {} } = encode(envelope)
    // By the machine's own clock: whoever checks it may live by another one than the sandbox.
    const timestamp = Math.floor(Date.now() / 1000)
    const headers = { 'content-type': type, ...more, ...signed(signingSecret, timestamp, body) }
    const response = await fetch(requestUrl, { method: 'POST', headers, body, signal: closing })
    const text = await response.text()
    if (!response.ok) throw new Error(`The app answered ${response.status}`)
    if (response.headers.get('content-type')?.startsWith('application/json') !== true) return text ? { text } : {}
    const parsed: unknown = JSON.parse(text)
    return isObj(parsed) ? parsed : {}
  }
}

/** Headers by which the app knows Slack (docs.slack.dev/authentication/verifying-requests-from-slack). */
export const signed = (secret: string, timestamp: number, body: string) => ({
  'x-slack-request-timestamp': String(timestamp),
  'x-slack-signature': `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`,
})

const FORM = 'application/x-www-form-urlencoded'

/** Commands are forms, interactions are JSON in a form, events are JSON. */
function encode({ type, payload, ...envelope }: Envelope): {
  type: string
  body: string
  more?: Record<string, string>
} {
  if (type === 'slash_commands') return { type: FORM, body: form(payload) }
  if (type === 'interactive') return { type: FORM, body: form({ payload: JSON.stringify(payload) }) }
  const { retry_attempt = 0, retry_reason = '' } = envelope
  const more = { 'x-slack-retry-num': String(retry_attempt), 'x-slack-retry-reason': String(retry_reason) }
  return { type: 'application/json', body: JSON.stringify(payload), ...(retry_attempt ? { more } : {}) }
}

function form(fields: Obj): string {
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) body.set(name, String(value))
  return body.toString()
}
