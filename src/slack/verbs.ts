import { ACTIONS, type Action } from '../connectors/actions.ts'
import type { Muting } from './alerts/mutes.ts'
import type { Shown } from './looks.ts'
import type { Opening } from './openings.ts'

/** What a verb is said about; `words`: it reads what follows by itself. */
type Takes = 'nothing' | 'connector' | 'changes' | 'cluster' | 'filter' | 'words'

/** One word that may follow the command. Help, the dispatcher and the README's table come from these rows. */
export interface Verb {
  verb: string
  /** What may follow the verb. */
  usage: string
  does: string
  takes: Takes
  /** It shows something, runs a row of the action table, opens a form, or keeps alerts quiet. */
  runs: { look: Shown } | { action: Action } | { open: Opening } | { mutes: Muting }
}

const ROWS: readonly Action[] = Object.values(ACTIONS)

const looks: readonly Verb[] = [
  verb('list', '[pattern or words] [filters]', 'Lists connectors, those that need somebody first.', 'filter', 'list'),
  verb('show', '<connector>', 'Shows one connector with its tasks and what can be done.', 'connector', 'card'),
  verb('tasks', '<connector>', 'Lists all tasks of a connector with state and worker.', 'connector', 'tasks'),
  verb('trace', '<connector> [task]', 'Opens the stack trace of what failed.', 'connector', 'trace'),
  verb('topics', '<connector>', 'Lists the topics that a connector uses.', 'connector', 'topics'),
  verb('offsets', '<connector>', 'Shows how far a connector has come, and changes that.', 'connector', 'offsets'),
  verb('plugins', '[Connect cluster]', 'Lists the connector plugins with their versions.', 'cluster', 'plugins'),
  verb('clusters', '', 'Shows each Connect cluster: version, counts, reachable or not.', 'nothing', 'clusters'),
]

const loggers = verb(
  'loggers',
  '[Connect cluster]',
  'Shows the log levels of the workers, and changes them for a while.',
  'cluster',
  'loggers',
)

const people: readonly Verb[] = [
  verb('audit', '[connector] [filters]', 'Shows what was done, by whom and how it ended.', 'filter', 'audit'),
  verb('whoami', '[connector]', 'Shows your roles, your rights and which policy decided.', 'connector', 'whoami'),
  verb('help', '[verb]', 'Explains the commands.', 'words', 'help'),
]

function verb(name: string, usage: string, does: string, takes: Takes, look: Shown): Verb {
  return { verb: name, usage, does, takes, runs: { look } }
}

/** `restart orders-sink --all`: a mode is a flag; a task's number makes `restart` the restart of that task. */
const modesOf = ({ modes }: Action) => (modes ?? []).map(({ id }) => `--${id}`).join('|')

const acts: readonly Verb[] = ROWS.filter(({ target }) => target === 'connector').map((action) => {
  const task = ROWS.some(({ id }) => id === `${action.id}-task`) ? ' [task]' : ''
  const modes = modesOf(action)
  return {
    verb: action.id,
    usage: `<${action.bulk ? 'connector, pattern or filters' : 'connector'}>${task}${modes && ` [${modes}]`}`,
    does: action.does,
    takes: 'connector',
    runs: { action },
  }
})

const forms: readonly Verb[] = [
  form('create', '[Connect cluster] [class or a part of it]', 'Creates a connector through a form.', 'filter'),
  form('config', '<connector>', 'Opens the config as a form, secrets hidden.', 'connector'),
  form('set', '<connector> <key>=<value> …', 'Changes keys of the config after a review.', 'changes'),
  form('unset', '<connector> <key> …', 'Takes keys out of the config after a review.', 'changes'),
  form('clone', '<connector> [--to <Connect cluster>]', 'Creates a connector like this one.', 'connector'),
  form('drafts', '', 'Lists your unfinished forms.', 'nothing'),
]

function form(open: Opening, usage: string, does: string, takes: Takes): Verb {
  return { verb: open, usage, does, takes, runs: { open } }
}

const alerts: readonly Verb[] = [
  verb('alerts', '[test]', 'Lists what fails now and what is muted; test posts a sample.', 'filter', 'alerts'),
  muting('mute', '<pattern> <time> [reason]', 'Keeps alerts quiet during maintenance, at most 7 days.'),
  muting('unmute', '<pattern>', 'Ends a mute: what still fails is told.'),
]

function muting(name: Muting, usage: string, does: string): Verb {
  return { verb: name, usage, does, takes: 'words', runs: { mutes: name } }
}

/** As help lists them. */
export const VERB_GROUPS: readonly { title: string; verbs: readonly Verb[] }[] = [
  { title: 'Look', verbs: looks },
  { title: 'Create and change', verbs: forms },
  { title: 'Run', verbs: [...acts, loggers] },
  { title: 'Alerts', verbs: alerts },
  { title: 'Who did what, and who may', verbs: people },
]

export const VERBS = VERB_GROUPS.flatMap(({ verbs }) => verbs)

/** Flags that take the next word as their value. */
export const VALUED: ReadonlySet<string> = new Set(['cluster', 'state', 'class', 'type', 'by', 'action', 'to'])
