import type { Ref, Row } from '../../connectors/model.ts'
import { keyOf, lookId } from '../ids.ts'
import { actions, type Block, button, LIMITS, section } from './blocks.ts'
import { fullName } from './text.ts'
import { CAUSE_IN_LIST, causeInList, joined, path, reasonOf, state } from './words.ts'

/**
 * What a screen reader says for a button that occurs on every row. Where a long name must be cut, the row's number
 * keeps two buttons apart.
 */
export const spokenFor = (what: string, n: number) => (what.length <= LIMITS.spoken ? what : `${n + 1}: ${what}`)

// The button with its value and what a screen reader says, and the block around it, as JSON.
const BUTTON = 430

/** One connector on one line, with the button that opens its card. `n` is its place in the message, from 0. */
export const row = (ref: Ref, text: string, n: number): Block =>
  section(
    text,
    button({
      id: lookId('card', n),
      label: 'Open',
      target: { k: keyOf(ref) },
      spoken: spokenFor(`Open ${path(ref)}`, n),
    }),
  )

/** From something about a connector to its card. */
export const toCard = (ref: Ref): Block[] =>
  actions(button({ id: lookId('card', 'back'), label: 'Open connector', target: { k: keyOf(ref) } }))

/** How much of a message a row takes, at most: cheaper than to build thousands of rows in order to show twenty. */
export const rowSize = ({ cluster, connector, verdict, cause }: Row) =>
  sizeOf(cluster) + sizeOf(connector) + sizeOf(verdict.reason) + (cause ? 2 * CAUSE_IN_LIST : 0) + BUTTON

/** As JSON. Nearly all names are of these characters, which stand for themselves. */
const sizeOf = (text: string) => (/^[\w .-]{0,200}$/.test(text) ? text.length : JSON.stringify(fullName(text)).length)

/** "failed ✖ prod/orders-sink: 1 of 1 task failed", and the cause in short below. */
export function healthRow(connector: Row, n: number): Block {
  const { verdict, cause } = connector
  const head = joined([`${state(verdict)} ${path(connector)}`, reasonOf(verdict)])
  return row(connector, cause ? `${head}\n${causeInList(cause)}` : head, n)
}
