import type { types } from '@slack/bolt'
import type { Origin } from '../connectors/model.ts'
import type { Actor } from '../connectors/policy.ts'
import type { Modal } from './modal.ts'
import type { Reply } from './reply.ts'
import type { Message } from './views/blocks.ts'

/** One request of a person, once they were recognised and an answer has a way to reach them. */
export interface Ask {
  actor: Actor
  origin: Origin
  reply: Reply
  /** Id of the Connect cluster that is asked, for the words of an error. */
  about?: string
  /** The window that is open for the answer, where there is one. */
  modal?: Modal
}

/** What a request is answered with: something in a conversation, or a modal. */
export type Shown = Message | types.ModalView

export const isModal = (shown: Shown): shown is types.ModalView => 'type' in shown
