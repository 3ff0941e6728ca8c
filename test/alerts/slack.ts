import { PostError, type PostErrorKind } from '../../src/alerts/errors.ts'
import type { Line } from '../../src/alerts/model.ts'
import type { Poster } from '../../src/alerts/poster.ts'
import type { RootView, ThreadView } from '../../src/alerts/views.ts'

interface Reply {
  at: number
  ts: string
  broadcast: boolean
  view: ThreadView
}

export interface Message {
  at: number
  channel: string
  ts: string
  view: RootView
  edits: number[]
  replies: Reply[]
  deleted?: true
}

export type Call = 'post' | 'reply' | 'update'
/** A call fails this way; `lost`: Slack takes it, and its answer does not arrive. */
export type Fault = PostErrorKind | 'lost' | 'hangs'

/** The first call of a kind fails, every other succeeds. */
export function once(call: Call, fault: Fault) {
  let isDone = false
  return (one: Call) => {
    if (isDone || one !== call) return undefined
    isDone = true
    return fault
  }
}

/** Slack as the outbox knows it: keeps messages, and fails as the test says. */
export function createSlack(now: () => number) {
  const messages: Message[] = []
  let fault: (call: Call, channel: string, about: string, inWords: boolean) => Fault | undefined = () => undefined
  let readable = false

  async function take<T>(
    call: Call,
    { channel, view, until }: { channel: string; view: RootView | ThreadView; until: number },
    effect: () => T,
  ): Promise<T> {
    if (now() >= until) throw new PostError('not-sent', 'too late')
    const about = view.incidents[0]?.worst[0]?.subject ?? ''
    const kind = fault(call, channel, about, view.inWords === true)
    if (kind === undefined) return effect()
    if (kind === 'hangs') return new Promise(() => {})
    if (kind === 'lost') effect()
    throw new PostError(kind === 'lost' ? 'unknown' : kind, kind, kind === 'limited' ? 30_000 : 0)
  }

  const find = (ts: string): Message => {
    const found = messages.find((message) => message.ts === ts)
    if (!found || found.deleted) throw new PostError('gone', 'message_not_found')
    return found
  }

  const poster: Poster = {
    post: (message) =>
      take('post', message, () => {
        const { channel, view } = message
        const ts = `${messages.length + 1}.0`
        messages.push({ at: now(), channel, ts, view, edits: [], replies: [] })
        return ts
      }),
    reply: ({ thread, broadcast, ...message }) =>
      take('reply', message, () => {
        const { replies } = find(thread)
        replies.push({ at: now(), ts: `${thread}.${replies.length + 1}`, broadcast, view: message.view })
      }),
    update: ({ ts, ...edit }) =>
      take('update', edit, () => {
        const message = find(ts)
        // An edit calls nobody.
        message.view = { ...edit.view, mentions: message.view.mentions }
        message.edits.push(now())
      }),
    find: async (channel, root, reply) => {
      if (!readable) return undefined
      if (reply) return find(reply.thread).replies.find(({ view }) => view.lines.at(-1)?.id === reply.line)?.ts
      return messages.findLast((one) => one.channel === channel && one.view.root === root)?.ts
    },
  }

  return {
    poster,
    messages,
    /** From now on; undefined: the call succeeds. `about`: a connector that the message shows. */
    fails(next: typeof fault) {
      fault = next
    },
    /** The app may read the channels. */
    letRead() {
      readable = true
    },
    remove(message: Message | undefined) {
      if (message) message.deleted = true
    },
    /** Lines of a thread as events, those of a second copy marked. */
    thread: (message: Message | undefined): string[] =>
      message?.replies.flatMap(({ view }) =>
        view.lines.map(({ line }) => (view.copy ? `${line.event} again` : line.event)),
      ) ?? [],
    lines: (message: Message | undefined): Line[] =>
      message?.replies.flatMap(({ view }) => view.lines.map(({ line }) => line)) ?? [],
    states: (): string[] => messages.map(({ view }) => view.incidents.map(({ state }) => state).join(' ')),
  }
}
export type Slack = ReturnType<typeof createSlack>
