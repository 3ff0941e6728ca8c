import type { types } from '@slack/bolt'
import { encodeTarget, type Target } from '../ids.ts'
import { type Block, LIMITS, type Message, plain } from './blocks.ts'
import { paragraph } from './rich-text.ts'

interface Modal {
  title: string
  blocks: Block[]
  /** callback_id of the submission. */
  id?: string
  submit?: string
  /** Kept with the view: references, never names. */
  target?: Target
}

export const modal = ({ title, blocks, id, submit, target }: Modal): types.ModalView => ({
  type: 'modal',
  title: plain(title, LIMITS.title),
  close: plain('Close', LIMITS.title),
  blocks,
  ...(id !== undefined && { callback_id: id }),
  ...(submit !== undefined && { submit: plain(submit, LIMITS.title) }),
  ...(target && { private_metadata: encodeTarget(target) }),
})

/** Opened at once, since a trigger id lives 3 s; filled when the answer is there. */
export const loadingModal = (title: string, says = 'Loading…'): types.ModalView =>
  modal({ title, blocks: [paragraph([says])] })

/** What would be a message, in a window that is already open. */
export const messageModal = ({ blocks }: Message): types.ModalView => modal({ title: 'Kafka Connect', blocks })
