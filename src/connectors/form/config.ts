/**
 * A connector's config by key. A Map, since plugins may name a key `__proto__`; `Object.fromEntries` turns it into
 * what Connect takes.
 */
export type Config = ReadonlyMap<string, string>

/** What a person wants different from the config of now: a new value, or null to unset the key. As PATCH takes it. */
export type Changes = ReadonlyMap<string, string | null>

/** The full config with the changes in it; every other key stays as it is. */
export function applyChanges(config: Config, changes: Changes): Map<string, string> {
  const result = new Map(config)
  for (const [key, value] of changes) {
    if (value === null) result.delete(key)
    else result.set(key, value)
  }
  return result
}

/** The changes that lead from one config to another. */
export function changesBetween(before: Config, after: Config): Map<string, string | null> {
  const changes = new Map<string, string | null>()
  for (const [key, value] of after) if (before.get(key) !== value) changes.set(key, value)
  for (const key of before.keys()) if (!after.has(key)) changes.set(key, null)
  return changes
}

/** A LIST as Connect reads it: parts between commas, blanks around them dropped; the empty text is an empty list. */
export function listOf(value: string | undefined): string[] {
  const text = value?.trim() ?? ''
  return text === '' ? [] : text.split(',').map((part) => part.trim())
}
