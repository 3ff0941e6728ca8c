import { expect, it } from 'vitest'
import { validateMessage, validateView } from '../../../sandbox/slack/limits/payloads.ts'
import { LIMITS } from '../../../src/slack/views/blocks.ts'
import { AWKWARD } from './awkward.ts'
import { everyView } from './every-view.ts'

const cases = Object.entries(AWKWARD).flatMap(([what, text]) => [1, 30, 300].map((many) => ({ what, text, many })))

it.each(cases)('Slack takes every view with $many texts $what', ({ text, many }) => {
  const views = everyView(text, many)

  const refused = Object.entries(views).flatMap(([name, view]) => {
    const refusal = 'type' in view ? validateView(view, view.type) : validateMessage({ ...view })
    return refusal ? [{ name, refusal }] : []
  })

  expect(refused).toEqual([])
})

it.each(cases)('no message comes near the size at which Slack refuses it, with $many texts $what', ({ text, many }) => {
  const messages = Object.entries(everyView(text, many)).filter(([, view]) => !('type' in view))

  const tooLong = messages
    .map(([name, { blocks }]) => ({ name, size: JSON.stringify(blocks).length }))
    .filter(({ size }) => size > LIMITS.messageChars)

  expect(tooLong).toEqual([])
})
