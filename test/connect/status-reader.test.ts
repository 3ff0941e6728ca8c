import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createStatusReader } from '../../src/connect/status-reader.ts'
import { parseStatuses } from '../../src/connect/statuses.ts'

const statusOf = (name: string, state: string, trace?: string) => ({
  status: { name, connector: { state, worker_id: 'w:1', ...(trace && { trace }) }, tasks: [], type: 'sink' },
})
const all = (...entries: (readonly [name: string, entry: unknown])[]) => JSON.stringify(Object.fromEntries(entries))

/** Texts that end where a cut may be, and names that JavaScript sorts or treats otherwise. */
const text = fc.oneof(
  fc.string(),
  fc.constantFrom('}},', '}}},{"', '\\', '"', '}},"x":{"status":{', '__proto__', '7', ''),
)
const connector = fc
  .tuple(text, text, text)
  .map(([name, state, trace]): [string, unknown] => [name, statusOf(name, state, trace)])
const answer = fc.array(connector, { maxLength: 6 }).map((entries) => all(...entries))
const odd = fc.oneof(
  fc.constantFrom(
    '',
    '{}',
    '[]',
    '{"a":{}}',
    '{"a":{"status":{}}}',
    '{"a":{"status":null},"b":{"status":{}}}',
    '{"a}}}',
  ),
  answer.map((it) => it.replace('}},"', '}}, "')),
  answer.map((it) => it.slice(0, -1)),
)

it('reads whatever comes after whatever as a parser would, or leaves it to one', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(answer, odd), { maxLength: 5 }), (answers) => {
      const read = createStatusReader()

      for (const each of answers) {
        const statuses = read(each)

        if (statuses !== undefined)
          expect([...statuses].toSorted()).toEqual([...parseStatuses(JSON.parse(each))].toSorted())
      }
    }),
  )
})

it('keeps what is said of a connector in the same words, and reads the others', () => {
  const read = createStatusReader()
  const before = read(all(['a', statusOf('a', 'RUNNING')], ['b', statusOf('b', 'RUNNING')]))

  const after = read(all(['a', statusOf('a', 'RUNNING')], ['b', statusOf('b', 'FAILED')]))

  expect(after?.get('a')).toBe(before?.get('a'))
  expect(after?.get('b')?.connector.state).toBe('FAILED')
})

it('keeps what is said of those that stand elsewhere now, since one came and one went', () => {
  const of = (name: string) => [name, statusOf(name, 'RUNNING')] as const
  const [a, b, c, d] = [of('a'), of('b'), of('c'), of('d')]
  const read = createStatusReader()
  const before = read(all(a, b, c))

  const after = read(all(d, a, c))

  expect([...(after?.keys() ?? [])]).toEqual(['d', 'a', 'c'])
  expect(after?.get('a')).toBe(before?.get('a'))
  expect(after?.get('c')).toBe(before?.get('c'))
})

it.each([
  ['a connector that cannot be read', all(['a', statusOf('a', 'RUNNING')], ['b', { status: { name: 'b' } }])],
  ['an answer that was cut off', all(['a', statusOf('a', 'RUNNING')]).slice(0, -1)],
  ['another layout', JSON.stringify({ a: statusOf('a', 'RUNNING') }, null, 1)],
])('leaves %s to a parser of the whole', (_, answer) => {
  expect(createStatusReader()(answer)).toBeUndefined()
})
