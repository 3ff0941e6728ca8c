import { flag, type Obj, str } from './json.ts'
import { asSlackSays, validateMessage } from './limits/payloads.ts'
import { contentOf, edit, findMessage, post, remove } from './messages.ts'
import type { World } from './world.ts'

const USES = 5
const LIFETIME_MS = 30 * 60_000

/** What the person did that the URL answers to. */
export interface Occasion {
  user: string
  channel: string
  /** The message that was clicked: only such a URL can replace or delete. */
  clicked?: string | undefined
}

export interface Reply {
  status: number
  body: Obj
}
const refuse = (status: number, error: string, details: Obj = {}): Reply => ({
  status,
  body: { ok: false, error, ...details },
})

/**
 * Carries out what an app answers to a command or a click, by its acknowledgement or its response_url. A slash command's
 * answers are always new messages (bolt-js#2287); a click's replace the clicked message when they say so. A new message
 * stands in a thread only where the answer names it, also after a click in one (node-slack-sdk#674).
 */
export function respond(world: World, occasion: Occasion, body: Obj): Reply {
  const { user, channel, clicked } = occasion
  const original = clicked === undefined ? undefined : findMessage(world, channel, clicked)
  if (flag(body.delete_original)) {
    if (original) remove(world, original)
    return { status: 200, body: { ok: true } }
  }
  const refusal = validateMessage(body)
  if (refusal) return refuse(400, refusal.error, { errors: refusal.problems.map(asSlackSays) })
  const content = contentOf(world, body)
  if (flag(body.replace_original) && original) edit(world, original, content)
  else {
    const place = { channel, author: world.app.botUserId, threadTs: str(body.thread_ts) }
    post(world, body.response_type === 'in_channel' ? place : { ...place, visibleTo: user }, content)
  }
  return { status: 200, body: { ok: true } }
}

/** response_urls: five uses within thirty minutes each. */
export function createResponseUrls(world: World) {
  const issued = new Map<string, { occasion: Occasion; since: number; uses: number }>()
  return {
    /** The path of a new URL. */
    issue(occasion: Occasion): string {
      const id = world.ids.next('R')
      issued.set(id, { occasion, since: world.clock.now(), uses: 0 })
      return `/response/${id}`
    },
    use(id: string, body: Obj): Reply {
      const url = issued.get(id)
      if (!url) return refuse(404, 'invalid_url')
      if (world.clock.now() - url.since > LIFETIME_MS) return refuse(404, 'expired_url')
      if (url.uses >= USES) return refuse(404, 'used_url')
      const reply = respond(world, url.occasion, body)
      if (reply.status === 200) url.uses += 1
      return reply
    },
  }
}
export type ResponseUrls = ReturnType<typeof createResponseUrls>
