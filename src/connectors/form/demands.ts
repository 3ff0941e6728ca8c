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
    else if (key.required || texts.length > 0) demands.set(`key ${name}`, [name])
  }
  return [...demands.values()]
}

function namesAnotherKey(text: string, name: string, errors: Definitions['errors']): boolean {
  return [...errors].some(([other, texts]) => other !== name && text.includes(other) && texts.includes(text))
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
