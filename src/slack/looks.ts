/**
 * What controls only show, and in which window if in one: `look:<name>` in an action_id, with more parts only to keep ids unique within a message.
 * What is meant stands in the value: the connector's key, the task, the page, or filters as words (`o`) or kept ones (`id`).
 */
const LOOKS = {
  fleet: { shows: 'all Connect clusters in one look' },
  list: { shows: 'a page of the list of connectors' },
  find: { shows: 'the card of the connector chosen in the select' },
  card: { shows: 'one connector, read anew' },
  trace: { shows: 'a page of a stack trace', window: 'Stack trace' },
  tasks: { shows: 'a page of the tasks of a connector' },
  topics: { shows: 'the topics that a connector uses' },
  plugins: { shows: 'the plugins of the workers' },
  clusters: { shows: 'the Connect clusters' },
  whoami: { shows: 'roles and rights' },
  audit: { shows: 'a page of the audit log' },
  offsets: { shows: 'a page of the offsets of a connector', window: 'Offsets' },
  loggers: { shows: 'the log levels of the workers' },
  alerts: { shows: 'open incidents and mutes' },
  alert: { shows: 'a page of the connectors of an incident', window: 'Connectors' },
  cause: { shows: 'the stack trace behind an incident', window: 'Stack trace' },
  bulk: { shows: 'what would be done to many connectors, or what became of it' },
  help: { shows: 'the commands' },
  home: { shows: 'the App Home, published anew' },
  /** An overflow menu: the chosen line's value names in `o` the action_id that a button would have had. */
  more: { shows: 'whatever was chosen' },
} as const satisfies Record<string, { shows: string; window?: string }>

export type Look = keyof typeof LOOKS

export const isLook = (name: string): name is Look => Object.hasOwn(LOOKS, name)

/** What is read and shown; the others only lead to one of these. */
export type Shown = Exclude<Look, 'find' | 'more' | 'home'>
export const isShown = (name: string): name is Shown => isLook(name) && !['find', 'more', 'home'].includes(name)

/** The title of the window in which it is shown; undefined for what is shown in a message. */
export function titleOf(look: Look): string | undefined {
  const row: { shows: string; window?: string } = LOOKS[look]
  return row.window
}
