import { isObj, type Obj } from '../../sandbox/slack/json.ts'
import type { Message } from '../../src/slack/views/blocks.ts'

/** One call as Slack would get it. */
export interface Item {
  /** What somebody did, or which fixture it is: unique. */
  name: string
  /** `chat.postMessage`, `views.open`, `response_url` …; `ack` for what stands in an acknowledgement. */
  method: string
  body: Obj
}

type Payload = Message | { type: 'modal' | 'home'; blocks: object[] }

const BODIES = {
  modal: (view: Payload) => ({ method: 'views.update', body: { view_id: 'V0GALLERY', view } }),
  home: (view: Payload) => ({ method: 'views.publish', body: { user_id: 'U0GALLERY', view } }),
  message: (message: Payload) => ({ method: 'response_url', body: { ...message, response_type: 'ephemeral' } }),
}

/** What a view of ours is sent as. */
export const itemOf = (name: string, payload: Payload): Item => ({
  name,
  ...BODIES['type' in payload ? payload.type : 'message'](payload),
})

/** The part of a call that people see. */
export function shownIn({ body }: Item): { kind: 'message' | 'modal' | 'home'; content: Obj } {
  const { view } = body
  if (!isObj(view)) return { kind: 'message', content: body }
  return { kind: view.type === 'home' ? 'home' : 'modal', content: view }
}
