import type { webApi } from '@slack/bolt'
import { z } from 'zod'
import { PostError } from '../../alerts/errors.ts'
import type { Poster } from '../../alerts/poster.ts'
import type { Clock } from '../../connect/clock.ts'
import { QUIET } from '../deliver.ts'
import type { Directory } from '../directory.ts'
import { platformError } from '../platform-error.ts'
import { alertView } from '../views/alert.ts'
import { threadView } from '../views/alert-thread.ts'
import type { Message } from '../views/blocks.ts'
import type { Edits } from './edits.ts'
import { toPostError } from './post-errors.ts'
import { sayProblem } from './problems.ts'

interface Deps {
  /** One of its own: alerts must not hold up what people asked for. */
  client: webApi.WebClient
  directory: Directory
  clusterName: (id: string) => string
  inTurn: Edits
  /** Channels that may be posted to although other companies share them. */
  shared: ReadonlySet<string>
  clock: Pick<Clock, 'now'>
}

/** What was asked for before anything is posted. */
const notSaid = (what: string) => (error: unknown) => {
  const { kind, message, retryAfterMs } = toPostError(error)
  const reason = `Slack did not say ${what}: ${message}`
  throw new PostError(kind === 'limited' ? 'limited' : 'not-sent', reason, retryAfterMs)
}

/** By which a message is found again; holds nothing but ids. */
const EVENT = 'kafka_connect_alert'
const Found = z.object({
  ts: z.string(),
  metadata: z.object({
    event_type: z.literal(EVENT),
    event_payload: z.object({ root: z.string(), line: z.number().optional() }),
  }),
})
type Found = z.infer<typeof Found>
/** So long before the last try there may have been others; and Slack's clock may differ from ours. */
const EARLIER_MS = 3_600_000

/** What Slack does not take as it is drawn is told in words alone, which call the groups as well. */
function shown({ inWords }: { inWords?: true }, { text, blocks }: Message, groups: readonly string[] = []): Message {
  if (!inWords) return { text, blocks }
  return { text: [text, ...groups.map((group) => `<!subteam^${group}>`)].join(' '), blocks: [] }
}

/** Posts and edits what the watch has to tell. Nothing is repeated here: the watch knows what was answered. */
export function createPoster({ client, directory, clusterName, inTurn, shared, clock }: Deps): Poster {
  let handles: ReadonlyMap<string, string> = new Map()

  /** A handle means the group that had it when Slack last said so; a group that is not there is not mentioned. */
  async function mentioned(groups: readonly string[]): Promise<string[]> {
    if (groups.some(isHandle)) handles = await directory.handles().catch(() => handles)
    return groups.flatMap((group) => (isHandle(group) ? (handles.get(group.slice(1)) ?? []) : group))
  }

  async function refuseShared(channel: string): Promise<void> {
    const isShared = !shared.has(channel) && (await directory.isShared(channel).catch(notSaid('who is in the channel')))
    if (isShared) throw new PostError('refused', sayProblem('is_shared'))
  }

  const tell = async <T>(call: () => Promise<T>): Promise<T> => {
    try {
      return await call()
    } catch (error) {
      throw toPostError(error)
    }
  }

  /** Looking things up takes time, and a process may be stopped meanwhile. */
  function inTime(until: number): void {
    if (clock.now() >= until) throw new PostError('not-sent', 'It is too late: another process may tell it now.')
  }

  return {
    post: ({ channel, view, until }) =>
      tell(async () => {
        await refuseShared(channel)
        const groups = await mentioned(view.mentions)
        const content = shown(view, alertView(view, clusterName, groups), groups)
        const metadata = { event_type: EVENT, event_payload: { root: view.root } }
        inTime(until)
        const { ts } = await client.chat.postMessage({ channel, ...content, ...QUIET, metadata })
        if (ts === undefined) throw new PostError('unknown', 'Slack did not say where the message is.')
        return ts
      }),

    reply: ({ channel, thread, broadcast, view, until }) =>
      tell(async () => {
        const groups = await mentioned(view.mentions)
        const content = shown(view, threadView(view, clusterName, groups), groups)
        const place = broadcast ? { thread_ts: thread, reply_broadcast: true } : { thread_ts: thread }
        const metadata = { event_type: EVENT, event_payload: { root: view.root, line: view.lines.at(-1)?.id ?? 0 } }
        inTime(until)
        const posted = await client.chat.postMessage({ channel, ...content, ...QUIET, ...place, metadata })
        if (posted.message?.thread_ts === thread || posted.ts === undefined) return
        // Under a root that was deleted Slack may post a reply as a message of its own.
        await client.chat.delete({ channel, ts: posted.ts }).catch(() => undefined)
        throw new PostError('gone', 'the message that starts the thread was deleted')
      }),

    /** Without the mentions: an edit notifies nobody. */
    update: ({ channel, ts, view, until }) =>
      inTurn(view, () =>
        tell(async () => {
          inTime(until)
          await client.chat.update({ channel, ts, ...shown(view, alertView(view, clusterName)) })
        }),
      ),

    async find(channel, root, reply) {
      const place = { channel, include_all_metadata: true }
      const found = await lookFor(() =>
        reply
          ? client.conversations.replies({
              ...place,
              ts: reply.thread,
              oldest: String((reply.since - EARLIER_MS) / 1_000),
            })
          : client.conversations.history({ ...place, limit: 100 }),
      )
      const isIt = ({ metadata: { event_payload: payload } }: Found) =>
        payload.root === root && payload.line === reply?.line
      return found.find(isIt)?.ts
    },
  }
}

const isHandle = (group: string) => group.startsWith('@')

/** Messages of ours; none without the optional scopes, or in a channel that cannot be read. */
async function lookFor(ask: () => Promise<{ messages?: readonly object[] }>): Promise<Found[]> {
  try {
    const { messages = [] } = await ask()
    return messages.flatMap((message) => Found.safeParse(message).data ?? [])
  } catch (error) {
    // A second copy is better than none.
    if (platformError(error) !== undefined) return []
    return notSaid('what stands in the channel')(error)
  }
}
