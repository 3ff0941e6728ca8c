import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { ConnectorStatus } from '../connect/schemas.ts'

/** The connector itself (no task) or one of its tasks, as one look saw it. */
const Instance = z.object({
  task: z.int().optional(),
  state: z.string(),
  /** Hash of the stack trace: enough to tell the same failure from another, and nothing secret is kept. */
  trace: z.string().optional(),
})
export type Instance = z.infer<typeof Instance>

/** What settling needs to know of the request beside its action. It is kept, so that a later process can go on. */
const Plan = z.object({
  /** As it was before: what a restart was to restart, or the whole of a connector that was stopped to go on like that. */
  instances: z.array(Instance).default([]),
  /** Under which id a deleted connector's config is kept. */
  kept: z.string().optional(),
  /** Under which id the config of before an edit is kept. */
  previous: z.string().optional(),
  /** What a person should know beside how it went. */
  notes: z.array(z.string()).optional(),
  /** Why it is not known whether Connect has done it. */
  unknown: z.string().optional(),
})
export type Plan = z.infer<typeof Plan>

export const NO_PLAN: Plan = { instances: [] }

/** The process ended before Connect had answered. */
export const STOPPED: Plan = { ...NO_PLAN, unknown: 'this app was stopped while it asked Kafka Connect' }

/** The plan of a kept operation; undefined where none was kept. */
export function readPlan(kept: unknown): Plan | undefined {
  return Plan.safeParse(kept).data
}

/** The connector first, then its tasks by number: those of a restart plan come in any order. */
export function instancesOf(status: ConnectorStatus): Instance[] {
  return [
    { state: status.connector.state, trace: traceHash(status.connector.trace) },
    ...status.tasks
      .toSorted((a, b) => a.id - b.id)
      .map(({ id, state, trace }) => ({ task: id, state, trace: traceHash(trace) })),
  ]
}

function traceHash(trace: string | undefined): string | undefined {
  return trace === undefined ? undefined : createHash('sha256').update(trace).digest('base64url').slice(0, 16)
}
