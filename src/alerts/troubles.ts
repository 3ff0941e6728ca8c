import type { Kind, Trouble } from './model.ts'
import type { Failure, Seen } from './observe.ts'

/** What may be wrong with a connector; the first that holds counts. Tasks that failed are no failure of one that is paused. */
const CONDITIONS: readonly (readonly [kind: Kind, holds: (seen: Seen) => boolean])[] = [
  ['paused', ({ state }) => state === 'PAUSED'],
  ['stopped', ({ state }) => state === 'STOPPED'],
  ['failed', ({ failed }) => failed.length > 0],
  ['waiting', ({ waiting }) => waiting > 0],
  ['idle', ({ state, tasks }) => state === 'RUNNING' && tasks === 0],
]

/** What is wrong with a connector. Of several causes the one that is known already (its key), else the commonest. */
export function troubleOf(seen: Seen, known: string | undefined): Trouble | undefined {
  const [kind] = CONDITIONS.find(([, holds]) => holds(seen)) ?? []
  if (kind !== 'failed') return kind && { kind, key: kind }
  return { kind, key: keyOfCause(seen.failed, known) }
}

/** Of `failed:<fingerprint>` the fingerprint. */
export const causeOfKey = (key: string) => key.slice('failed:'.length)

function keyOfCause(failed: readonly Failure[], known: string | undefined): string {
  const keys = failed.map(({ cause }) => `failed:${cause}`)
  if (known !== undefined && keys.includes(known)) return known
  const [first] = failed
  if (first?.task === undefined) return keys[0] ?? ''
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most))[0]
}
