import { setTimeout as delay } from 'node:timers/promises'

/** Time as it is passed in, so that tests can move it. Milliseconds. */
export interface Clock {
  now(): number
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export const realClock: Clock = {
  now: Date.now,
  sleep: (ms, signal) => delay(ms, undefined, signal ? { signal } : {}),
}

/**
 * How long things take, in milliseconds. What a real worker needs stands behind each; where that would only make
 * tests slow the stand-in is quicker.
 */
export const DELAYS = {
  /** From the answer to POST until `/status` knows the connector: 10 to 45. */
  status: 20,
  /** From the connector's first status to its tasks': 30 to 100. */
  tasks: 40,
  /** A PUT bounces the connector: 20 to 40. */
  bounce: 30,
  /** Restart, until the instance runs again: some, up to 900. */
  restart: 40,
  /** Tasks of a paused connector: up to 500, since a poll must end. */
  pauseTasks: 50,
  /** Stop, until STOPPED without tasks: up to 3100. */
  stop: 100,
  /** `/status` of a deleted connector: 800 to 3000. */
  forget: 200,
  /** A started instance with a fault fails again. */
  crash: 60,
  /** A killed worker is missed: session time-out of 10 s. */
  session: 300,
  /** Its tasks are given to others: `scheduled.rebalance.max.delay.ms`. */
  reassign: 100,
  /** A starting worker answers HTML: 1300. */
  starting: 100,
  /** With a frozen broker: until `/health` gives up. */
  healthTimeout: 10_000,
  /** … until a pause or resume gives up. */
  targetTimeout: 30_000,
  /** … until every other request gives up. */
  requestTimeout: 90_000,
}
export type Delays = typeof DELAYS
