import { describe, expect, it } from 'vitest'
import { figure, inTurns } from '../../bench/figure.ts'
import { table } from '../../bench/table.ts'

describe('a figure', () => {
  it.each([
    ['both goals are met', { value: 20, baseline: 10 }, { ratio: 2, value: 20 }, true],
    ['the ratio is too high', { value: 21, baseline: 10 }, { ratio: 2, value: 30 }, false],
    ['the value is too high', { value: 20, baseline: 10 }, { ratio: 2, value: 19 }, false],
    ['nothing is promised', { value: 20, baseline: 10 }, {}, undefined],
  ])('says whether it holds where %s', (_, measured, goal, holds) => {
    expect(figure({ name: 'start', unit: 'ms', ...measured, goal }).holds).toBe(holds)
  })

  it('does not hold where nothing came of its baseline', () => {
    expect(figure({ name: 'start', unit: 'ms', value: 1, baseline: 0, goal: { ratio: 2 } }).holds).toBe(false)
  })

  it('stands in a row of a table', () => {
    const [, , row] = table([figure({ name: 'start', unit: 'ms', value: 20, baseline: 10, goal: { ratio: 2 } })]).split(
      '\n',
    )

    expect(row).toBe('| start  | 20 ms | 10       | 2×    | ≤ 2× | yes   |')
  })
})

it('takes the median of five turns of each way, without their first', async () => {
  const values =
    (...all: number[]) =>
    async () =>
      all.shift() ?? Number.NaN

  const medians = await inTurns(values(100, 5, 1, 4, 2, 3), values(0, 10, 10, 10, 90, 90))

  expect(medians).toEqual([3, 10])
})
