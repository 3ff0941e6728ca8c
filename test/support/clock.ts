import { setImmediate } from 'node:timers/promises'

interface Sleeper {
  at: number
  wake(): void
}

/** A clock that stands still until the test moves it; serves the bot and both sandboxes. */
export function createTestClock(start = Date.UTC(2026, 10, 22, 14, 2)) {
  let now = start
  const sleepers = new Set<Sleeper>()

  return {
    now: () => now,

    sleep(ms: number, signal?: AbortSignal): Promise<void> {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const sleeper = { at: now + ms, wake: () => settle(resolve) }
        const settle = (outcome: () => void) => {
          sleepers.delete(sleeper)
          signal?.removeEventListener('abort', abort)
          outcome()
        }
        const abort = () => settle(() => reject(signal?.reason))
        signal?.addEventListener('abort', abort)
        sleepers.add(sleeper)
      })
    },

    /** Moves the time, waking each sleeper at its own moment, also those that fall asleep on the way. */
    async advance(ms: number): Promise<void> {
      const end = now + ms
      for (;;) {
        const [next] = [...sleepers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
        if (!next) break
        now = Math.max(now, next.at)
        next.wake()
        await setImmediate()
      }
      now = end
    },

    /** Lets time pass as on a machine that slept: who should have been woken meanwhile wakes now. */
    leap(ms: number): void {
      now += ms
      for (const sleeper of [...sleepers]) if (sleeper.at <= now) sleeper.wake()
    },
  }
}
