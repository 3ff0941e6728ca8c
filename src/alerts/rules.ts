import type { Kind } from './model.ts'

/** Either is enough; neither: never. */
export interface Threshold {
  looks?: number
  ms?: number
}

export interface Rules {
  /** How long a trouble must last before it is an incident or a notice. */
  opens: Record<Kind, Threshold>
  /** How long it must be well again. */
  recovers: Threshold
  /** So many connectors, and this share of all, losing their worker at once make a notice. */
  rebalance: { connectors: number; share: number }
  /** So many failures within `ms` are one incident, which stays open until there are fewer. */
  flapping: { failures: number; ms: number }
  /** After so many restarts, each followed by a failure, it is a crash loop. */
  crashLoop: number
  /** A cause that comes back within this time opens the same thread again. */
  reopensWithin: number
  /** At most one reply per incident and this time is broadcast. */
  broadcastEvery: number
  /** So many times as many connectors as were last announced are worth a broadcast. */
  growth: number
  /** A channel gets at most `most` roots per `ms`, then one summary. */
  storm: { most: number; ms: number }
}

const SECOND = 1_000
const MINUTE = 60 * SECOND

export const RULES = {
  opens: {
    failed: { looks: 2, ms: 15 * SECOND },
    'first-look': { looks: 1 },
    // Connect itself waits five minutes for a lost worker (scheduled.rebalance.max.delay.ms).
    waiting: { ms: 6 * MINUTE },
    idle: { ms: 5 * MINUTE },
    missing: { looks: 3 },
    paused: {},
    stopped: {},
    rebalance: { looks: 1 },
    unreachable: { looks: 3 },
    stuck: { looks: 3 },
    worker: { looks: 3 },
  },
  recovers: { looks: 2 },
  rebalance: { connectors: 5, share: 0.1 },
  flapping: { failures: 4, ms: 20 * MINUTE },
  crashLoop: 2,
  reopensWithin: 24 * 60 * MINUTE,
  broadcastEvery: 10 * MINUTE,
  growth: 5,
  storm: { most: 5, ms: MINUTE },
} as const satisfies Rules
