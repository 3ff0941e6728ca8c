/**
 * What controls only show: `look:<name>` in an action_id, with more parts only to keep ids unique within a message.
 * What is meant stands in the value: the connector's key, the task, the page, or filters as words (`o`) or kept ones (`id`).
 */
export const LOOKS = {
  fleet: { shows: 'all Connect clusters in one look' },
  list: { shows: 'a page of the list of connectors' },
  find: { shows: 'the card of the connector chosen in the select' },
  card: { shows: 'one connector, read anew' },
  trace: { shows: 'a page of a stack trace', modal: true },
  config: { shows: 'a page of a config, secrets hidden', modal: true },
  topics: { shows: 'the topics that a connector uses' },
  plugins: { shows: 'the plugins of the workers' },
  clusters: { shows: 'the Connect clusters' },
  whoami: { shows: 'roles and rights' },
  audit: { shows: 'a page of the audit log' },
  help: { shows: 'the commands' },
  home: { shows: 'the App Home, published anew' },
  /** An overflow menu: the chosen line's value names in `o` the action_id that a button would have had. */
  more: { shows: 'whatever was chosen' },
} as const satisfies Record<string, { shows: string; modal?: true }>

export type Look = keyof typeof LOOKS
