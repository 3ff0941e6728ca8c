import { setTimeout as timeout } from 'node:timers/promises'

/** Time as the sandbox sees it, in milliseconds; tests hand in one that they move. */
export interface Clock {
  now(): number
  /** Resolves after `ms`; rejects when the signal is aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export const realClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => timeout(ms, undefined, signal && { signal }),
}

/** What `promise` gives, or `late` when it took longer than `ms` on this clock. */
export async function within<T, L>(clock: Clock, ms: number, promise: Promise<T>, late: L): Promise<T | L> {
  const stop = new AbortController()
  try {
    return await Promise.race([promise, clock.sleep(ms, stop.signal).then(() => late)])
  } finally {
    stop.abort()
  }
}
