import type { Clock } from '../connect/clock.ts'
import { createBudget, EDITS_MS } from './budget.ts'
import type { PostError } from './errors.ts'
import { type Job, jobsOf } from './jobs.ts'
import { createPosting, type PostingDeps } from './posting.ts'
import type { Hold } from './records.ts'

export interface OutboxDeps extends PostingDeps {
  clock: Clock
  /** A transaction that only reads. */
  read: Hold
  log: { warn(fields: object, message: string): void }
}

/** The store is asked for something to tell this often, unless somebody says that there is something. */
const IDLE_MS = 1_000
/** Before the next try where Slack cannot be reached or refuses. */
const PAUSE_MS: Partial<Record<PostError['kind'], number>> = { 'not-sent': 5_000, refused: 60_000, unknown: 1_000 }

/**
 * Brings Slack to show what the store holds. Jobs of one lane run one after the other, lanes beside each other, so that
 * a channel that hangs holds up no other one. Nothing but the store knows what is still to be told.
 */
export function createOutbox(deps: OutboxDeps) {
  const { clock, read, log } = deps
  const budget = createBudget()
  const perform = createPosting(deps)
  const busy = new Map<string, Promise<void>>()
  let wake = new AbortController()

  const nudge = () => wake.abort()

  async function run(job: Job): Promise<void> {
    budget.spend(job.lane, clock.now())
    const error = await perform(job)
    if (!error) return
    log.warn({ root: job.root, what: job.what, kind: error.kind, reason: error.message }, 'Slack did not take an alert')
    // An edit that one channel refuses is no reason for edits elsewhere to wait.
    const pause = job.what === 'edit' && error.kind === 'refused' ? 0 : (PAUSE_MS[error.kind] ?? 0)
    budget.block(job.lane, clock.now() + Math.max(error.retryAfterMs, pause))
  }

  /** Starts what may start now; milliseconds until it makes sense to look again. */
  async function start(fail: (error: unknown) => void): Promise<number> {
    const since = clock.now() - EDITS_MS
    const [jobs, edits] = await read(async (tables) => [await jobsOf(tables), await tables.edits(since)] as const)
    let pause = IDLE_MS
    for (const job of jobs) {
      if (busy.has(job.lane)) continue
      const wait = Math.max(job.due, budget.freeFrom(job.lane, job.urgent, edits)) - clock.now()
      if (wait > 0) {
        pause = Math.min(pause, wait)
        continue
      }
      const running = run(job)
        .catch(fail)
        .finally(() => {
          busy.delete(job.lane)
          nudge()
        })
      busy.set(job.lane, running)
    }
    return pause
  }

  return {
    /** There is something to tell. */
    nudge,
    /** Until the signal; rejects when the store fails or the lease is lost. What is under way is waited for. */
    async run(signal: AbortSignal): Promise<void> {
      const failures: unknown[] = []
      const fail = (error: unknown) => {
        failures.push(error)
        nudge()
      }
      try {
        while (!signal.aborted && failures.length === 0) {
          wake = new AbortController()
          const pause = await start(fail)
          await clock.sleep(pause, AbortSignal.any([signal, wake.signal])).catch(() => {})
        }
        if (failures.length > 0) throw failures[0]
      } finally {
        await Promise.all(busy.values())
      }
    },
  }
}
