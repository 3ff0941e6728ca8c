import { randomBytes } from 'node:crypto'
import type { Clock } from './clock.ts'

/** Ids and time stamps in Slack's forms. Time stamps only rise, also where two fall into one microsecond. */
export function createIds(clock: Clock) {
  let last = 0
  return {
    /** `1731000000.000100`: seconds and six digits; the id of a message within its channel. */
    ts(): string {
      last = Math.max(last + 1, clock.now() * 1000)
      return `${Math.floor(last / 1e6)}.${String(last % 1e6).padStart(6, '0')}`
    },
    next: (prefix: string) => prefix + randomBytes(5).toString('hex').toUpperCase(),
    /** As Slack fills in where an app gave no block_id or action_id. */
    short: () => randomBytes(4).toString('base64url').slice(0, 5),
    hash: () => `${Math.floor(clock.now() / 1000)}.${randomBytes(4).toString('hex')}`,
  }
}
export type Ids = ReturnType<typeof createIds>
