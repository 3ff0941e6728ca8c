import type { Clock } from '../connect/clock.ts'
import type { Origin } from '../connectors/model.ts'
import type { Modal } from './modal.ts'
import type { Message } from './views/blocks.ts'
import { messageModal } from './views/modal.ts'

/** How one request is answered. Which ways are open depends on what was done: design 3.2. */
export interface Reply {
  /** The answer, or a newer one. */
  show(message: Message): Promise<void>
  /** For what takes time: `started` as soon as waiting would be rude, then the outcome. */
  follow(started: () => Message, outcome: Promise<Message>): Promise<void>
  /** A word on the way, as far as the surface has room for it. */
  progress(message: Message): Promise<void>
}

interface Deps {
  clock: Clock
  /** POST to a response_url; rejects when Slack does not take it. */
  post: (url: string, body: Record<string, unknown>) => Promise<void>
  /** The ways that are left when the response_url is used up or too old. */
  late: (userId: string, origin: Origin, message: Message) => Promise<void>
  /** To the person's own conversation with the app. */
  direct: (userId: string, message: Message) => Promise<void>
}

export interface Asking {
  userId: string
  origin: Origin
  responseUrl: string
  /** A click on a message that only this person sees: the answer takes its place. */
  replaces: boolean
}

export type Replies = ReturnType<typeof createReplies>

// A response_url serves 5 times in 30 minutes. The fifth use is kept for an error.
const USES = 4
const URL_LIFE_MS = 29 * 60_000
/** A slash command waits this long for an outcome, since what it has posted cannot be edited. */
const COMMAND_PATIENCE_MS = 2_500
/** A click that is answered at once needs no word before. */
const CLICK_PATIENCE_MS = 400
/** After this long nobody looks at an ephemeral any more, and it notifies nobody. */
const LONG_MS = 60_000

export function createReplies({ clock, post, late, direct }: Deps) {
  /** undefined: not known after `patience` milliseconds. */
  const orSlow = (outcome: Promise<Message>, patience: number) =>
    Promise.race([outcome, clock.sleep(patience).then(() => undefined)])

  /** In a window, while it is open; afterwards the outcome takes the late ways. */
  function inModal(modal: Modal, { userId, origin }: Pick<Asking, 'userId' | 'origin'>): Reply {
    const show = async (message: Message) => {
      if (!(await modal.update(messageModal(message)))) await late(userId, origin, message)
    }
    return {
      show,
      async follow(started, outcome) {
        const soon = await orSlow(outcome, CLICK_PATIENCE_MS)
        if (soon !== undefined) return show(soon)
        await modal.update(messageModal(started()))
        await show(await outcome)
      },
      async progress(message) {
        await modal.update(messageModal(message))
      },
    }
  }

  function viaResponseUrl({ userId, origin, responseUrl, replaces }: Asking): Reply {
    const askedAt = clock.now()
    let uses = 0

    async function show(message: Message) {
      if (uses >= USES || clock.now() - askedAt > URL_LIFE_MS) return late(userId, origin, message)
      uses += 1
      const place = replaces
        ? { replace_original: true }
        : {
            response_type: 'ephemeral',
            replace_original: false,
            ...(origin.thread ? { thread_ts: origin.thread } : {}),
          }
      try {
        await post(responseUrl, { ...message, ...place })
      } catch {
        await late(userId, origin, message)
      }
    }

    async function follow(started: () => Message, outcome: Promise<Message>) {
      const soon = await orSlow(outcome, replaces ? CLICK_PATIENCE_MS : COMMAND_PATIENCE_MS)
      if (soon !== undefined) return show(soon)
      await show(started())
      const end = await outcome.finally(() => {
        words = 0
      })
      await show(end)
      if (clock.now() - askedAt > LONG_MS) await direct(userId, end)
    }

    /** Nothing that a slash command posted can be edited: there one word is enough. */
    let words = replaces ? 2 : 1
    async function progress(message: Message) {
      if (words === 0) return
      words -= 1
      await show(message)
    }

    return { show, follow, progress }
  }

  /** Where Slack gave no way to answer. */
  function byLateWays({ userId, origin }: Pick<Asking, 'userId' | 'origin'>): Reply {
    const show = (message: Message) => late(userId, origin, message)
    return { show, follow: async (_started, outcome) => show(await outcome), progress: async () => undefined }
  }

  return { inModal, viaResponseUrl, byLateWays }
}
