import type { Clock } from './connect/clock.ts'

/** Of a longer one a timer makes 1 ms: a wait of years would be none. */
const LONGEST_MS = 2 ** 31 - 1

/** The machine's own time. No sleep is longer than 24 days. A pending sleep does not keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  // Not that of node:timers/promises: each of its sleeps that ends early makes an AbortError, and every request ends one.
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted()
      const end = () => {
        clearTimeout(timer)
        reject(signal?.reason)
      }
      const timer = setTimeout(
        () => {
          signal?.removeEventListener('abort', end)
          resolve()
        },
        Math.min(ms, LONGEST_MS),
      ).unref()
      signal?.addEventListener('abort', end, { once: true })
    }),
}
