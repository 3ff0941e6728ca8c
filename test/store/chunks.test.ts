import { describe, expect, it } from 'vitest'
import { inChunks } from '../../src/store/chunks.ts'

const rows = (count: number) => Array.from({ length: count }, (_, n) => n)
const sizesOf = (count: number) => [...inChunks(rows(count))].map((chunk) => chunk.length)

describe('rows for statements', () => {
  it.each([0, 1, 7, 1_023, 1_024, 5_000])('are all there, in their order, of %i', (count) => {
    expect([...inChunks(rows(count))].flat()).toEqual(rows(count))
  })

  it('come in so few sizes that a prepared statement for each takes little memory', () => {
    const sizes = new Set(rows(3_000).flatMap(sizesOf))

    expect([...sizes].toSorted((a, b) => a - b)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024])
  })

  it('take few statements', () => {
    expect(sizesOf(3_000)).toEqual([1_024, 1_024, 512, 256, 128, 32, 16, 8])
  })
})
