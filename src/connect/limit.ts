import type { Clock } from './clock.ts'

/** The time was up before the work was done. */
export class TimeUp extends Error {
  override name = 'TimeUp'
}

/**
 * Runs `work` for at most `ms`, by the clock that is passed in. Rejects with TimeUp, or with the reason of the caller's
 * signal, at once: a request that still waits for its connection does not listen to its signal, and is then not sent.
 */
export async function within<T>(
  clock: Clock,
  ms: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted()
  const limit = new AbortController()
  const done = new AbortController()
  const either = signal ? AbortSignal.any([limit.signal, signal]) : limit.signal
  const aborted = Promise.withResolvers<never>()
  const abort = () => aborted.reject(either.reason)
  either.addEventListener('abort', abort, { once: true })
  clock.sleep(ms, done.signal).then(
    () => limit.abort(new TimeUp()),
    () => {},
  )
  try {
    return await Promise.race([work(either), aborted.promise])
  } finally {
    // A listener that stays would keep the answer alive as long as the caller's signal: for a watcher, for ever.
    either.removeEventListener('abort', abort)
    // A reason of ours, because making an AbortError costs more than all else here.
    done.abort('done')
  }
}
