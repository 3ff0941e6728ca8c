import { setTimeout as wait } from 'node:timers/promises'
import type { Clock } from './connect/clock.ts'

/** The machine's own time. A pending sleep does not keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    wait(ms, undefined, { ref: false, ...(signal === undefined ? {} : { signal }) }).catch((error: unknown) => {
      // Node rejects with an AbortError of its own.
      throw signal?.aborted ? signal.reason : error
    }),
}
