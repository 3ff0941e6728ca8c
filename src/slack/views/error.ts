import type { types } from '@slack/bolt'
import { type Block, type Message, message } from './blocks.ts'
import { explain, type Failure } from './failures.ts'
import { modal } from './modal.ts'
import { paragraph, quoted, richText } from './rich-text.ts'
import { clip, oneLine, shortName } from './text.ts'

/** What went wrong: words meant for the person, an answer of Kafka Connect, or a fault of ours under a reference id. */
export type Trouble = { said: string } | { failure: Failure; clusterName: string } | { reference: string }

/** `said` is Kafka Connect's own text. */
function words(trouble: Trouble): { what: string; said: string; next: string } {
  if ('said' in trouble) return { what: clip(trouble.said, 2_000), said: '', next: '' }
  if ('failure' in trouble) return explain(trouble.failure, shortName(trouble.clusterName))
  return {
    what: 'Something went wrong in this app, not in Kafka Connect.',
    said: '',
    next: `Look at the state before trying again. Reference for who runs this app: ${oneLine(trouble.reference)}`,
  }
}

function blocks(trouble: Trouble): Block[] {
  const { what, said, next } = words(trouble)
  return [
    paragraph([what]),
    ...(said === '' ? [] : [richText(quoted(clip(said, 1_500)))]),
    ...(next === '' ? [] : [paragraph([next])]),
  ]
}

export function errorView(trouble: Trouble): Message {
  const { what, next } =
    'failure' in trouble ? explain(trouble.failure, shortName(trouble.clusterName)) : words(trouble)
  return message(`${what} ${next}`, blocks(trouble))
}

export const errorModal = (trouble: Trouble, title = 'That did not work'): types.ModalView =>
  modal({ title, blocks: blocks(trouble) })
