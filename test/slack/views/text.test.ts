import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { message } from '../../../src/slack/views/blocks.ts'
import { timeToken } from '../../../src/slack/views/date.ts'
import { paginate } from '../../../src/slack/views/paging.ts'
import { brief, clip, count, oneLine, visible } from '../../../src/slack/views/text.ts'

describe('clip', () => {
  it('leaves alone what fits', () => {
    expect(clip('orders', 6)).toBe('orders')
  })

  it('says how much is missing', () => {
    expect(clip('x'.repeat(1_300), 80)).toBe(`${'x'.repeat(66)}… (1,234 more)`)
  })

  it('never exceeds the limit, and never tears a pair apart', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '😀', 'é'), maxLength: 100 }),
        fc.integer({ min: 24, max: 60 }),
        (text, limit) => {
          const clipped = clip(text, limit)

          expect(clipped.length).toBeLessThanOrEqual(limit)
          expect(clipped.isWellFormed()).toBe(true)
        },
      ),
    )
  })
})

describe('brief', () => {
  it.each([
    ['Connection refused', 'Connection refused'],
    ['Connection to the database refused', 'Connection to the…'],
    ['Not available, timed out', 'Not available…'],
    ['x'.repeat(30), `${'x'.repeat(19)}…`],
    [`${'x'.repeat(18)}😀 and more`, `${'x'.repeat(18)}…`],
  ])('%s → %s', (text, shown) => {
    expect(brief(text, 20)).toBe(shown)
  })
})

describe('names', () => {
  it.each([
    ['a\u202Eb', 'a\uFFFDb', 'an override of direction'],
    ['a\u0000b', 'a\uFFFDb', 'a control character'],
    ['a\u200Bb', 'a\uFFFDb', 'a space without width'],
    ['a\nb', 'a⏎b', 'a line break'],
    ['名前-😀', '名前-😀', 'other scripts stay'],
  ])('%j reads as %j: %s', (name, shown) => {
    expect(oneLine(name)).toBe(shown)
  })

  it('keep line breaks where there are lines', () => {
    expect(visible('a\r\n\tb')).toBe('a\n\tb')
  })
})

it('counts in words', () => {
  expect([count(1, 'task'), count(1_200, 'task'), count(2, 'entry', 'entries')]).toEqual([
    '1 task',
    '1,200 tasks',
    '2 entries',
  ])
})

it('escapes the text of a message, where Slack would read a mention', () => {
  expect(message('<!channel> & <@U1>', []).text).toBe('&lt;!channel&gt; &amp; &lt;@U1&gt;')
})

it('writes moments in each reader’s own zone, with UTC for clients that cannot', () => {
  expect(timeToken(Date.UTC(2026, 10, 20, 14, 2, 11, 999))).toBe('<!date^1795183331^{time_secs}|14:02:11 UTC>')
})

it('puts each item on one page, in order, and no page over its room', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 50 }))

  fc.assert(
    fc.property(sizes, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 50, max: 99 }), (items, pieces, chars) => {
      const pages = paginate(items, { pieces, chars }, (size) => size)

      expect(pages.flat()).toEqual(items)
      expect(pages.length).toBeGreaterThan(0)
      for (const page of pages) {
        expect(page.length).toBeLessThanOrEqual(pieces)
        expect(page.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(chars)
      }
    }),
  )
})
