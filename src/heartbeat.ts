import type { Clock } from './connect/clock.ts'
import { TimeUp, within } from './connect/limit.ts'
import type { Log } from './log.ts'

interface Deps {
  /** Treated as a secret: who knows it can keep a dead app looking alive. */
  url: string
  clock: Clock
  log: Pick<Log, 'info' | 'warn'>
}

const LIMIT_MS = 10_000

/**
 * A sign of life for somebody outside, who raises an alarm when it stops. Calls the URL once; a call that still runs
 * stands for those that come meanwhile. That it fails is logged once, and so is that it works again.
 */
export function createHeartbeat({ url, clock, log }: Deps): () => void {
  let failing: string | undefined
  let running = false

  async function beat(): Promise<void> {
    const failure = await within(clock, LIMIT_MS, undefined, (signal) => call(url, signal)).catch(reasonOf)
    if (failure !== undefined && failing === undefined)
      log.warn({ reason: failure }, 'The heartbeat URL does not take the sign of life')
    if (failure === undefined && failing !== undefined) log.info('The heartbeat URL takes the sign of life again')
    failing = failure
  }

  return () => {
    if (running) return
    running = true
    void beat().finally(() => {
      running = false
    })
  }
}

/** undefined, or what is wrong with the answer. */
async function call(url: string, signal: AbortSignal): Promise<string | undefined> {
  // What was configured is asked, and nothing that it points to.
  const response = await fetch(url, { signal, redirect: 'manual' })
  await response.body?.cancel()
  return response.ok ? undefined : `it answered ${response.status}`
}

/** Without the error's text, which may hold the URL. */
function reasonOf(error: unknown): string {
  if (error instanceof TimeUp) return `no answer within ${LIMIT_MS / 1_000} s`
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'code' in cause ? `no connection (${cause.code})` : 'no answer'
}
