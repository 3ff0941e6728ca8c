import { withIds } from './block-ids.ts'
import { type Obj, obj, objs, words } from './json.ts'
import type { Content, Message, World } from './world.ts'

/** `text` beyond this is cut (chat.postMessage's documentation). */
const TEXT_MAX = 40_000

/** The content out of a body that the validator has passed. */
export function contentOf(world: World, body: Obj): Content {
  return {
    text: [...words(body.text)].slice(0, TEXT_MAX).join(''),
    blocks: withIds(world.ids, objs(body.blocks)),
    attachments: objs(body.attachments),
    metadata: body.metadata === undefined ? undefined : obj(body.metadata),
  }
}

export const isTooLong = (body: Obj) => [...words(body.text)].length > TEXT_MAX

type Place = Pick<Message, 'channel' | 'author'> & Partial<Pick<Message, 'threadTs' | 'broadcast' | 'visibleTo'>>

/** Adds a message and says so. A reply to something that is no root of a thread stands in the channel. */
export function post(world: World, place: Place, content: Content, files: Obj[] = []): Message {
  const root = place.threadTs ? findMessage(world, place.channel, place.threadTs) : undefined
  const threadTs = root && root.threadTs === undefined ? root.ts : undefined
  const message: Message = { ...place, threadTs, ...content, ts: world.ids.ts(), files, state: new Map() }
  messagesIn(world, place.channel).push(message)
  world.changes.changed()
  return message
}

export function messagesIn(world: World, channel: string): Message[] {
  const known = world.messages.get(channel)
  if (known) return known
  const fresh: Message[] = []
  world.messages.set(channel, fresh)
  return fresh
}

export function findMessage(world: World, channel: string, ts: string): Message | undefined {
  return world.messages.get(channel)?.find((message) => message.ts === ts)
}

/** Puts other content in the place of a message's and marks it as edited. */
export function edit(world: World, message: Message, content: Content): void {
  Object.assign(message, content, { edited: world.ids.ts() })
  world.changes.changed()
}

export function remove(world: World, message: Message): void {
  const all = messagesIn(world, message.channel)
  all.splice(all.indexOf(message), 1)
  world.changes.changed()
}

/** What this person sees in the channel, threads included, oldest first. */
export function visibleMessages(world: World, channel: string, user: string): Message[] {
  return (world.messages.get(channel) ?? []).filter(({ visibleTo }) => visibleTo === undefined || visibleTo === user)
}
