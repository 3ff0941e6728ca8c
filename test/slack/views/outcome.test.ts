import { expect, it } from 'vitest'
import type { Outcome } from '../../../src/connectors/model.ts'
import { decodeTarget, keyOf } from '../../../src/slack/ids.ts'
import { announcementView } from '../../../src/slack/views/announcement.ts'
import { outcomeView } from '../../../src/slack/views/outcome.ts'
import { busyView, underwayView } from '../../../src/slack/views/underway.ts'
import { AT, aCard, anOperation, anOutcome } from './awkward.ts'
import { buttonsIn, labelOf, wordsOf } from './walk.ts'

const DETAIL = '1 of 1 task running after 3 s'
const ended = (outcome: Partial<Outcome> = {}, operation: Parameters<typeof anOperation>[0] = {}) => ({
  operation: anOperation(operation),
  outcome: anOutcome({ detail: DETAIL, ...outcome }),
  clusterName: 'Production',
})
const labels = (view: unknown) => buttonsIn(view).map(labelOf)

const SENTENCES: [Outcome['kind'], string][] = [
  ['done', `operator restarted task 0 of orders-pg-source on Production … ${DETAIL} ✓`],
  ['failed-again', `operator restarted task 0 of orders-pg-source on Production … ${DETAIL} ✖`],
  ['failed', `operator asked to restart task 0 of orders-pg-source on Production … ${DETAIL} ✖`],
  ['nothing-to-do', `operator asked to restart task 0 of orders-pg-source on Production … ${DETAIL}`],
  [
    'unknown',
    `operator asked to restart task 0 of orders-pg-source on Production … ${DETAIL}. Look again before you repeat it.`,
  ],
]

it.each(SENTENCES)('says who did what to what and how it ended: %s', (kind, sentence) => {
  const { blocks } = outcomeView(ended({ kind }), AT)

  expect(wordsOf(blocks).split('\n')[0]).toBe(sentence)
})

it.each(['unsettled', 'unknown', 'failed', 'nothing-to-do'] as const)(
  'does not say that it was done when it is %s',
  (kind) => {
    const view = outcomeView(ended({ kind }, { action: 'pause' }), AT)

    expect(wordsOf(view)).not.toContain('paused')
    expect(labels(view)).toEqual(['Refresh'])
  },
)

it.each([
  ['pause', 'Resume'],
  ['resume', 'Pause'],
  ['stop', 'Resume'],
] as const)('offers the way back from %s', (action, label) => {
  const [first] = buttonsIn(outcomeView(ended({}, { action }), AT))

  expect(first && labelOf(first)).toBe(label)
})

it('puts the way back first on the card that follows', () => {
  const card = aCard({ offers: [{ action: 'delete' }, { action: 'stop' }, { action: 'resume' }] })

  const view = outcomeView(ended({}, { action: 'pause' }), AT, card)

  expect(labels(view)[0]).toBe('Resume')
  expect(wordsOf(view)).toContain('failed ✖ orders-pg-source')
})

it('offers to recreate what was deleted, by the id under which its config is kept', () => {
  const view = outcomeView(ended({ kept: 'd1' }, { action: 'delete' }), AT)

  const [recreate] = buttonsIn(view)

  expect(recreate && labelOf(recreate)).toBe('Recreate')
  expect(decodeTarget(String(recreate?.value))).toEqual({ id: 'd1' })
})

it('announces without a word that takes a right to read, and opens the card', () => {
  const view = announcementView(ended())

  const [open] = buttonsIn(view)

  expect(view.text).toMatch(/^done ✓ orders-pg-source on Production: operator restarted task 0/)
  expect(decodeTarget(String(open?.value))).toEqual({ k: keyOf(anOperation()) })
})

it('tells who comes second who was first, and that nothing was sent', () => {
  const view = busyView(anOperation({ action: 'restart' }), 'Production', AT)

  expect(view.text).toBe(
    'busy orders-pg-source on Production: operator started a restart 2 s ago, so yours was not sent. You will be told how it ends.',
  )
})

it('shows what was seen last while nothing is settled', () => {
  const view = underwayView(anOperation(), 'Production', 'still rebalancing')

  expect(wordsOf(view.blocks)).toMatch(
    /waiting for Kafka Connect. The outcome follows here.\n+Last seen: still rebalancing/,
  )
  expect(labels(view)).toEqual(['Refresh'])
})
