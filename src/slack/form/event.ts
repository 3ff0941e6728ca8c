import { z } from 'zod'
import { decodeTarget, type Target } from '../ids.ts'

const Chosen = z.object({ value: z.string() })

/** What one input holds, whatever its kind. */
const Held = z.object({
  value: z.string().nullish(),
  selected_option: Chosen.nullish(),
  selected_options: z.array(Chosen).nullish(),
  files: z
    .array(z.object({ id: z.string(), size: z.number().optional(), url_private_download: z.string().optional() }))
    .nullish(),
})
export type Held = z.infer<typeof Held>

const View = z.object({
  id: z.string(),
  root_view_id: z.string().nullish(),
  previous_view_id: z.string().nullish(),
  callback_id: z.string().nullish(),
  private_metadata: z.string(),
  state: z.object({ values: z.record(z.string(), z.record(z.string(), Held)) }),
})

const Event = z.object({
  user: z.object({ id: z.string() }),
  trigger_id: z.string().optional(),
  view: View,
  actions: z.tuple([Held.extend({ action_id: z.string(), block_id: z.string() })]).optional(),
})

/** What somebody does in a modal of a form: a click, a choice, a submission. */
export interface FormEvent {
  userId: string
  triggerId: string
  viewId: string
  /** The view itself, the one below it, and the one at the bottom: the form's own is among them. */
  views: readonly string[]
  /** What the view is: `page`, `save` … Empty for views that are not submitted. */
  view: string
  /** What the view keeps: `id` is the draft, `o` the page or the field. */
  kept: Target
  /** By block_id: what the inputs hold. */
  held: ReadonlyMap<string, Held>
  /** ['page', 'next']; empty for a submission. */
  action: readonly string[]
  blockId: string
  /** Of the button, or of the chosen option. */
  target: Target
  /** The chosen option's value as it is. */
  chosen: string
}

/** Parses a block_actions or view_submission payload. */
export function readEvent(body: unknown): FormEvent {
  const { user, trigger_id = '', view, actions } = Event.parse(body)
  const [action] = actions ?? []
  const chosen = action?.selected_option?.value ?? action?.value ?? ''
  const blocks = Object.entries(view.state.values).flatMap(([block, inputs]) =>
    Object.values(inputs).map((held) => [block, held] as const),
  )
  return {
    userId: user.id,
    triggerId: trigger_id,
    viewId: view.id,
    views: [view.id, ...[view.previous_view_id, view.root_view_id].flatMap((id) => id ?? [])],
    view: partsOf(view.callback_id ?? '')[0] ?? '',
    kept: decodeTarget(view.private_metadata) ?? {},
    held: new Map(blocks),
    action: partsOf(action?.action_id ?? ''),
    blockId: action?.block_id ?? '',
    target: decodeTarget(chosen) ?? {},
    chosen,
  }
}

const partsOf = (id: string) => id.split(':').slice(1)
