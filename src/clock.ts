import type { Clock } from './connect/clock.ts'

/** The machine's own time. A pending sleep does not keep the process alive. */
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
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', end)
        resolve()
      }, ms).unref()
      signal?.addEventListener('abort', end, { once: true })
    }),
}
