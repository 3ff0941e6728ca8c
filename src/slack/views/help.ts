import { actions, type Message, message } from './blocks.ts'
import { findConnector } from './find.ts'
import { bullets, lines, richText } from './rich-text.ts'

/** A line of the command table. */
export interface HelpRow {
  name: string
  /** "/connect restart <connector> [--failed | --all]" */
  usage: string
  does: string
}

/** All commands, or the one that was asked about; and the way to a connector without typing. */
export const helpView = (command: string, rows: readonly HelpRow[]): Message =>
  message(`${command}: ${rows.map(({ name }) => name).join(', ')}`, [
    richText(
      lines([{ bold: `What ${command} does` }]),
      bullets(rows.map(({ usage, does }) => [{ code: usage }, ` ${does}`])),
    ),
    ...actions(findConnector),
  ])
