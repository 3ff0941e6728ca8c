import type { Answer } from './answer.ts'
import type { Worker } from './workers.ts'

export interface Call {
  /** Decoded `{…}` parts of the path, in order. */
  params: string[]
  query: URLSearchParams
  text: string
  worker: Worker
}

/**
 * What stands in a call's way beside its own refusals:
 * `memory` nothing; `target` writes the target state from any worker; `read` goes through the herder's thread;
 * `write` through the leader's; `restart` through the owner's.
 */
export type Kind = 'memory' | 'health' | 'target' | 'read' | 'lookup' | 'write' | 'restart' | 'offsets'

export interface Endpoint {
  kind: Kind
  /** First Kafka version that has it. */
  since?: string
  /** Done all the same once a frozen broker thaws, after the caller was told of a time-out. */
  carriedOut?: boolean
  /** Between workers: not covered by basic auth. */
  open?: boolean
  run(call: Call): Answer | Promise<Answer>
}

export const METHODS = ['HEAD', 'DELETE', 'POST', 'GET', 'OPTIONS', 'PUT', 'PATCH'] as const
export type Method = Exclude<(typeof METHODS)[number], 'HEAD' | 'OPTIONS'>

export interface Route {
  path: string
  methods: Partial<Record<Method, Endpoint>>
}
