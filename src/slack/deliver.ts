import type { webApi } from '@slack/bolt'
import type { Origin } from '../connectors/model.ts'
import type { Fetch } from './calls.ts'
import type { Message } from './views/blocks.ts'

/** What every post of ours carries: no previews of links, which would show what untrusted text points to. */
export const QUIET = { unfurl_links: false, unfurl_media: false } as const

const POST_TIMEOUT_MS = 10_000

/** POST to a response_url. Never repeated: Slack may have taken a request whose answer was lost. */
export const createPost =
  (fetch: Fetch) =>
  async (url: string, body: Record<string, unknown>): Promise<void> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, ...QUIET }),
      signal: AbortSignal.timeout(POST_TIMEOUT_MS),
    })
    await response.body?.cancel()
    if (!response.ok) throw new Error(`response_url answered ${response.status}`)
  }

/** The person's own conversation with the app. */
export async function direct(client: webApi.WebClient, userId: string, message: Message): Promise<void> {
  const { channel } = await client.conversations.open({ users: userId })
  if (channel?.id !== undefined) await client.chat.postMessage({ channel: channel.id, ...message, ...QUIET })
}

/** What comes late: to the channel for this person's eyes where the app is a member, else to their own conversation. */
export async function late(client: webApi.WebClient, userId: string, origin: Origin, message: Message): Promise<void> {
  const { channel, thread } = origin
  if (channel === undefined) return direct(client, userId, message)
  try {
    await client.chat.postEphemeral({ channel, user: userId, ...(thread ? { thread_ts: thread } : {}), ...message })
  } catch {
    await direct(client, userId, message)
  }
}
