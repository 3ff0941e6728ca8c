import { setImmediate } from 'node:timers/promises'
import type { ReceiverEvent } from '@slack/bolt'
import type { Clock } from '../connect/clock.ts'

interface Deps {
  clock: Clock
  /** A request that was not acknowledged after 2.5 s; Slack gives up after 3. Socket Mode itself would say nothing. */
  onLateAck: (kind: string) => void
  /** How long a request waited for its acknowledgement. */
  onAck?: (kind: string, ms: number) => void
}

export type Gate = ReturnType<typeof createGate>

const ACK_LIMIT_MS = 2_500
/** Why nobody waits for the limit any more; without a reason an AbortError would be made, for every request. */
const ACKED = 'acknowledged'
const REMEMBER_MS = 10 * 60_000
const REMEMBER_AT_MOST = 10_000

/**
 * What every request from Slack passes, whatever brought it: a repeated delivery runs once and is acknowledged like
 * the first, a late acknowledgement is reported, and what runs is counted so that a stop can wait for it.
 */
export function createGate({ clock, onLateAck, onAck = () => {} }: Deps) {
  const seen = new Map<string, { at: number; ack: Promise<unknown> }>()
  const running = new Set<Promise<void>>()
  let open = true

  function forget(now: number) {
    for (const [id, { at }] of seen) {
      if (now - at < REMEMBER_MS && seen.size <= REMEMBER_AT_MOST) return
      seen.delete(id)
    }
  }

  async function pass(event: ReceiverEvent, run: (event: ReceiverEvent) => Promise<void>): Promise<void> {
    if (!open) return
    const id = idOf(event)
    const first = id === undefined ? undefined : seen.get(id)
    if (first !== undefined) return event.ack(await first.ack)
    const acked = Promise.withResolvers<unknown>()
    const came = clock.now()
    if (id !== undefined) {
      forget(came)
      seen.set(id, { at: came, ack: acked.promise })
    }
    const late = new AbortController()
    clock.sleep(ACK_LIMIT_MS, late.signal).then(
      () => onLateAck(kindOf(event)),
      () => undefined,
    )
    const work = run({
      ...event,
      ack: async (response) => {
        late.abort(ACKED)
        acked.resolve(response)
        onAck(kindOf(event), clock.now() - came)
        await event.ack(response)
        // Of requests that come together all are acknowledged before the work of the first begins.
        await setImmediate()
      },
    })
    running.add(work)
    await work.finally(() => {
      late.abort(ACKED)
      acked.resolve(undefined)
      running.delete(work)
    })
  }

  return {
    pass,
    /** Stops taking requests and waits for those that run, at most `ms`. Answers how many were left. */
    async drain(ms: number): Promise<number> {
      open = false
      const enough = new AbortController()
      const all = Promise.allSettled([...running])
      await Promise.race([all, clock.sleep(ms, enough.signal).catch(() => undefined)])
      enough.abort()
      return running.size
    },
    get running() {
      return running.size
    },
  }
}

/** Events keep their id over Slack's repeats; commands and interactions are known by their envelope or trigger. */
function idOf({ body, customProperties }: ReceiverEvent): string | undefined {
  return body.event_id ?? body.trigger_id ?? customProperties?.envelopeId
}

const kindOf = ({ body }: ReceiverEvent): string => body.command ?? body.type ?? 'unknown'
