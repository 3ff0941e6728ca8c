import type { Clock } from '../connect/clock.ts'
import type { Records } from '../connectors/records.ts'

/** Audit entries that are read: more are not begun on one Connect cluster between two looks. */
const ENTRIES = 500
/** As far back as an action may have begun that ended after the last look. */
const LONGEST_MS = 120_000

/**
 * What the app was asked to do to connectors of a Connect cluster: what is under way, and what it deleted since `since`.
 * An operation that has expired holds nothing back: its process may have died.
 */
export function createAsked({ operations, audit }: Pick<Records, 'operations' | 'audit'>, clock: Pick<Clock, 'now'>) {
  return async (cluster: string, since: number): Promise<ReadonlyMap<string, string>> => {
    const entries = await audit.list({ cluster, limit: ENTRIES })
    const deleted = entries.filter(
      ({ at, action, allowed, durationMs }) =>
        action === 'delete' && allowed && at > since - LONGEST_MS && at + (durationMs ?? 0) >= since,
    )
    const running = (await operations.unfinished()).filter(
      (operation) => operation.cluster === cluster && operation.expiresAt > clock.now(),
    )
    return new Map([...deleted, ...running].map(({ connector, action }) => [connector, action]))
  }
}
