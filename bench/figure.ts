/** One measured value. `holds` is undefined where nothing is promised. */
export interface Figure {
  name: string
  value: number
  unit: string
  /** The same, by what it is compared with. */
  baseline: number | undefined
  /** value : baseline */
  ratio: number | undefined
  goal: string
  holds: boolean | undefined
}

interface Measured {
  name: string
  unit: string
  value: number
  baseline?: number | undefined
  /** At most: of the value, in its unit, and of its ratio to the baseline. */
  goal?: { value?: number; ratio?: number }
}

export function figure({ name, unit, value, baseline, goal = {} }: Measured): Figure {
  const ratio = baseline === undefined || baseline === 0 ? undefined : value / baseline
  const limits = [
    { is: value, atMost: goal.value, as: ` ${unit}` },
    { is: ratio, atMost: goal.ratio, as: '×' },
  ].filter(({ atMost }) => atMost !== undefined)
  return {
    name,
    unit,
    value: rounded(value),
    baseline: baseline === undefined ? undefined : rounded(baseline),
    ratio: ratio === undefined ? undefined : rounded(ratio),
    goal: limits.map(({ atMost, as }) => `≤ ${atMost}${as}`).join(', '),
    holds: limits.length === 0 ? undefined : limits.every(({ is = Number.NaN, atMost = 0 }) => is <= atMost),
  }
}

/** Three digits that count. */
const rounded = (n: number) => (Math.abs(n) >= 100 ? Math.round(n) : Number(n.toPrecision(3)))

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)

const ROUNDS = 5

/**
 * Ways to do the same, in turns, so that a machine that is busy for a while is busy for all of them; one turn of each
 * before, which does not count. The median of five turns of each, in their order.
 */
export async function inTurns(...ways: (() => Promise<number>)[]): Promise<number[]> {
  const turns: number[][] = ways.map(() => [])
  for (let turn = 0; turn <= ROUNDS; turn++) {
    for (const [index, way] of ways.entries()) {
      const value = await way()
      if (turn > 0) turns[index]?.push(value)
    }
  }
  return turns.map(median)
}
