import { textOf } from '../composition.ts'
import { type Obj, objs, words } from '../json.ts'
import type { State } from '../world.ts'
import { blockLines } from './blocks.ts'
import { type Names, readMrkdwn } from './text.ts'

/** The members of a message that are shown; a payload for chat.postMessage has them too. */
interface Shown {
  text?: unknown
  blocks?: unknown
  attachments?: unknown
  files?: unknown
}

/** What a message shows: its blocks where it has any, else its text; then attachments and files. */
export function messageLines(message: Shown, names: Names, state: State): string[] {
  const blocks = objs(message.blocks)
  const attached = objs(message.attachments).flatMap((attachment) => objs(attachment.blocks))
  return [
    ...(blocks.length > 0 ? [] : readMrkdwn(words(message.text), names).split('\n')),
    ...[...blocks, ...attached].flatMap((block) => blockLines(block, names, state)),
    ...objs(message.files).map((file) => `(file: ${words(file.title)})`),
  ]
}

/** A modal in its frame: title, blocks with errors under their inputs, close and submit. */
export function viewLines(view: Obj, names: Names, state: State, errors: { [blockId: string]: string }): string[] {
  const body = objs(view.blocks).flatMap((block) => {
    const error = errors[String(block.block_id)]
    return [...blockLines(block, names, state), ...(error === undefined ? [] : [`  ! ${error}`])]
  })
  const buttons = [textOf(view.close) || 'Cancel', textOf(view.submit)].filter((label) => label !== '')
  return [
    `┌ ${textOf(view.title)}`,
    ...body.map((line) => `│ ${line}`),
    `└ ${buttons.map((label) => `[${label}]`).join(' ')}`,
  ]
}
