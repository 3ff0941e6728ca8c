import type { IncomingMessage, ServerResponse } from 'node:http'
import { isObj, type Obj } from './json.ts'

export async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

/** Whether a request was meant for another server, or sent by a page of another one. */
export function isForeign({ headers }: IncomingMessage, host: string): boolean {
  return headers.host !== host || (headers.origin !== undefined && headers.origin !== `http://${host}`)
}

/** Members that a form carries as JSON. */
const JSON_MEMBERS = new Set(['attachments', 'blocks', 'files', 'metadata', 'view'])

/** Arguments of a call: a JSON object, or a form whose structured members are JSON. */
export function argumentsOf(contentType: string, body: string): Obj {
  if (contentType.startsWith('application/json')) {
    const parsed = parseJson(body)
    return isObj(parsed) ? parsed : {}
  }
  const entries = [...new URLSearchParams(body)].map(([name, value]): [string, unknown] => [
    name,
    JSON_MEMBERS.has(name) ? parseJson(value) : value,
  ])
  return Object.fromEntries(entries)
}

/** The value, or the text itself where it is no JSON: the method then refuses it. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: Obj,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
  response.end(JSON.stringify(body))
}
