import { describe, expect, it } from 'vitest'
import { HEALTHS } from '../../../src/connectors/health.ts'
import { decodeTarget, keyOf } from '../../../src/slack/ids.ts'
import { cardView } from '../../../src/slack/views/card.ts'
import { AT, aCard, anOperation, aTask, HEALTH_NAMES } from './awkward.ts'
import { buttonsIn, labelOf, objectsIn, wordsOf } from './walk.ts'

const show = (change: Parameters<typeof aCard>[0] = {}) => cardView(aCard(change), { at: AT })
const labels = (view: unknown) => buttonsIn(view).map(labelOf)
const menuOf = (view: unknown) =>
  objectsIn(view)
    .filter(({ type }) => type === 'overflow')
    .flatMap(({ options }) => objectsIn(options).filter(({ value }) => value !== undefined))

it('says state, name and place first, then why', () => {
  const { text } = show()

  expect(text).toBe('failed ✖ orders-pg-source on Production, 1 of 1 task failed: PSQLException: FATAL')
})

it.each(HEALTH_NAMES)('says the word before the shape: %s', (health) => {
  const view = show({ verdict: { health, reason: 'as it is', tasks: 1, failedTasks: [] } })

  expect(wordsOf(view)).toContain(`${HEALTHS[health].word} ${HEALTHS[health].shape} orders-pg-source`)
})

it('says state, name and next of a 500-character name in the 120 characters that a phone shows', () => {
  const { text } = show({ connector: 'x'.repeat(500) })

  expect(text.slice(0, 120)).toContain('on Production, 1 of 1 task failed')
})

it('has the cause once, though the task says the same', () => {
  const { blocks } = show({ cause: { exception: 'PSQLException', message: 'FATAL' } })

  expect(wordsOf(blocks).split('PSQLException: FATAL')).toHaveLength(2)
})

it('has a task’s own cause where it differs', () => {
  const tasks = [
    aTask(0, { state: 'FAILED', cause: { exception: 'A', message: 'one' } }),
    aTask(1, { state: 'FAILED', cause: { exception: 'B', message: 'two' } }),
  ]

  expect(wordsOf(show({ tasks }))).toMatch(/Task 1 failed ✖ on worker-2:8083\nB: two/)
})

it('puts failed tasks first, five on a line, and counts the others', () => {
  const tasks = Array.from({ length: 300 }, (_, id) => aTask(id, id === 234 ? { state: 'FAILED' } : {}))

  const words = wordsOf(show({ tasks }))

  expect(words).toMatch(/Task 234 failed[\s\S]*Task 0 running[\s\S]*Task 3 running/)
  expect(words).toContain('and 295 more tasks: 295 running ●')
})

it('has a button with its own name for each task, and a select for more', () => {
  const view = show({ tasks: [0, 1, 2, 3, 4, 5, 6].map((id) => aTask(id)) })

  const restarts = buttonsIn(view).filter((button) => labelOf(button) === 'Restart')
  const [select] = objectsIn(view).filter(({ type }) => type === 'static_select')
  const choices = objectsIn(select).flatMap(({ value }) => (typeof value === 'string' ? [decodeTarget(value)] : []))

  expect(restarts.map(({ accessibility_label }) => accessibility_label)).toEqual(
    [0, 1, 2, 3, 4].map((id) => `Restart task ${id} of orders-pg-source`),
  )
  expect(choices).toEqual([5, 6].map((t) => ({ k: keyOf(aCard()), t })))
})

it('shows four buttons, what asks first among them, and the rest in a menu', () => {
  const view = show({ tasks: [] })

  expect(labels(view)).toEqual(['Restart what failed', 'Trace', 'Restart all', 'Stop', 'Refresh'])
  expect(menuOf(view).map(labelOf)).toEqual(['View config', 'Pause', 'Restart the connector only', 'Delete', 'Topics'])
})

it('has a dialog on what asks first, and on nothing else', () => {
  const asking = buttonsIn(show()).filter(({ confirm }) => confirm !== undefined)

  expect(asking.map(labelOf)).toEqual(['Restart all', 'Stop'])
})

it('names in a menu’s value the control that the line stands for', () => {
  const chosen = menuOf(show()).map(({ value }) => decodeTarget(String(value)))

  expect(chosen).toContainEqual({ k: keyOf(aCard()), o: 'do:pause' })
})

it('offers to restart what failed only where something failed', () => {
  const view = show({
    verdict: { health: 'healthy', reason: '', tasks: 1, failedTasks: [] },
    tasks: [aTask(0)],
    offers: [{ action: 'restart', modes: ['all', 'connector'] }],
  })

  expect(labels(view)).toContain('Restart all')
  expect(labels(view)).not.toContain('Restart what failed')
  expect(labels(view)).not.toContain('Trace')
})

it('says who is at it while an operation is under way', () => {
  const words = wordsOf(show({ pending: anOperation({ action: 'pause' }) }))

  expect(words).toContain('operator started a pause at')
})

describe('what the watch knows of a connector', () => {
  it.each([
    [
      { failures: 3, orMore: false, lastAt: AT, kind: 'failed', since: { from: AT - 1, to: AT } },
      /Failed since[^,]*, last seen well[^·]* · 3 failures in the last day/,
    ],
    [{ failures: 1, orMore: false, lastAt: AT }, /1 failure in the last day\s+, the last one/],
    [{ failures: 100, orMore: true, lastAt: AT }, /100 failures or more in the last day/],
  ] as const)('stands on its card: %o', (history, words) => {
    expect(wordsOf(cardView(aCard(), { at: AT, history }))).toMatch(words)
  })

  it('takes no room on the card of one that was always well', () => {
    const history = { failures: 0, orMore: false }

    expect(cardView(aCard(), { at: AT, history })).toEqual(cardView(aCard(), { at: AT }))
  })
})

describe('without rights', () => {
  it('has nothing to click but Refresh', () => {
    expect(labels(show({ inspect: false, offers: [] }))).toEqual(['Refresh'])
  })
})
