import { actions, type Message, message } from './blocks.ts'
import { findConnector } from './find.ts'
import { bullets, lines, richText, type Span } from './rich-text.ts'

/** A line of the command table. */
export interface HelpRow {
  name: string
  /** "/connect restart <connector> [--failed | --all]" */
  usage: string
  does: string
}

const line = ({ usage, does }: Omit<HelpRow, 'name'>): Span[] => [{ code: usage }, ` ${does}`]

/** All commands by what they are for, or the one that was asked about with its flags; and the way to a connector without typing. */
export function helpView(
  command: string,
  groups: readonly { title: string; rows: readonly HelpRow[] }[],
  flags: readonly Omit<HelpRow, 'name'>[] = [],
): Message {
  const names = groups.flatMap(({ rows }) => rows.map(({ name }) => name))
  return message(`${command}: ${names.join(', ')}`, [
    ...groups.map(({ title, rows }) => richText(lines([{ bold: title }]), bullets(rows.map(line)))),
    ...(flags.length > 0 ? [richText(bullets(flags.map(line)))] : []),
    ...actions(findConnector),
  ])
}
