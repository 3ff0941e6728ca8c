import { subscribe } from 'node:diagnostics_channel'
import { Socket } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { createTestClock } from '../../test/support/clock.ts'

const STEP_MS = 1_000

/** Time that passes as fast as the work in it is done: it stands still while a request or a connection is under way. */
export function createFastClock() {
  const clock = createTestClock(Date.now())
  const underway = new Set<unknown>()
  const requestOf = (message: unknown) =>
    typeof message === 'object' && message !== null && 'request' in message ? message.request : message
  subscribe('undici:request:create', (message) => underway.add(requestOf(message)))
  for (const end of ['undici:request:trailers', 'undici:request:error']) {
    subscribe(end, (message) => underway.delete(requestOf(message)))
  }
  subscribe('net.client.socket', (message) => {
    const socket = typeof message === 'object' && message !== null && 'socket' in message ? message.socket : undefined
    if (!(socket instanceof Socket)) return
    underway.add(socket)
    for (const end of ['connect', 'close']) socket.once(end, () => underway.delete(socket))
  })

  return {
    now: clock.now,
    sleep: clock.sleep,
    async pass(ms: number): Promise<void> {
      const end = clock.now() + ms
      while (clock.now() < end) {
        await setImmediate()
        if (underway.size === 0) await clock.advance(STEP_MS)
      }
    },
  }
}
