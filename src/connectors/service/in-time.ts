import type { Clock } from '../../connect/clock.ts'
import { ConnectError } from '../../connect/errors.ts'
import { TimeUp, within } from '../../connect/limit.ts'

/** An answer within so many milliseconds; the signal ends what is still under way. @throws ConnectError */
export async function inTime<T>(clock: Clock, ms: number, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  return within(clock, ms, undefined, ask).catch((error: unknown) => {
    if (!(error instanceof TimeUp)) throw error
    throw new ConnectError('timed-out', `No answer within ${Math.round(ms / 1000)} s.`)
  })
}
