import type { Ref, Row } from '../../connectors/model.ts'
import { keyOf, lookId } from '../ids.ts'
import { type Block, button, LIMITS, section } from './blocks.ts'
import { path, sayCause, state } from './words.ts'

/**
 * What a screen reader says for a button that occurs on every row. Where a long name must be cut, the row's number
 * keeps two buttons apart.
 */
export const spokenFor = (what: string, n: number) => (what.length <= LIMITS.spoken ? what : `${n + 1}: ${what}`)

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

/** "failed ✖ prod/orders-sink: 1 of 1 tasks failed", and the cause below. */
export function healthRow(connector: Row, n: number): Block {
  const head = `${state(connector.verdict)} ${path(connector)}: ${connector.verdict.reason}`
  return row(connector, connector.cause ? `${head}\n${sayCause(connector.cause, 200)}` : head, n)
}
