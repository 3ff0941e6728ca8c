import { randomBytes } from 'node:crypto'
import type { Clock } from './clock.ts'

const TRIGGER_MS = 3000

interface Trigger {
  user: string
  since: number
  used: boolean
}

/** Trigger ids: each opens one view, within three seconds of what the person did. */
export function createTriggers(clock: Clock) {
  const triggers = new Map<string, Trigger>()
  return {
    issue(user: string): string {
      const id = `${clock.now()}.${randomBytes(8).toString('hex')}`
      triggers.set(id, { user, since: clock.now(), used: false })
      return id
    },
    /** The person behind the id, or Slack's error; the id is spent with a success. */
    exchange(id: string): { user: string } | { error: string } {
      const trigger = triggers.get(id)
      if (!trigger) return { error: 'invalid' }
      if (trigger.used) return { error: 'exchanged_trigger_id' }
      if (clock.now() - trigger.since >= TRIGGER_MS) return { error: 'expired_trigger_id' }
      trigger.used = true
      return { user: trigger.user }
    },
  }
}
export type Triggers = ReturnType<typeof createTriggers>
