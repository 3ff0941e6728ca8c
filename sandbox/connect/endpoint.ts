import { type Answer, empty, json } from './answer.ts'
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
 * `memory` nothing; `target` writes the target state from any worker; `read` and `lookup` go through the herder's
 * thread; `write` and `offsets` through the leader's; `restart` through the owner's.
 */
export type Kind = 'memory' | 'health' | 'target' | 'read' | 'lookup' | 'write' | 'restart' | 'offsets'

/** In the order in which `Allow` lists them. */
export const METHODS = ['HEAD', 'DELETE', 'POST', 'GET', 'OPTIONS', 'PUT', 'PATCH'] as const
type Method = Exclude<(typeof METHODS)[number], 'HEAD' | 'OPTIONS'>

interface Traits {
  /** First Kafka version that has it. */
  since?: string
  /** Done all the same once a frozen broker thaws, after the caller was told of a time-out. */
  carriedOut?: boolean
  /** Between workers: not covered by basic auth. */
  open?: boolean
}

export interface Endpoint extends Traits {
  method: string
  /** Parts of the path: literal, or `{…}`. */
  segments: string[]
  kind: Kind
  run(call: Call): Answer | Promise<Answer>
}

export const segmentsOf = (path: string) => path.split('/').filter((segment) => segment !== '')

/** `spec` as documentation writes it: "PUT /connectors/{c}/pause". */
export function endpoint(
  spec: `${Method} /${string}`,
  kind: Kind,
  run: Endpoint['run'],
  traits: Traits = {},
): Endpoint {
  const [method = '', path = ''] = spec.split(' ')
  return { method, segments: segmentsOf(path), kind, run, ...traits }
}

/** An answer with what was read of the connector or plugin that the path names. */
export const shown =
  (read: (name: string, call: Call) => unknown): Endpoint['run'] =>
  (call) =>
    json(200, read(call.params[0] ?? '', call))

/** An answer without a body, once it is done. */
export const done =
  (status: number, act: (name: string, call: Call) => void): Endpoint['run'] =>
  (call) => {
    act(call.params[0] ?? '', call)
    return empty(status)
  }
