import { actions, type Message, message } from './blocks.ts'
import { findConnector } from './find.ts'
import { bullets, lines, richText } from './rich-text.ts'

/** A line of the command table. */
interface HelpRow {
  name: string
  /** "/connect restart <connector> [--failed | --all]" */
  usage: string
  does: string
}

/** All commands by what they are for, or the one that was asked about; and the way to a connector without typing. */
export function helpView(command: string, groups: readonly { title: string; rows: readonly HelpRow[] }[]): Message {
  const names = groups.flatMap(({ rows }) => rows.map(({ name }) => name))
  return message(`${command}: ${names.join(', ')}`, [
    ...groups.map(({ title, rows }) =>
      richText(lines([{ bold: title }]), bullets(rows.map(({ usage, does }) => [{ code: usage }, ` ${does}`]))),
    ),
    ...actions(findConnector),
  ])
}
