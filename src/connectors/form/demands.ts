import type { Config } from './config.ts'
import type { Definitions } from './definitions.ts'

/** Keys of which one must be filled: mostly a single one, two for `topics` or `topics.regex`. */
export type Demand = readonly string[]

/**
 * What must be filled, from what the *empty* form reports: plugins mark almost nothing as required, yet refuse the
 * empty form at those keys. A message that names several keys and stands at each of them asks for one of these.
 */
export function demandsOf({ keys, errors }: Definitions): Demand[] {
  const demands = new Map<string, string[]>()
  for (const [name, key] of keys) {
    const texts = errors.get(name) ?? []
    const shared = texts.find((text) => namesAnotherKey(text, name, errors))
    if (shared) demands.set(shared, [...(demands.get(shared) ?? []), name])
    else if (key.required || texts.some((text) => !isAboutAnother(text, name, errors)))
      demands.set(`key ${name}`, [name])
  }
  const found = [...demands.values()]
  const isSink = TOPICS.every((key) => keys.has(key))
  return isSink && !TOPICS.some((key) => found.flat().includes(key)) ? [...found, TOPICS] : found
}

/** What Connect asks of every sink; where the plugin defines these keys anew (MongoDB's), not before it is created. */
const TOPICS: Demand = ['topics', 'topics.regex']

/**
 * The demands that stand beside a config: Connect may take it without what it refuses the empty form for (a URL for a
 * host). `empty` and `errors`: what it says of the empty form, and of the config.
 */
export function standing(empty: Definitions, config: Config, errors: Definitions['errors']): Demand[] {
  const stillAsked = (key: string) => errors.get(key)?.some((text) => empty.errors.get(key)?.includes(text))
  return demandsOf(empty).filter(
    (demand) => demand === TOPICS || demand.some((key) => config.get(key) || stillAsked(key)),
  )
}

function namesAnotherKey(text: string, name: string, errors: Definitions['errors']): boolean {
  return [...errors].some(([other, texts]) => other !== name && text.includes(other) && texts.includes(text))
}

/** "Can't get recommended tables: connection.url cannot be null" stands at a key that may well stay empty. */
function isAboutAnother(text: string, name: string, errors: Definitions['errors']): boolean {
  const named = text.match(/[\w-]+(?:\.[\w-]+)+/g) ?? []
  return !text.includes(name) && named.some((other) => errors.has(other))
}

/** The demands on an edit: a connector runs without what its config of now does not have, whatever the empty form says. */
export function metBy(config: Config, demands: readonly Demand[]): Demand[] {
  const lacking = unmet(demands, config)
  return demands.filter((demand) => !lacking.includes(demand))
}

/** The demands that the config does not meet. */
export function unmet(demands: readonly Demand[], values: Config): Demand[] {
  return demands.filter((demand) => !demand.some((key) => values.get(key)))
}
