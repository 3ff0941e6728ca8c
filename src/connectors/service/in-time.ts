import type { Clock } from '../../connect/clock.ts'
import { ConnectError } from '../../connect/errors.ts'

/** An answer within so many milliseconds; the signal ends what is still under way. @throws ConnectError */
export async function inTime<T>(clock: Clock, ms: number, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const over = new AbortController()
  const silence = clock.sleep(ms, over.signal).then(() => {
    throw new ConnectError('timed-out', `No answer within ${Math.round(ms / 1000)} s.`)
  })
  try {
    return await Promise.race([ask(over.signal), silence])
  } finally {
    over.abort()
  }
}
