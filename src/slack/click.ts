import { z } from 'zod'
import { decodeTarget, type Target } from './ids.ts'

const Chosen = z.object({ value: z.string() })

/** What of a block_actions payload is used. An overflow menu, a select and a button say their value differently. */
const BlockActions = z.object({
  user: z.object({ id: z.string() }),
  channel: z.object({ id: z.string() }).optional(),
  message: z.object({ ts: z.string(), thread_ts: z.string().optional() }).optional(),
  container: z.object({ is_ephemeral: z.boolean().optional(), thread_ts: z.string().optional() }),
  view: z.object({ id: z.string(), type: z.string(), private_metadata: z.string() }).optional(),
  response_url: z.string().optional(),
  trigger_id: z.string(),
  actions: z.tuple([
    z.object({
      action_id: z.string(),
      value: z.string().optional(),
      selected_option: Chosen.nullish(),
    }),
  ]),
})

/** One click, or one choice in a menu. */
export interface Click {
  userId: string
  triggerId: string
  responseUrl: string | undefined
  channel: string | undefined
  /** The message; undefined: none. */
  ts: string | undefined
  thread: string | undefined
  /** Only this person sees the message: an ephemeral one, or their own conversation with the app. */
  private: boolean
  view: { id: string; type: string } | undefined
  /** What the control is for, ['do', 'restart', 'failed']. */
  id: string[]
  /** undefined: made by another version of the app. */
  target: Target | undefined
}

export function readClick(body: unknown): Click {
  const { user, channel, message, container, view, response_url, trigger_id, actions } = BlockActions.parse(body)
  const [{ action_id, value, selected_option }] = actions
  const target = decodeTarget(selected_option?.value ?? value)
  // A line of an overflow menu names the control that it stands for.
  const id = action_id.startsWith('look:more') ? (target?.o ?? '') : action_id
  const thread = container.thread_ts ?? message?.thread_ts
  return {
    userId: user.id,
    triggerId: trigger_id,
    responseUrl: response_url,
    channel: channel?.id ?? decodeTarget(view?.private_metadata)?.c,
    ts: message?.ts,
    // A root with replies names itself: an answer in its thread would not be seen in the channel.
    thread: thread === message?.ts ? undefined : thread,
    private: container.is_ephemeral === true || (channel?.id.startsWith('D') ?? false),
    view: view && { id: view.id, type: view.type },
    id: id.split(':'),
    target,
  }
}
