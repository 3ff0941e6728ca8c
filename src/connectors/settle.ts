import { ConnectError } from '../connect/errors.ts'
import { rootCause } from './cause.ts'
import type { Cause } from './health.ts'
import { duration, type Look } from './looks.ts'
import type { Outcome } from './model.ts'
import { relapsed } from './restarted.ts'
import type { Asked, Ending, Settling } from './settled.ts'
import { type Sight, sights, type Watched } from './sights.ts'

/** How long a request may take to happen before its outcome is told as unsettled. */
const PATIENCE = 60_000
/** How long after a success a new failure still corrects the answer. */
const CORRECTABLE = 120_000
/** What Connect carries out without saying so has mostly shown by then. */
const AFTERMATH = 10_000

export interface Settled {
  outcome: Outcome
  /** The look that it was judged by. */
  last: Look | undefined
}

/**
 * Looks until the request has really happened, has failed, or patience is over.
 * `onProgress` is told what is seen, whenever that changes. Rejects only when the signal is aborted.
 */
export async function settle(
  watched: Watched,
  settling: Settling,
  asked: Asked,
  onProgress: (text: string) => void = () => {},
): Promise<Settled> {
  const from = watched.clock.now()
  const looks: Look[] = []
  let last: Sight | undefined
  let trouble: ConnectError | undefined
  for await (const found of sights(watched, { first: 250, most: 1_000, until: from + PATIENCE })) {
    if (found instanceof ConnectError) {
      trouble = found
      continue
    }
    looks.push(found.look)
    const ending = settling.ended(found.look, looks, asked)
    if (ending) return { outcome: outcomeOf(ending, found, asked), last: found.look }
    if (found.words !== last?.words) onProgress(found.words)
    last = found
    trouble = undefined
  }
  const at = watched.clock.now()
  return {
    outcome: { kind: 'unsettled', detail: unsettled(last, trouble, at - from), seconds: secondsOf(at, asked) },
    last: last?.look,
  }
}

/** The first new failure within 2 minutes after a success, or undefined. Rejects only when the signal is aborted. */
export async function correct(watched: Watched, asked: Asked, success: Look): Promise<Outcome | undefined> {
  const looks = [success]
  for await (const found of sights(watched, { first: 1_000, most: 5_000, until: watched.clock.now() + CORRECTABLE })) {
    if (found instanceof ConnectError) continue
    const state = found.look.instances[0]?.state
    if (state === undefined || state === 'PAUSED' || state === 'STOPPED') return
    const ending = relapsed(found.look, looks, asked)
    if (ending) return outcomeOf(ending, found, asked)
  }
}

/** After a write of which it is not known whether it was done: what is so a little later. Never repeats the write. */
export async function reread(watched: Watched, asked: Asked, why: string): Promise<Outcome> {
  const { clock } = watched
  const from = clock.now()
  let words: string | undefined
  for await (const found of sights(watched, { first: 1_000, most: 5_000, until: from + PATIENCE })) {
    if (!(found instanceof ConnectError)) words = found.words
    if (words !== undefined && clock.now() - from >= AFTERMATH) break
  }
  const seen = words ?? `nothing, Kafka Connect has not answered for ${duration(PATIENCE)}`
  return { kind: 'unknown', detail: `${why}; seen since: ${seen}`, seconds: secondsOf(clock.now(), asked) }
}

function outcomeOf(ending: Ending, { status }: Sight, asked: Asked): Outcome {
  const cause = status && causeOf(ending, [{ ...status.connector, id: undefined }, ...status.tasks])
  return {
    kind: ending.kind,
    detail: ending.says,
    seconds: secondsOf(ending.at, asked),
    ...(cause && { cause }),
  }
}

function causeOf(
  { failed = [] }: Ending,
  all: readonly { id?: number | undefined; trace?: string | undefined }[],
): Cause | undefined {
  const trace = all.find(({ id, trace }) => trace !== undefined && failed.some(({ task }) => task === id))?.trace
  return trace === undefined ? undefined : rootCause(trace)
}

function unsettled(last: Sight | undefined, trouble: ConnectError | undefined, waited: number): string {
  const how = last?.health === 'rebalancing' || trouble?.kind === 'rebalancing' ? 'still rebalancing' : 'not settled'
  const seen = last === undefined ? 'nothing' : last.words
  // A channel may read this: not what Connect said, which may name workers.
  const heard = trouble === undefined ? '' : `; Kafka Connect since then: ${trouble.kind}`
  return `${how} after ${duration(waited)}; last seen: ${seen}${heard}`
}

const secondsOf = (at: number, { startedAt }: Asked) => Math.max(0, Math.round((at - startedAt) / 1000))
