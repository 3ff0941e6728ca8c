import { UserError } from '../../errors.ts'
import { applyChanges, type Changes, type Config } from '../form/config.ts'
import type { ConnectCluster } from '../model.ts'

/** Somebody else has changed the same keys since the form was opened. */
export class Conflict extends UserError {
  override name = 'Conflict'
  readonly keys: readonly string[]
  /** The config of now, secrets in clear: for the draft only. */
  readonly now: Config
  /** Keys of it that take secrets. */
  readonly hidden: readonly string[]

  constructor(keys: readonly string[], now: Config, hidden: readonly string[]) {
    super(`Somebody else has changed ${keys.join(', ')} meanwhile. Nothing was saved: look at both, then save again.`)
    this.keys = keys
    this.now = now
    this.hidden = hidden
  }
}

/** Keys that are not any more as they were when somebody began to change them, and not as they shall be either. */
export function contestedKeys(base: Config, now: Config, changes: Changes): string[] {
  return [...changes]
    .filter(([key, value]) => now.get(key) !== base.get(key) && now.get(key) !== (value ?? undefined))
    .map(([key]) => key)
}

/** What is left of the changes when those are taken out that are so already. */
export function effective(now: Config, changes: Changes): Map<string, string | null> {
  return new Map([...changes].filter(([key, value]) => now.get(key) !== (value ?? undefined)))
}

/**
 * Sends only what changes, so that nobody else's keys travel and a deleted connector stays deleted; below Connect 3.8 the
 * whole config, `nulls` too: the keys without a value. Answers what a person should know of it beside how it went.
 */
export async function writeChanges(
  { client }: ConnectCluster,
  name: string,
  { now, nulls }: { now: Config; nulls: Readonly<Record<string, null>> },
  changes: Changes,
  patches: boolean,
): Promise<string[]> {
  const wanted = applyChanges(now, changes)
  if (patches) {
    const { config } = await client.patchConfig(name, Object.fromEntries(changes))
    return differing(wanted, config, [...changes.keys()])
  }
  const { created, connector } = await client.putConfig(name, { ...nulls, ...Object.fromEntries(wanted) })
  const revived = `${name} had been deleted meanwhile and exists again by this: delete it if it should stay gone`
  return [...(created ? [revived] : []), ...differing(wanted, connector.config, [...changes.keys()])]
}

function differing(wanted: Config, found: Readonly<Record<string, string>>, keys: readonly string[]): string[] {
  const read = new Map(Object.entries(found))
  const wrong = keys.filter((key) => read.get(key) !== wanted.get(key))
  return wrong.length === 0 ? [] : [`${wrong.join(', ')} read back otherwise than sent: look at the config`]
}
