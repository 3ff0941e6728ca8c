import { describe, expect, it } from 'vitest'
import { AWKWARD } from './awkward.ts'
import { everyView } from './every-view.ts'
import { objectsIn } from './walk.ts'

const MARK = 'MARK<!channel>&*_~:tada:'
const views = Object.entries(everyView(MARK, 7)).map(([name, view]) => ({ name, view }))

/** Where Slack shows a text as it is: nothing in it is markup, a mention, a link or an emoji. */
const SAFE = (object: Record<string, unknown>, key: string) =>
  (key === 'text' && object.type === 'plain_text' && object.emoji === false) ||
  (key === 'text' && object.type === 'text') ||
  (key === 'accessibility_label' && object.type === 'button')

describe.each(views)('$name', ({ view }) => {
  it('has text that is not ours only where Slack reads no markup', () => {
    const found = objectsIn(view.blocks).flatMap((object) =>
      Object.entries(object)
        .filter(([, text]) => typeof text === 'string' && text.includes('MARK'))
        .filter(([key]) => !SAFE(object, key)),
    )

    expect(found).toEqual([])
  })

  it('has markup in dates alone, and never lets Slack look for more', () => {
    const markup = objectsIn(view.blocks).filter(({ type }) => type === 'mrkdwn')

    for (const { text, verbatim } of markup) {
      expect(text).toMatch(/^As of <!date\^\d+\^\{time_secs\}\|\d\d:\d\d:\d\d UTC>$/)
      expect(verbatim).toBe(true)
    }
  })

  it('keeps no name in ids, values and metadata', () => {
    const kept = JSON.stringify(view, (key, value) =>
      ['text', 'accessibility_label'].includes(key) && typeof value === 'string' ? '' : value,
    )

    expect(kept).not.toContain('MARK')
  })

  it('escapes what notifications say', () => {
    const text = 'text' in view ? view.text : ''

    expect(text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/)
  })
})

it.each(['turned around', 'control characters', 'lone surrogates'])('nothing hides in a name: %s', (what) => {
  const payload = JSON.stringify(everyView(AWKWARD[what] ?? ''))

  const hidden = JSON.parse(payload, (_, value) =>
    typeof value === 'string' && /(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/u.test(value) ? { hidden: value } : value,
  )

  expect(objectsIn(hidden).filter((object) => 'hidden' in object)).toEqual([])
  expect(payload).toContain('\uFFFD')
})
