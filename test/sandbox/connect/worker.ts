import { request as open } from 'node:http'
import { onTestFinished } from 'vitest'
import { realClock } from '../../../sandbox/connect/clock.ts'
import { type ConnectOptions, startConnect } from '../../../sandbox/connect/server.ts'

/** A stand-in Connect cluster that is closed when the test is finished. */
export async function openConnect(options: ConnectOptions = {}) {
  const connect = await startConnect(options)
  onTestFinished(connect.close)
  return connect
}

/** Time stands still; pauses take as long as they take. */
export const standing = (now: string) => ({ now: () => Date.parse(now), sleep: realClock.sleep })

export interface Reply {
  status: number
  contentType: string | null
  allow: string | undefined
  body: string
}

/** One request exactly as written: clients that tidy up URLs would ask for something else. */
export function ask(
  url: string,
  method: string,
  path: string,
  body?: string,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const sent = open({ hostname, port, method, path, headers: { 'Content-Type': 'application/json', ...headers } })
    sent.once('error', reject)
    sent.once('response', async (response) => {
      const { 'content-type': contentType = null, allow } = response.headers
      let text = ''
      for await (const chunk of response.setEncoding('utf8')) text += chunk
      resolve({ status: response.statusCode ?? 0, contentType, allow, body: text })
    })
    sent.end(body)
  })
}
