import type { Clock } from '../connect/clock.ts'

interface Deps {
  clock: Clock
  /** Publishes the Home tab of a person anew. */
  publish: (userId: string, page: number) => Promise<void>
  log: { warn(fields: object, message: string): void }
}

interface Viewer {
  openedAt: number
  publishedAt: number
  page: number
}

const MINUTE_MS = 60_000
/** Whoever opened it longer ago hardly looks at it any more. */
const LOOKS_MS = 10 * MINUTE_MS
/** In all, a minute: Slack counts these against what people ask for. */
const MOST = 30
const PAUSE_MS = 2_000

/** Keeps the Home tabs true that somebody may be looking at: each once a minute at most, and only after a change. */
export function createHomeRefresh({ clock, publish, log }: Deps) {
  const viewers = new Map<string, Viewer>()
  let changedAt = 0
  let spent: number[] = []

  function isDue({ publishedAt }: Viewer, now: number): boolean {
    spent = spent.filter((at) => at > now - MINUTE_MS)
    return changedAt > publishedAt && now - publishedAt >= MINUTE_MS && spent.length < MOST
  }

  async function refresh(): Promise<void> {
    const now = clock.now()
    // Whoever has waited longest comes first: the budget may not last for all.
    for (const [userId, viewer] of [...viewers].sort(([, a], [, b]) => a.publishedAt - b.publishedAt)) {
      if (now - viewer.openedAt > LOOKS_MS) viewers.delete(userId)
      else if (isDue(viewer, now)) {
        spent.push(now)
        viewer.publishedAt = now
        await publish(userId, viewer.page).catch((error: unknown) =>
          log.warn({ err: error }, 'A Home tab is not up to date'),
        )
      }
    }
  }

  return {
    /** It is about to be published for somebody who looks at it. */
    opened(userId: string, page: number): void {
      viewers.set(userId, { openedAt: clock.now(), publishedAt: clock.now(), page })
    },
    /** Something that Home tabs show has changed. */
    changed(): void {
      changedAt = clock.now()
    },
    /** Until the signal. */
    async run(signal: AbortSignal): Promise<void> {
      while (!signal.aborted) {
        await refresh()
        await clock.sleep(PAUSE_MS, signal).catch(() => undefined)
      }
    },
  }
}
