import type { Draft } from '../../connectors/form/draft.ts'
import type { Known } from '../../connectors/service/definitions.ts'
import type { Said } from './sessions.ts'

/** What Connect has said, without what it said of values that were changed since, be it at other keys too. */
export function stillTrue({ of, definitions, ...known }: Said, { changes }: Draft): Known {
  const changed = (key: string) => of.get(key) !== changes.get(key)
  const stale = new Set([...definitions.errors].filter(([key]) => changed(key)).flatMap(([, messages]) => messages))
  if (stale.size === 0) return { ...known, definitions }
  const errors = new Map(
    [...definitions.errors]
      .map(([key, messages]) => [key, messages.filter((message) => !stale.has(message))] as const)
      .filter(([, messages]) => messages.length > 0),
  )
  return { ...known, definitions: { keys: definitions.keys, errors } }
}
