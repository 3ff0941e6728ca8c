import { expect, it } from 'vitest'
import { type BulkEnd, stopsAfter } from '../../src/connectors/bulk.ts'

const failing = (count: number, cause?: (n: number) => BulkEnd['cause']): BulkEnd[] =>
  Array.from({ length: count }, (_, n) => ({ kind: 'failed-again', detail: 'after 9 s', cause: cause?.(n) }))

it.each([
  ['nine', failing(9), undefined],
  ['ten of which one came through', [{ kind: 'done', detail: '' } as const, ...failing(9)], undefined],
  [
    'ten for reasons of their own',
    failing(10, (n) => ({ exception: n === 0 ? 'IOException' : 'SQLException', message: '' })),
    undefined,
  ],
  [
    'ten for one reason',
    failing(10, (n) => ({ exception: 'IOException', message: `host ${n} is away` })),
    'the first 10 failed again with one cause: IOException: host 0 is away',
  ],
  ['ten whose reasons the person may not read', failing(10), 'the first 10 failed again'],
])('after %s', (_, ends, said) => {
  expect(stopsAfter(ends)).toBe(said)
})
