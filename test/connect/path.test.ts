import fc from 'fast-check'
import { expect, it } from 'vitest'
import { path, whyNotAddressable } from '../../src/connect/path.ts'

it('encodes each part as one segment', () => {
  const { text } = path`/connectors/${'a b/c?d#e%ü'}/tasks/${3}/restart`

  expect(text).toBe('/connectors/a%20b%2Fc%3Fd%23e%25%C3%BC/tasks/3/restart')
})

it.each(['orders', 'a b', '-> #1?', '+[x]"<>:&', 'naïve ✓ 🦊', '__proto__', '...', 'x'.repeat(500)])(
  'can ask about %j',
  (name) => {
    expect(whyNotAddressable(name, true)).toBeUndefined()
  },
)

it.each(['a/b', '100%', 'a\\b', 'a;b', '{x}', '}'])('can ask about %j on Connect 3 alone', (name) => {
  expect(whyNotAddressable(name, false)).toBeUndefined()
  expect(whyNotAddressable(name, true)).toMatch(/Kafka Connect 4 cannot be asked about a name with "."/)
})

it.each(['', '.', '..', 'a\tb', '\u0000', 'half \ud800'])('can never ask about %j', (name) => {
  expect(whyNotAddressable(name, false)).toBeDefined()
})

it('comes back as the same name from whatever decodes the segment', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
      const { pathname } = new URL(path`/connectors/${`x${name}`}`.text, 'http://worker')

      expect(decodeURIComponent(pathname.split('/')[2] ?? '')).toBe(`x${name}`)
      expect(pathname.split('/')).toHaveLength(3)
    }),
  )
})
