/** Our one verdict on a status. */
export type Health = 'healthy' | 'degraded' | 'failed' | 'paused' | 'stopped' | 'starting' | 'rebalancing' | 'unknown'

export interface Verdict {
  health: Health
  /** A short phrase: "1 of 6 tasks failed", "connector failed", "running without tasks". */
  reason: string
  tasks: number
  failedTasks: readonly number[]
}

/** The innermost meaningful cause of a stack trace. */
export interface Cause {
  /** Simple class name: PSQLException. */
  exception: string
  /** One line, scrubbed. May be empty. */
  message: string
}
