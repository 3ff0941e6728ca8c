import { expect, it } from 'vitest'
import { validateMessage, validateView } from '../../../sandbox/slack/limits/payloads.ts'
import { LIMITS } from '../../../src/slack/views/blocks.ts'
import { AWKWARD } from './awkward.ts'
import { everyView } from './every-view.ts'

const cases = [
  ...Object.keys(AWKWARD).flatMap((what) => [1, 30].map((many) => ({ what, many }))),
  { what: 'of 500 characters', many: 300 },
]

it.each(cases)('Slack takes every view with $many texts: $what', ({ what, many }) => {
  const views = everyView(AWKWARD[what] ?? '', many)

  const refused = Object.entries(views).flatMap(([name, view]) => {
    const refusal = 'type' in view ? validateView(view, view.type) : validateMessage({ ...view })
    return refusal ? [{ name, refusal }] : []
  })

  expect(refused).toEqual([])
})

it.each(cases)('no message comes near the size that Slack refuses with $many texts: $what', ({ what, many }) => {
  const messages = Object.entries(everyView(AWKWARD[what] ?? '', many)).filter(([, view]) => !('type' in view))

  const tooLong = messages
    .map(([name, { blocks }]) => ({ name, size: JSON.stringify(blocks).length }))
    .filter(({ size }) => size > LIMITS.messageChars)

  expect(tooLong).toEqual([])
})
