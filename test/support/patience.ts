/**
 * Real milliseconds until what comes late on a busy machine is missed: below Vitest's own limit, so that a failure says
 * what did not come.
 */
export const PATIENCE = 25_000

/** For `vi.waitFor` and `vi.waitUntil`, which give up after a second by themselves. */
export const PATIENT = { timeout: PATIENCE, interval: 5 }
