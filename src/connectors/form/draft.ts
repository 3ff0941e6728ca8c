import { z } from 'zod'
import type { Changes as ChangesMap, Config as ConfigMap } from './config.ts'
import type { Secrecy } from './secrecy.ts'

const Config = z.array(z.tuple([z.string(), z.string()])).transform((pairs) => new Map(pairs))
const Changes = z.array(z.tuple([z.string(), z.string().nullable()])).transform((pairs) => new Map(pairs))

const Kept = z.object({
  cluster: z.string(),
  /** The connector that is edited; absent when one is created. */
  connector: z.string().optional(),
  class: z.string(),
  /** Whether the person might edit when it was opened. */
  editable: z.boolean(),
  /** The config that the changes are meant for; empty when a connector is created. */
  base: Config,
  changes: Changes,
  /** Keys that took secrets when their values came into it, whatever the config names as their plugin by now. */
  hidden: z.array(z.string()).default([]),
  /** Id of the page that is shown. */
  page: z.string(),
  /** Whether each field shows its whole documentation. */
  described: z.boolean(),
  /** Keys of secrets at which a reference is to be typed. */
  replacing: z.array(z.string()),
  /** By key, how often what its field held was dropped: the field comes back under another block_id. */
  resets: z.array(z.tuple([z.string(), z.int()])).transform((pairs) => new Map(pairs)),
  /** In which state a new connector starts. */
  state: z.enum(['RUNNING', 'PAUSED', 'STOPPED']),
  /** The config that is brought back, where this is a restore, and whether with its secrets. */
  previous: Config.optional(),
  withSecrets: z.boolean(),
  /** Keys that somebody else changed too, as found when saving was tried. */
  contested: z.array(z.string()),
  /** Channel in which it was asked for. */
  channel: z.string().optional(),
  /** Id of the newest modal that shows it. */
  view: z.string().optional(),
})
export type InitialState = z.infer<typeof Kept>['state']

/** An unfinished form. Holds secrets: it is kept encrypted, and never logged. */
export interface Draft extends Omit<z.infer<typeof Kept>, 'base' | 'changes' | 'resets' | 'previous'> {
  id: string
  /** Slack user id of the one person whose draft it is. */
  user: string
  base: ConfigMap
  changes: ChangesMap
  resets: ReadonlyMap<string, number>
  previous?: ConfigMap | undefined
}

type Start = Pick<Draft, 'id' | 'user' | 'cluster' | 'class' | 'editable'> & Partial<Draft>

export const newDraft = (start: Start): Draft => ({
  base: new Map(),
  changes: new Map(),
  hidden: [],
  page: 'essentials.1',
  described: false,
  replacing: [],
  resets: new Map(),
  state: 'RUNNING',
  withSecrets: false,
  contested: [],
  ...start,
})

/** As text for the store. */
export const writeDraft = ({ id: _, user: __, ...kept }: Draft): string =>
  JSON.stringify(kept, (_key, value) => (value instanceof Map ? [...value] : value))

/** undefined: written by another version of this app. */
export function readDraft(id: string, user: string, text: string): Draft | undefined {
  const kept = Kept.safeParse(JSON.parse(text)).data
  return kept && { ...kept, id, user }
}

/** The draft, with what has become secret in it by its changes: that stays hidden. */
export function rememberHidden(draft: Draft, { takesSecret }: Pick<Secrecy, 'takesSecret'>): Draft {
  const found = [...draft.changes].filter(([key, value]) => value !== null && takesSecret(key)).map(([key]) => key)
  return { ...draft, hidden: [...new Set([...draft.hidden, ...found])] }
}

/** The fields of these keys forget what they hold, and show what the draft says. */
export function resetFields(draft: Draft, keys: readonly string[]): Draft {
  const resets = new Map(draft.resets)
  for (const key of keys) resets.set(key, (resets.get(key) ?? 0) + 1)
  return { ...draft, resets, replacing: draft.replacing.filter((key) => !keys.includes(key)) }
}
