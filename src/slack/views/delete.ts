import type { types } from '@slack/bolt'
import { ACTIONS } from '../../connectors/actions.ts'
import type { Card } from '../../connectors/model.ts'
import { actionId, keyOf } from '../ids.ts'
import { type Block, LIMITS, plain } from './blocks.ts'
import { modal } from './modal.ts'
import { paragraph } from './rich-text.ts'
import { count, fullName, shortName } from './text.ts'
import { joined, reasonOf, state } from './words.ts'

/** Where the typed name stands in the submission: values[block][action].value; errors go to the block. */
export const DELETE_NAME = { block: 'name', action: 'name' } as const

const nameInput = (card: Card): Block => ({
  type: 'input',
  block_id: DELETE_NAME.block,
  label: plain('Type the connector’s name to delete it', LIMITS.label),
  element: {
    type: 'plain_text_input',
    action_id: DELETE_NAME.action,
    focus_on_load: true,
    placeholder: plain(shortName(card.connector), LIMITS.placeholder),
  },
})

/** What will happen, from the state as it is now, and the name as proof that this one is meant. */
export function deleteModal(card: Card): types.ModalView {
  const { label, asks } = ACTIONS.delete
  const stops = card.tasks.length === 0 ? 'No task of it runs.' : `Stops ${count(card.tasks.length, 'task')}.`
  return modal({
    title: asks?.title ?? label,
    id: actionId('delete'),
    submit: label,
    target: { k: keyOf(card) },
    blocks: [
      paragraph(
        [{ bold: fullName(card.connector) }, ` on ${shortName(card.clusterName)}`],
        [joined([`Now: ${state(card.verdict)}`, reasonOf(card.verdict)], ', ')],
      ),
      paragraph([`${stops} ${asks?.text ?? ''}`], ['Its config is kept for 30 days: Recreate brings it back.']),
      nameInput(card),
    ],
  })
}
