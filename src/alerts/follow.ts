import type { Lasting, Track, Trouble } from './model.ts'
import type { Rules, Threshold } from './rules.ts'

/** When it was looked, now and the time before. */
export interface Look {
  at: number
  before: number
}

const DAY_MS = 24 * 3_600_000
/** Failures of one connector that are remembered. */
export const MOST_ONSETS = 100

/** What is remembered of what is well: nothing. */
export const CALM: Track = {}

/**
 * A track after one more look; the same object where nothing changed. Looks are counted no further than a rule asks, so
 * that what lasts for days is not written anew at every look.
 */
export function follow(track: Track, trouble: Trouble | undefined, look: Look, rules: Rules): Track {
  const onsets = onsetsOf(track, trouble, look)
  const rest = { ...(onsets.length > 0 && { onsets }), ...(track.member && { member: track.member }) }
  if (trouble === undefined) {
    if (!rest.onsets && !rest.member) return CALM
    return settled(track, { ...rest, well: lasting(track.well, look, rules.recovers) })
  }
  // A failure goes on while its cause changes; one that is told of must keep a new cause for a while to be told again.
  const isSame = track.member ? track.trouble?.key === trouble.key : track.trouble?.kind === trouble.kind
  const goesOn = isSame ? track.trouble : undefined
  return settled(track, { ...rest, trouble: { ...trouble, ...lasting(goesOn, look, rules.opens[trouble.kind]) } })
}

/** Whether something has lasted for as long as a rule wants. */
export function persists(since: Lasting | undefined, rule: Threshold, at: number): boolean {
  if (since === undefined) return false
  return since.looks >= (rule.looks ?? Infinity) || at - since.to >= (rule.ms ?? Infinity)
}

/** Failures within the rules' window once they are too many, else 0. */
export function flapsOf({ onsets = [] }: Track, { flapping }: Rules, at: number): number {
  const recent = onsets.filter((onset) => onset > at - flapping.ms).length
  return recent >= flapping.failures ? recent : 0
}

function lasting(since: Lasting | undefined, { at, before }: Look, rule: Threshold): Lasting {
  if (since === undefined) return { from: before, to: at, looks: 1 }
  const { from, to, looks } = since
  return { from, to, looks: Math.min(looks + 1, Math.max(looks, rule.looks ?? 1)) }
}

/** A failure begins when it was not failed at the look before. */
function onsetsOf(track: Track, trouble: Trouble | undefined, { at }: Look): readonly number[] {
  const recent = (track.onsets ?? []).filter((onset) => onset > at - DAY_MS)
  const begins = trouble?.kind === 'failed' && track.trouble?.kind !== 'failed'
  return begins ? [...recent, at].slice(-MOST_ONSETS) : recent
}

const settled = (before: Track, after: Track): Track =>
  before.trouble?.looks === after.trouble?.looks &&
  before.trouble?.key === after.trouble?.key &&
  before.trouble?.to === after.trouble?.to &&
  before.well?.looks === after.well?.looks &&
  before.well?.to === after.well?.to &&
  before.onsets?.length === after.onsets?.length
    ? before
    : after
