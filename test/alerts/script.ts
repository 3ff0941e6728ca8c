import { names } from './statuses.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Something that happens at a moment, in milliseconds from the beginning. */
export type Happening = { at: number } & (
  | { what: 'fails'; cluster: string; connector: string; cause: string }
  | { what: 'runs'; cluster: string; connector: string }
  | { what: 'rebalances' | 'settles'; cluster: string }
  | { what: 'dies' | 'starts' }
)

export interface Failure {
  cluster: string
  connector: string
  cause: string
  from: number
  to: number
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * A day of three Connect clusters with 50 connectors each. Failures and the pauses between two of one connector last for
 * a quarter of an hour at least, the app is gone for five minutes at most: so each failure must be told, and once.
 */
export function writeScript(random: () => number) {
  const clusters = ['prod', 'staging', 'lab']
  const between = (least: number, most: number) => least + random() * (most - least)
  const failures: Failure[] = []
  for (const cluster of clusters) {
    for (let group = 0; group < 24; group++) {
      const from = between(10 * MINUTE, 21 * HOUR)
      const to = from + between(15 * MINUTE, 60 * MINUTE)
      const cause = `db${Math.floor(random() * 4)}`
      for (const connector of names(1 + Math.floor(random() * 8), Math.floor(random() * 42))) {
        const others = failures.filter((one) => one.cluster === cluster && one.connector === connector)
        const isApart = others.every((one) => from > one.to + 15 * MINUTE || to < one.from - 15 * MINUTE)
        if (isApart) failures.push({ cluster, connector, cause, from, to })
      }
    }
  }
  const rebalances = clusters.flatMap((cluster) =>
    Array.from({ length: 8 }, (_, at): Happening[] => {
      const begin = (at * 2.5 + 1 + random()) * HOUR
      return [
        { what: 'rebalances', cluster, at: begin },
        { what: 'settles', cluster, at: begin + between(10_000, 3 * MINUTE) },
      ]
    }).flat(),
  )
  const deaths = Array.from({ length: 24 }, (_, hour): Happening[] => {
    const begin = (hour + 0.1 + 0.8 * random()) * HOUR
    return [
      { what: 'dies', at: begin },
      { what: 'starts', at: begin + between(1_000, 4 * MINUTE) },
    ]
  }).flat()
  const changes = failures.flatMap(({ from, to, ...which }): Happening[] => [
    { what: 'fails', at: from, ...which },
    { what: 'runs', at: to, cluster: which.cluster, connector: which.connector },
  ])
  const happenings = [...changes, ...rebalances, ...deaths].toSorted((a, b) => a.at - b.at)
  return { clusters, failures, happenings }
}
