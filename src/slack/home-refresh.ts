import type { Clock } from '../connect/clock.ts'

interface Deps {
  clock: Clock
  /** Another text once something has changed that Home tabs show. */
  pulse: () => Promise<string>
  /** Publishes the Home tab of a person anew. */
  publish: (userId: string, page: number) => Promise<void>
  homes: OpenHomes
  log: { warn(fields: object, message: string): void }
}

interface Viewer {
  openedAt: number
  publishedAt: number
  page: number
  /** The pulse of what is shown. */
  shown: string
}

/** Who may be looking at Home, and when tabs were drawn anew: a reload takes it along. */
export const createOpenHomes = () => ({ viewers: new Map<string, Viewer>(), spent: [] as number[] })
type OpenHomes = ReturnType<typeof createOpenHomes>

const MINUTE_MS = 60_000
/** Whoever opened it longer ago hardly looks at it any more. */
const LOOKS_MS = 10 * MINUTE_MS
/** In all, a minute and process: Slack counts these against what people ask for, a hundred and more a minute. */
const MOST = 30
const PAUSE_MS = 2_000

/**
 * Keeps the Home tabs true that somebody may be looking at: each once a minute at most, and only after a change. The
 * store is asked for that, since another process may be the one that watches.
 */
export function createHomeRefresh({ clock, pulse, publish, homes, log }: Deps) {
  const { viewers } = homes

  /** Whoever has waited longest comes first: the budget may not last for all. */
  function whoseTurn(now: number): [userId: string, viewer: Viewer][] {
    for (const [userId, { openedAt }] of viewers) if (now - openedAt > LOOKS_MS) viewers.delete(userId)
    return [...viewers]
      .filter(([, { publishedAt }]) => now - publishedAt >= MINUTE_MS)
      .sort(([, a], [, b]) => a.publishedAt - b.publishedAt)
  }

  async function refresh(): Promise<void> {
    const now = clock.now()
    const waiting = whoseTurn(now)
    if (waiting.length === 0) return
    const shown = await pulse()
    homes.spent = homes.spent.filter((at) => at > now - MINUTE_MS)
    for (const [userId, viewer] of waiting) {
      if (viewer.shown === shown || homes.spent.length >= MOST) continue
      homes.spent.push(now)
      viewer.shown = shown
      viewer.publishedAt = now
      await publish(userId, viewer.page).catch(notTrue)
    }
  }

  const notTrue = (error: unknown) => log.warn({ err: error }, 'A Home tab is not up to date')

  return {
    /** It is about to be published for somebody who looks at it. */
    async opened(userId: string, page: number): Promise<void> {
      // Whatever cannot be asked for now may have changed when it can.
      const shown = await pulse().catch(() => '')
      viewers.set(userId, { openedAt: clock.now(), publishedAt: clock.now(), page, shown })
    },
    /** Until the signal. */
    async run(signal: AbortSignal): Promise<void> {
      while (!signal.aborted) {
        await refresh().catch(notTrue)
        await clock.sleep(PAUSE_MS, signal).catch(() => undefined)
      }
    },
  }
}
