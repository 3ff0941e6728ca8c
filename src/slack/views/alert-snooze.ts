import type { types } from '@slack/bolt'
import { alertId } from '../ids.ts'
import { LIMITS, type Message, message, option, plain } from './blocks.ts'
import { moment } from './date.ts'
import { modal } from './modal.ts'
import { paragraph } from './rich-text.ts'

/** Where the answers stand in the submission. */
export const SNOOZE = { time: 'alert:time', reason: 'alert:reason' } as const

const CHOICES = [
  { label: '30 minutes', o: '30m' },
  { label: '2 hours', o: '2h' },
  { label: '8 hours', o: '8h' },
  { label: '1 day', o: '1d' },
  { label: '3 days', o: '3d' },
  { label: 'Until it recovers', o: '' },
] as const

/** For how long an incident is to be quiet. `left`: what of it will not be. */
export function snoozeModal(incident: string, left: string): types.ModalView {
  const options = CHOICES.map(({ label, o }) => option(label, { o }))
  return modal({
    title: 'Snooze',
    id: alertId('snooze'),
    submit: 'Snooze',
    target: { i: incident },
    blocks: [
      ...leftOut(left),
      {
        type: 'input',
        block_id: SNOOZE.time,
        label: plain('For how long', LIMITS.label),
        element: {
          type: 'static_select',
          action_id: SNOOZE.time,
          options,
          ...(options[1] && { initial_option: options[1] }),
        },
      },
      {
        type: 'input',
        block_id: SNOOZE.reason,
        optional: true,
        label: plain('Reason', LIMITS.label),
        element: { type: 'plain_text_input', action_id: SNOOZE.reason, max_length: 200 },
      },
    ],
  })
}

const leftOut = (left: string) =>
  left === '' ? [] : [paragraph([`Left out, you may not (CONNECT_ALTER_STATE): ${left}`])]

export const snoozedView = (until: number | undefined, left: string): Message =>
  message('Snoozed.', [
    paragraph(until === undefined ? ['Snoozed until it recovers.'] : ['Snoozed until ', moment(until), '.']),
    ...leftOut(left),
    paragraph(['Its message says so, and by whom. What still fails at the end is told then.']),
  ])
