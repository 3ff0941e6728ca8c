import type { types, webApi } from '@slack/bolt'
import type { Origin } from '../connectors/model.ts'
import type { Actors } from './actors.ts'
import { type Ask, isModal, type Shown } from './ask.ts'
import type { Explain } from './explain.ts'
import type { Target } from './ids.ts'
import { type Modal, openedIn, openModal } from './modal.ts'
import type { Replies, Reply } from './reply.ts'
import type { Message } from './views/blocks.ts'
import { errorView } from './views/error.ts'
import { loadingModal, messageModal } from './views/modal.ts'

interface Deps {
  actors: Actors
  explain: Explain
  replies: Replies
}

/** Who asks, and from where. */
export interface Asker {
  userId: string
  origin: Origin
}

/** Who submits a window, or clicks in it. */
export function askerIn(userId: string, { c: channel }: Target): Asker {
  return { userId, origin: { surface: 'modal', ...(channel !== undefined && { channel }) } }
}

/** The same view of an answer for a conversation and for a window; only a window can show what is made for one. */
interface Answer {
  message?: Message
  modal: types.ModalView
  /** It did not work: told also to whoever has closed the window, since something may have been done. */
  failed?: true
}

/** What runs for a person: answers through `ask.reply`, or returns what is to be shown. */
export type Run = (ask: Ask) => Promise<Shown | undefined>

export type Surfaces = ReturnType<typeof createSurfaces>

/** The one place where a person is recognised, a request runs, and an error becomes words. */
export function createSurfaces({ actors, explain, replies }: Deps) {
  async function attempt(
    { userId, origin }: Asker,
    reply: Reply,
    run: Run,
    modal?: Modal,
  ): Promise<Answer | undefined> {
    const asking: Partial<Ask> = {}
    try {
      const shown = await run(
        Object.assign(asking, { actor: await actors.actorOf(userId), origin, reply, ...(modal && { modal }) }),
      )
      if (shown === undefined) return undefined
      return isModal(shown) ? { modal: shown } : { message: shown, modal: messageModal(shown) }
    } catch (error) {
      return { ...explain(error, asking.about), failed: true }
    }
  }

  /**
   * Fills a modal that is open; one that was closed meanwhile wants nothing any more but what went wrong. `leading`: gives
   * the view of an error a way on.
   */
  async function inModal(opened: Modal, asker: Asker, run: Run, leading = asItIs): Promise<void> {
    const modal = openedIn(asker.origin.channel, opened)
    const reply = replies.inModal(modal, asker)
    const answer = await attempt(asker, reply, run, modal)
    if (answer === undefined) return
    const { message, failed } = answer
    const view = failed ? leading(answer.modal) : answer.modal
    const isOpen = await modal.update(view).catch(() => undefined)
    if (isOpen === undefined) await reply.show(errorView({ said: NOT_TAKEN }))
    else if (!isOpen && failed && message) await reply.show(message)
  }

  return {
    inModal,
    async inMessage(asker: Asker, reply: Reply, run: Run): Promise<void> {
      const answer = await attempt(asker, reply, run)
      if (answer?.message) await reply.show(answer.message)
    },
    /** Opens a small modal at once, before anything is asked of anybody, and fills it. `reply`: where it cannot open. */
    async inNewModal(slack: Slack, title: string, asker: Asker, reply: Reply, run: Run): Promise<void> {
      const modal = await openModal(slack.client, slack.triggerId, loadingModal(title))
      if (modal === undefined) await reply.show(errorView({ said: EXPIRED }))
      else await inModal(modal, asker, run)
    },
  }
}

const asItIs = (view: types.ModalView) => view

interface Slack {
  client: webApi.WebClient
  triggerId: string
}

const EXPIRED = 'Slack did not open the window in time. Nothing was done: try again.'
const NOT_TAKEN = 'Slack did not take what this window was to show. Try again in a minute.'
