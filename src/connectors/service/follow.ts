import type { Clock } from '../../connect/clock.ts'
import { keyOf } from '../key.ts'
import type { Look } from '../looks.ts'
import type { ConnectCluster, Operation, Outcome } from '../model.ts'
import type { Plan } from '../plan.ts'
import type { Records } from '../records.ts'
import { correct, reread, settle } from '../settle.ts'
import type { Watched } from '../sights.ts'
import { WRITES } from '../writes.ts'
import type { Log, Running } from './running.ts'

/** An operation that Connect was asked for. */
export interface Following {
  operation: Operation
  cluster: ConnectCluster
  plan: Plan
  onProgress?: ((text: string) => void) | undefined
}

interface Deps {
  records: Records
  running: Running
  clock: Clock
  log: Log
  /** Aborted when the process is about to end: what has not settled is left to the next one. */
  stopping: AbortSignal
}

export type Follow = ReturnType<typeof createFollow>

/** Follows what Connect was asked for until it has happened, and records how it ended. What it answers never rejects. */
export function createFollow({ records, running, clock, log, stopping }: Deps) {
  /** By connector: the watch for failures after a success. The next operation ends it. */
  const watches = new Map<string, AbortController>()

  async function follow(
    following: Following,
    watched: Watched,
  ): Promise<{ outcome: Outcome; last?: Look | undefined }> {
    const { operation, plan, onProgress } = following
    const asked = { startedAt: operation.startedAt, plan }
    try {
      // First of all, so that another process can go on from here.
      await records.operations.keepPlan(operation.id, plan)
      if (plan.unknown !== undefined) return { outcome: await reread(watched, asked, plan.unknown) }
      return await settle(watched, WRITES[operation.action].settles, asked, onProgress)
    } catch (error) {
      const seconds = Math.round((clock.now() - operation.startedAt) / 1000)
      if (stopping.aborted) {
        const detail = 'this app is being restarted; the outcome follows when it is back'
        return { outcome: { kind: 'unsettled', detail, seconds, left: true } }
      }
      const { id, cluster, connector } = operation
      log.error({ id, cluster, connector, error }, 'an operation could not be followed')
      return { outcome: { kind: 'unsettled', detail: 'this app lost sight of it; look again', seconds } }
    }
  }

  async function watch({ operation, plan }: Following, watched: Watched, success: Outcome, last: Look) {
    const over = new AbortController()
    const key = keyOf(operation)
    watches.set(key, over)
    const signal = AbortSignal.any([stopping, over.signal])
    try {
      const outcome = await correct({ ...watched, signal }, { startedAt: operation.startedAt, plan }, last)
      if (!outcome) return
      const durationMs = clock.now() - operation.startedAt
      const detail = `${success.detail}, then ${outcome.detail}`
      await records.audit.complete(operation.id, { outcome: outcome.kind, detail, durationMs })
      return outcome
    } catch (error) {
      const { id, cluster, connector } = operation
      if (!signal.aborted) log.error({ id, cluster, connector, error }, 'a watch after a success has failed')
    } finally {
      if (watches.get(key) === over) watches.delete(key)
    }
  }

  return function start(following: Following) {
    const { operation, cluster, plan } = following
    const { settles } = WRITES[operation.action]
    const { client } = cluster
    const watched = { client, clock, name: operation.connector, seenIn: settles.seenIn, signal: stopping }
    watches.get(keyOf(operation))?.abort()

    const ended = follow(following, watched).then(async ({ outcome: seen, last }) => {
      const outcome = withPlan(seen, plan)
      if (!stopping.aborted) return { outcome: await running.end(operation, outcome), last }
      await running.leave(operation, outcome)
      return { outcome, last }
    })
    return {
      settled: ended.then(({ outcome }) => outcome),
      /** A failure within 2 minutes after a success. */
      correction: ended.then(({ outcome, last }) => {
        if (outcome.kind === 'done' && last && settles.correctable) return watch(following, watched, outcome, last)
      }),
    }
  }
}

/** How it ended, with what the plan says of it: it is told by whichever process sees the end. */
function withPlan(outcome: Outcome, { kept, previous, notes = [] }: Plan): Outcome {
  return {
    ...outcome,
    detail: [outcome.detail, ...notes].join('; '),
    ...(kept !== undefined && { kept }),
    ...(previous !== undefined && { previous }),
  }
}
