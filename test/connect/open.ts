import { onTestFinished } from 'vitest'
import { type ConnectClientOptions, createConnectClient } from '../../src/connect/client.ts'
import type { Clock } from '../../src/connect/clock.ts'
import { ConnectError } from '../../src/connect/errors.ts'

/** Time limits that no test reaches. */
export const NO_LIMITS = { read: 1e9, health: 1e9, write: 1e9 }

/** Pauses pass at once, are remembered and move the time; time limits are never reached. */
export function createImpatientClock(): Clock & { pauses: number[] } {
  let now = 0
  const pauses: number[] = []
  return {
    pauses,
    now: () => now,
    sleep: async (ms) => {
      if (ms === NO_LIMITS.read) return new Promise(() => {})
      now += ms
      pauses.push(ms)
    },
  }
}

/** A client that is closed when the test is finished. */
export function openClient(options: Omit<ConnectClientOptions, 'clock'> & { clock?: Clock }) {
  const defaults = options.clock ? {} : { limits: NO_LIMITS }
  const client = createConnectClient({ clock: createImpatientClock(), random: () => 0.5, ...defaults, ...options })
  onTestFinished(() => client.close())
  return client
}

/** The ConnectError that a call ends with. */
export async function errorOf(call: Promise<unknown>): Promise<ConnectError> {
  const error = await call.then(
    () => new Error('the call succeeded'),
    (reason: unknown) => reason,
  )
  if (error instanceof ConnectError) return error
  throw error
}
