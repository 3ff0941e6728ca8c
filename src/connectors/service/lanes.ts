import type { Clock } from '../../connect/clock.ts'
import type { Ref } from '../model.ts'

/** How many of one Connect cluster's connectors are acted on at the same time. */
const LANES = 4
/** Milliseconds; spreads the requests, so that the workers do not meet them all at once. */
const JITTER = 400

interface Pace {
  clock: Pick<Clock, 'sleep'>
  /** From 0 to 1. */
  random: () => number
  /** Asked before each: false leaves the rest alone. */
  goesOn: () => boolean
}

/**
 * Works through the connectors, each Connect cluster's for itself. Rejects with what the work rejected with first: begins
 * nothing more then, and waits for what is under way, so that nothing is done after it has ended.
 */
export async function inLanes<T extends Ref>(
  items: readonly T[],
  { clock, random, goesOn }: Pace,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = []
  async function lane(queue: T[]) {
    while (queue.length > 0) {
      await clock.sleep(random() * JITTER)
      if (failures.length > 0 || !goesOn()) return
      const item = queue.shift()
      if (item !== undefined) await work(item).catch((error: unknown) => failures.push(error))
    }
  }
  const queues = [...Map.groupBy(items, ({ cluster }) => cluster).values()]
  await Promise.all(queues.flatMap((queue) => Array.from({ length: LANES }, () => lane(queue))))
  if (failures.length > 0) throw failures[0]
}
