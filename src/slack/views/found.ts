import type { types } from '@slack/bolt'
import type { Row } from '../../connectors/model.ts'
import { context } from './blocks.ts'
import { modal } from './modal.ts'
import { paragraph } from './rich-text.ts'
import { healthRow } from './row.ts'
import { count, number } from './text.ts'

const SHOWN = 20

/** The connectors that a message names; what one may not see is not found. */
export function foundModal(rows: readonly Row[]): types.ModalView {
  const title =
    rows.length === 0
      ? 'This message names no connector that you may see.'
      : `${count(rows.length, 'connector')} in this message`
  return modal({
    title: 'Open connector',
    blocks: [
      paragraph([{ bold: title }]),
      ...rows.slice(0, SHOWN).map(healthRow),
      ...(rows.length > SHOWN ? [context(`and ${number(rows.length - SHOWN)} more`)] : []),
    ],
  })
}
