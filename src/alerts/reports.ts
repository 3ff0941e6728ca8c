import type { Observation } from './observe.ts'

/** What a watch says of itself, for whoever measures it. Nothing here may throw or wait. */
export interface Reports {
  /** Whether this process watches now: it holds the lease. */
  watching(is: boolean): void
  /** A look at one Connect cluster, once what came of it is kept. */
  looked(cluster: string, seen: Observation): void
  /** Since the last time every Connect cluster was looked at, reachable or not. */
  wentRound(): void
}

export const UNREPORTED: Reports = { watching() {}, looked() {}, wentRound() {} }

/** Reports looks, and when all of `size` Connect clusters had theirs. */
export function createRounds(size: number, { looked, wentRound }: Reports): Reports['looked'] {
  const round = new Set<string>()
  return (cluster, seen) => {
    looked(cluster, seen)
    round.add(cluster)
    if (round.size < size) return
    round.clear()
    wentRound()
  }
}
