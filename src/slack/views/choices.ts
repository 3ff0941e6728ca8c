import type { types } from '@slack/bolt'
import { ACTIONS, type Action, type ActionId, type Confirmation } from '../../connectors/actions.ts'
import type { Card, Offer } from '../../connectors/model.ts'
import { actionId, keyOf, lookId, openId, type Target } from '../ids.ts'
import { actions, type Block, button, type Choice, LIMITS, option, plain } from './blocks.ts'

const SHOWN = 4

const dialog = ({ title, text }: Confirmation, label: string): types.Confirm => ({
  title: plain(title, LIMITS.confirmTitle),
  text: plain(text, LIMITS.confirmText),
  confirm: plain(label, LIMITS.confirmButton),
  deny: plain('Cancel', LIMITS.confirmButton),
  // Whatever asks first takes something down, if only for a moment.
  style: 'danger',
})

const choice = (id: string, label: string, target: Target, asks?: Confirmation): Choice => ({
  id,
  label,
  target,
  ...(asks && { confirm: dialog(asks, label) }),
})

/** A row of the action table as buttons: one, or one per mode that is offered. */
export function choicesOf({ id, label, asks, modes }: Action, target: Target, offered: Offer['modes'] = []): Choice[] {
  if (modes === undefined) return [choice(actionId(id), label, target, asks?.by === 'confirm' ? asks : undefined)]
  return modes
    .filter((mode) => offered.includes(mode.id))
    .map((mode) => choice(actionId(id, mode.id), mode.label, target, mode.confirm))
}

/** What is wanted most often comes first; anything else keeps the order of the action table after these. */
const ORDER = [actionId('restart', 'failed'), actionId('resume'), lookId('trace'), openId('config'), actionId('pause')]

/** What the person who looks may do here and now. `first` leads: what takes back what was just done. */
export function cardChoices(card: Card, first?: ActionId): Choice[] {
  const target = { k: keyOf(card) }
  const failed = card.verdict.health === 'failed' || card.verdict.failedTasks.length > 0
  const offered = card.offers
    .filter(({ task }) => task === undefined)
    .flatMap(({ action, modes }) => choicesOf(ACTIONS[action], target, modes))
  const looks = card.inspect
    ? [
        ...(failed ? [choice(lookId('trace'), 'Trace', target)] : []),
        choice(openId('config'), 'View config', target),
        choice(lookId('topics'), 'Topics', target),
      ]
    : []
  const undo = first === undefined ? [] : [actionId(first)]
  const order = [...undo, ...ORDER]
  const place = ({ id }: Choice) => (order.includes(id) ? order.indexOf(id) : order.length)
  return [...offered, ...looks].toSorted((a, b) => place(a) - place(b))
}

/**
 * At most four buttons, the rest in an overflow menu. A menu has one dialog for all of its lines, so what asks first
 * is always a button.
 */
export function choiceBlocks(choices: readonly Choice[], most = SHOWN): Block[] {
  const asking = choices.filter(({ confirm }) => confirm !== undefined)
  const direct = choices.filter(({ confirm }) => confirm === undefined)
  const shown = Math.max(most - asking.length, direct.length - LIMITS.overflow)
  const hidden = direct.slice(shown)
  return actions(
    ...[...direct.slice(0, shown), ...asking].map(button),
    ...(hidden.length > 0 ? [overflow(hidden)] : []),
  )
}

/** The line's value names, beside its target, the action_id that a button would have had. `n` keeps two menus apart. */
export const overflow = (choices: readonly Choice[], n?: number): types.Overflow => ({
  type: 'overflow',
  action_id: n === undefined ? lookId('more') : lookId('more', n),
  options: choices.map(({ id, label, target }) => option(label, { ...target, o: id })),
})
