import type { Clock } from '../connect/clock.ts'
import type { Origin } from '../connectors/model.ts'
import type { Modal } from './modal.ts'
import type { Message } from './views/blocks.ts'
import { errorView } from './views/error.ts'
import { messageModal } from './views/modal.ts'

/** How one request is answered. Which ways are open depends on what was done: design 3.2. Nothing here rejects. */
export interface Reply {
  /** The answer, or a newer one. */
  show(message: Message): Promise<void>
  /** For what takes time: `started` as soon as waiting would be rude, then the outcome. Rejects as `outcome` does. */
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
  /** An answer that reached nobody. */
  onLost: (error: unknown) => void
}

interface Person {
  userId: string
  origin: Origin
}

export interface Asking extends Person {
  responseUrl: string
  /** A click on a message that only this person sees: the answer takes its place. */
  replaces: boolean
}

/** One surface. Both answer whether Slack took it; `word`, which may be lost, has room for so many in all. */
interface Surface {
  patience: number
  words: number
  put(message: Message, how: 'word' | 'answer'): Promise<boolean>
}

export type Replies = ReturnType<typeof createReplies>

// A response_url serves 5 times in 30 minutes. The fifth use is kept for an answer.
const USES = 5
const URL_LIFE_MS = 29 * 60_000
/** A slash command waits this long for an outcome, since what it has posted cannot be edited. */
const COMMAND_PATIENCE_MS = 2_500
/** A click that is answered at once needs no word before. */
const CLICK_PATIENCE_MS = 400
/** After this long nobody looks at an ephemeral any more, and it notifies nobody. */
const LONG_MS = 60_000

const NOT_TAKEN = 'Slack did not take the answer. Look at the state before you ask again.'

export function createReplies({ clock, post, late, direct, onLost }: Deps) {
  function replyOn(surface: Surface, { userId, origin }: Person): Reply {
    const askedAt = clock.now()
    let words = surface.words
    /** Before the started word, what is seen on the way goes into that one. */
    let begun = true
    /** One writer: what is shown later stands later. */
    let last: Promise<unknown> = Promise.resolve()
    const after = (run: () => Promise<unknown>) => {
      last = last.then(run).catch(onLost)
      return last
    }

    /** What Slack takes nowhere, perhaps for what it holds, is not to be silence. */
    async function saysSo(error: unknown) {
      onLost(error)
      await late(userId, origin, errorView({ said: NOT_TAKEN }))
    }

    async function show(message: Message) {
      words = 0
      await after(async () => {
        if (!(await surface.put(message, 'answer'))) return late(userId, origin, message).catch(saysSo)
        if (clock.now() - askedAt > LONG_MS) await direct(userId, message)
      })
    }

    async function progress(message: Message) {
      if (words === 0 || !begun) return
      words -= 1
      await after(() => surface.put(message, 'word'))
    }

    async function follow(started: () => Message, outcome: Promise<Message>) {
      begun = false
      const soon = await Promise.race([outcome, clock.sleep(surface.patience).then(() => undefined)])
      begun = true
      if (soon === undefined) await progress(started())
      await show(await outcome)
    }

    return { show, follow, progress }
  }

  return {
    /** In a window, while it is open; afterwards an answer takes the late ways. */
    inModal: (modal: Modal, person: Person) =>
      replyOn(
        {
          patience: CLICK_PATIENCE_MS,
          words: Number.POSITIVE_INFINITY,
          put: (message) => modal.update(messageModal(message)).catch(() => false),
        },
        person,
      ),

    viaResponseUrl({ responseUrl, replaces, ...person }: Asking) {
      const { thread } = person.origin
      const endsAt = clock.now() + URL_LIFE_MS
      let uses = 0
      const place = replaces
        ? { replace_original: true }
        : { response_type: 'ephemeral', replace_original: false, ...(thread ? { thread_ts: thread } : {}) }
      return replyOn(
        {
          patience: replaces ? CLICK_PATIENCE_MS : COMMAND_PATIENCE_MS,
          // Nothing that a slash command posted can be edited: there one word is enough.
          words: replaces ? 3 : 1,
          async put(message, how) {
            if (uses >= USES - (how === 'word' ? 1 : 0) || clock.now() > endsAt) return false
            uses += 1
            return post(responseUrl, { ...message, ...place }).then(
              () => true,
              () => false,
            )
          },
        },
        person,
      )
    },

    /** Where Slack gave no way to answer. */
    byLateWays: (person: Person) =>
      replyOn({ patience: COMMAND_PATIENCE_MS, words: 0, put: async () => false }, person),
  }
}
