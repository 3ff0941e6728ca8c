/** Edits a minute for the whole app; the rest of Slack's 50 is for answers to people. */
const EDITS = 40
/** As many of them are left for recoveries and acknowledgements. */
const RESERVED = 10
/** So far back edits count; the store keeps them, since the next process goes on with what is left. */
export const EDITS_MS = 60_000
/** Slack takes one post a second and channel. */
const POST_MS = 1_000

/** When what may be sent to Slack. Lanes: one for each channel's posts, one for all edits. */
export function createBudget() {
  const freeAt = new Map<string, number>()

  return {
    /** From when on the lane takes a job; in the past: now. `edits`: those that count, the oldest first. */
    freeFrom(lane: string, urgent: boolean, edits: readonly number[]): number {
      const blocked = freeAt.get(lane) ?? 0
      if (lane !== EDIT_LANE) return blocked
      const most = urgent ? EDITS : EDITS - RESERVED
      const oldest = edits[edits.length - most]
      return Math.max(blocked, oldest === undefined ? 0 : oldest + EDITS_MS)
    },
    /** A post has been begun; an edit is counted when it is claimed. */
    spend(lane: string, now: number): void {
      if (lane !== EDIT_LANE) freeAt.set(lane, now + POST_MS)
    },
    /** Slack asked to wait, or it is no use before. */
    block(lane: string, until: number): void {
      freeAt.set(lane, Math.max(until, freeAt.get(lane) ?? 0))
    },
  }
}

export const EDIT_LANE = 'edits'
