import type { types, ViewClosedAction, ViewOutput, ViewResponseAction } from '@slack/bolt'
import { describe, expect, it } from 'vitest'
import { createTestClock } from '../../support/clock.ts'
import { createPeople } from '../../support/slack.ts'
import { people } from '../../support/workspace.ts'
import { startApp } from './app.ts'

const modal = (title: string, members: Partial<types.ModalView> = {}): types.ModalView => ({
  type: 'modal',
  callback_id: 'form',
  title: { type: 'plain_text', text: title },
  submit: { type: 'plain_text', text: 'Save' },
  private_metadata: 'draft-1',
  blocks: [
    {
      type: 'input',
      block_id: 'name',
      label: { type: 'plain_text', text: 'Name' },
      element: { type: 'plain_text_input', action_id: 'value', max_length: 10 },
    },
  ],
  ...members,
})

interface Answers {
  /** What the app acknowledges a submission with; undefined closes the view, 'nothing' leaves it without an answer. */
  answer?: ViewResponseAction | 'nothing'
  view?: types.ModalView
}

/** An app with one form, opened by the operator; `seen` and `closed` are the views that came back. */
async function withForm({ answer, view = modal('Form') }: Answers = {}) {
  const clock = createTestClock()
  const seen: ViewOutput[] = []
  const closed: boolean[] = []
  const { slack } = await startApp(
    (app) => {
      app.command('/connect', async ({ ack, client, body }) => {
        await ack()
        await client.views.open({ trigger_id: body.trigger_id, view })
      })
      app.view('form', async ({ ack, view }) => {
        seen.push(view)
        if (answer !== 'nothing') await (answer ? ack(answer) : ack())
      })
      app.view<ViewClosedAction>({ callback_id: 'form', type: 'view_closed' }, async ({ ack, body }) => {
        closed.push(body.is_cleared)
        await ack()
      })
    },
    { clock },
  )
  const operator = createPeople(slack)('operator')
  await operator.runs('/connect')
  return { slack, clock, operator, seen, closed }
}

it('sends what was typed, with the metadata, and closes on a plain acknowledgement', async () => {
  const { operator, seen } = await withForm()
  await operator.types('Name', 'orders')

  await operator.submits()

  expect(seen[0]?.state.values.name?.value?.value).toBe('orders')
  expect(seen[0]?.private_metadata).toBe('draft-1')
  expect(operator.screen()).toBe('')
})

it.each([
  ['', 'Please complete this required field.'],
  ['a name of many characters', 'Must be at most 10 characters.'],
])('keeps the input "%s" back: %s', async (typed, error) => {
  const { operator, seen } = await withForm()
  if (typed) await operator.types('Name', typed)

  const reaction = await operator.submits()

  expect(reaction).toEqual({ kind: 'errors', errors: { name: error } })
  expect(operator.screen()).toContain(`! ${error}`)
  expect(seen).toEqual([])
})

describe('an answer to a submission', () => {
  it('puts errors under their inputs', async () => {
    const { operator } = await withForm({ answer: { response_action: 'errors', errors: { name: 'Taken' } } })
    await operator.types('Name', 'orders')

    await operator.submits()

    expect(operator.screen().split('\n')).toEqual(['┌ Form', '│ Name [ orders ]', '│   ! Taken', '└ [Cancel] [Save]'])
  })

  it.each<[string, ViewResponseAction | 'nothing']>([
    ['errors for something that is no input', { response_action: 'errors', errors: { title: 'Bad' } }],
    ['no errors', { response_action: 'errors', errors: {} }],
    ['an invalid view', { response_action: 'update', view: modal('A title of far too many characters') }],
  ])('with %s leaves the modal, in trouble', async (_, answer) => {
    const { operator } = await withForm({ answer })
    await operator.types('Name', 'orders')

    await operator.submits()

    expect(operator.screen()).toContain('Slack: We had some trouble connecting. Try again?')
    expect(operator.screen()).toContain('┌ Form')
  })

  it('that does not come within three seconds leaves the modal, in trouble', async () => {
    const { slack, clock, operator } = await withForm({ answer: 'nothing' })
    await operator.types('Name', 'orders')

    const submission = slack.submitView(people.operator)
    await clock.advance(3000)

    expect(await submission).toEqual({ kind: 'told', text: 'We had some trouble connecting. Try again?' })
  })

  it.each<[string, ViewResponseAction, string[]]>([
    ['update replaces the view', { response_action: 'update', view: modal('Next') }, ['┌ Next']],
    ['push puts another on top', { response_action: 'push', view: modal('Next') }, ['┌ Form', '┌ Next']],
    ['clear closes all', { response_action: 'clear' }, []],
  ])('%s', async (_, answer, titles) => {
    const { operator } = await withForm({ answer })
    await operator.types('Name', 'orders')

    await operator.submits()

    expect(operator.screen().match(/┌ .*/g) ?? []).toEqual(titles)
  })
})

it.each([
  [true, false, [false]],
  [true, true, [true]],
  [false, true, []],
])('tells the app of a closed view when it asked for it (%s), all at once (%s)', async (notify, all, expected) => {
  const { slack, operator, closed } = await withForm({ view: modal('Form', { notify_on_close: notify }) })

  await slack.closeView(people.operator, { all })

  expect(closed).toEqual(expected)
  expect(operator.screen()).toBe('')
})
