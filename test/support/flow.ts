import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { createTestClock } from './clock.ts'

/** Real milliseconds between two steps of the time. */
const TICK_MS = 4
const STEP_MS = 100
/** A request that takes longer than this is meant to hang: time goes on all the same. */
const HANG_MS = 250

/**
 * Time that flows while nothing is on its way: about twenty times as fast as real time, but no time-out can strike
 * while an answer is only slow to be computed. Both Node's fetch and undici report their requests.
 */
export function createFlowingClock() {
  const clock = createTestClock()
  const underway = new Map<unknown, number>()
  const began = (message: unknown) => underway.set(requestOf(message), performance.now())
  const ended = (message: unknown) => underway.delete(requestOf(message))
  const channels = [
    ['undici:request:create', began],
    ['undici:request:trailers', ended],
    ['undici:request:error', ended],
  ] as const
  for (const [name, listener] of channels) subscribe(name, listener)

  let stepping = false
  const timer = setInterval(async () => {
    const waiting = [...underway.values()].some((since) => performance.now() - since < HANG_MS)
    if (waiting || stepping) return
    stepping = true
    await clock.advance(STEP_MS)
    stepping = false
  }, TICK_MS)

  return {
    ...clock,
    stop() {
      clearInterval(timer)
      for (const [name, listener] of channels) unsubscribe(name, listener)
    },
  }
}

const requestOf = (message: unknown): unknown =>
  typeof message === 'object' && message !== null && 'request' in message ? message.request : message
