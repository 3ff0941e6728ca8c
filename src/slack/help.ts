import { UserError } from '../errors.ts'
import { FILTER_HELP } from './filter.ts'
import { verbIn } from './request.ts'
import { VERB_GROUPS, type Verb } from './verbs.ts'
import type { Message } from './views/blocks.ts'
import { type HelpRow, helpView } from './views/help.ts'

/** `/connect help`, or what there is to know of the verb that somebody asks about. @throws UserError for no verb */
export function help(command: string, words: string): Message {
  const asked = verbIn(words)
  if (asked === undefined && words !== '')
    throw new UserError(`There is no “${words.slice(0, 80)}” to help with. “${command} help” lists all.`)
  const row = ({ verb, usage, does }: Verb) => ({ name: verb, usage: `${command} ${verb} ${usage}`.trim(), does })
  const groups = VERB_GROUPS.map(({ title, verbs }) => ({
    title,
    rows: verbs.filter((verb) => asked === undefined || verb === asked).map(row),
  })).filter(({ rows }) => rows.length > 0)
  return helpView(command, groups, asked && flagsOf(asked, command))
}

/** What may follow one verb, beside the name. */
function flagsOf({ runs }: Verb, command: string): Omit<HelpRow, 'name'>[] {
  if ('look' in runs) return runs.look === 'list' ? FILTER_HELP : runs.look === 'audit' ? AUDIT : []
  if (!('action' in runs)) return []
  const { modes = [], bulk } = runs.action
  const many = { usage: 'orders-*', does: `many at once, shown first; filters are those of “${command} help list”` }
  return [...modes.map(({ id, does }) => ({ usage: `--${id}`, does })), ...(bulk ? [many] : [])]
}

const AUDIT = [
  { usage: '--by U0123ABCD', does: 'what the person of this member id did, for admins' },
  { usage: '--action restart', does: 'one kind of action' },
]
