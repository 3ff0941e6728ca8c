import fc from 'fast-check'
import { expect, it } from 'vitest'
import { validateMessage } from '../../../sandbox/slack/limits/payloads.ts'
import { ACTIONS } from '../../../src/connectors/actions.ts'
import type { Offer, TaskRow } from '../../../src/connectors/model.ts'
import { LIMITS } from '../../../src/slack/views/blocks.ts'
import { cardView } from '../../../src/slack/views/card.ts'
import { fleetView } from '../../../src/slack/views/fleet.ts'
import { listView } from '../../../src/slack/views/list.ts'
import { AT, AWKWARD, aCard, anOperation, aRow, HEALTH_NAMES } from './awkward.ts'

const text = fc.oneof(fc.string({ maxLength: 30 }), fc.constantFrom(...Object.values(AWKWARD)))
const cause = fc.record({ exception: text, message: text })
const task = fc.record({
  state: fc.oneof(fc.constantFrom('RUNNING', 'FAILED', 'PAUSED', 'UNASSIGNED', 'RESTARTING'), text),
  worker: text,
  cause: fc.option(cause, { nil: undefined }),
})
const verdict = fc.record({
  health: fc.constantFrom(...HEALTH_NAMES),
  reason: text,
  tasks: fc.nat(300),
  failedTasks: fc.array(fc.nat(300), { maxLength: 3 }),
})
const actions = fc.subarray(Object.values(ACTIONS))

const offersOf = (rows: (typeof ACTIONS)[keyof typeof ACTIONS][], tasks: TaskRow[]): Offer[] =>
  rows.flatMap(({ id, target, modes }): Offer[] =>
    target === 'task'
      ? tasks.map((one) => ({ action: id, task: one.id }))
      : [{ action: id, modes: modes?.map((mode) => mode.id) ?? [] }],
  )

function accepted(message: { text: string; blocks: object[] }) {
  expect(validateMessage({ ...message })).toBeUndefined()
  expect(JSON.stringify(message.blocks).length).toBeLessThanOrEqual(LIMITS.messageChars)
}

it('Slack takes the card of any connector in any state, for any rights', () => {
  const cards = fc.record({
    connector: text,
    type: text,
    verdict,
    tasks: fc.array(task, { maxLength: 40 }),
    actions,
    inspect: fc.boolean(),
    busy: fc.boolean(),
  })

  fc.assert(
    fc.property(cards, ({ tasks, actions, busy, ...rest }) => {
      const rows = tasks.map(({ cause, ...one }, id) => ({ id, ...one, ...(cause && { cause }) }))
      const card = aCard({
        ...rest,
        tasks: rows,
        offers: offersOf(actions, rows),
        ...(busy && { pending: anOperation() }),
      })

      accepted(cardView(card, { at: AT, first: 'resume' }))
    }),
    { numRuns: 300 },
  )
})

it('Slack takes any page of any list, and the fleet', () => {
  const rows = fc.array(fc.record({ cluster: text, connector: text, type: text, verdict, cause }), { maxLength: 60 })

  fc.assert(
    fc.property(rows, text, fc.nat(5), (some, filter, page) => {
      const clusters = [{ cluster: { id: 'prod', name: 'Production' }, rows: some.map(aRow) }]

      accepted(
        listView({ clusters, acts: ['restart', 'pause'], filter, page, again: { o: filter.slice(0, 200) }, at: AT }),
      )
      accepted(fleetView({ clusters, mayCreate: true, at: AT }))
    }),
    { numRuns: 200 },
  )
})
