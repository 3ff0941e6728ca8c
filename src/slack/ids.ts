import { z } from 'zod'

/**
 * What buttons, options and metadata carry: short references, never names (design 3.4).
 * A value of another version redraws the message instead of acting.
 */
const VERSION = 1

export { keyOf } from '../connectors/key.ts'

/** How long the words may be that a button carries. */
export const MOST_WORDS = 200

const Target = z.object({
  v: z.literal(VERSION),
  /** The connector's key. */
  k: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .optional(),
  /** Task. */
  t: z.int().min(0).optional(),
  /** Page, from 0. */
  p: z.int().min(0).optional(),
  /** Id of something that the store keeps (a deleted config, a preview, a draft). */
  id: z.string().max(64).optional(),
  /** An action of the table with its mode, as in an action_id: for a select, whose options share one. */
  a: z.string().max(40).optional(),
  /** Incident that it is about: what is done is told in its thread. */
  i: z.string().max(64).optional(),
  /** Channel in which the window was opened that this stands in: what is done there is announced in it. */
  c: z.string().max(64).optional(),
  /** Words: an option of the action, or the filters of a list as they were typed. */
  o: z.string().max(MOST_WORDS).optional(),
})
export type Target = Omit<z.infer<typeof Target>, 'v'>

export function encodeTarget(target: Target): string {
  return JSON.stringify({ v: VERSION, ...target })
}

/** undefined: not ours, or of another version. */
export function decodeTarget(value: string | undefined): Target | undefined {
  try {
    const { v: _, ...target } = Target.parse(JSON.parse(value ?? ''))
    return target
  } catch {
    return undefined
  }
}

/** action_id of a button that runs a row of the action table; unique within a message. */
export const actionId = (action: string, ...rest: (string | number)[]) => ['do', action, ...rest].join(':')
/** action_id of a control that only shows something. */
export const lookId = (what: string, ...rest: (string | number)[]) => ['look', what, ...rest].join(':')
/** action_id of a control for what people do about an incident. */
export const alertId = (what: string, ...rest: (string | number)[]) => ['alert', what, ...rest].join(':')
/** action_id of a control that opens a form in a window of its own. */
export const openId = (what: string, ...rest: (string | number)[]) => ['open', what, ...rest].join(':')
