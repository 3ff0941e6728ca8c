import { randomUUID } from 'node:crypto'
import type { Clock } from '../../connect/clock.ts'
import type { Operation, Outcome } from '../model.ts'
import type { Records } from '../records.ts'
import { type End, endOf } from './errors.ts'

export interface Log {
  error(fields: Record<string, unknown>, message: string): void
}

interface Deps {
  records: Records
  clock: Clock
  log: Log
  /** Aborted when the process is about to end. */
  stopping: AbortSignal
}

/** A claim is held so long without a word of its process, which renews it well before. */
export const LEASE = 30_000

export type Running = ReturnType<typeof createRunning>

/** The operations under way, of this process and of others, and how they end. Nothing but `takeOver` rejects. */
export function createRunning({ records, clock, log, stopping }: Deps) {
  const here = new Map<string, PromiseWithResolvers<Outcome>>()
  let renewing = false
  /** Who holds the claims of this process. */
  const holder = randomUUID()

  /** One loop for all operations of this process, while there are any. */
  async function keepRenewing() {
    if (renewing) return
    renewing = true
    while (here.size > 0 && !stopping.aborted) {
      await clock.sleep(LEASE / 3, stopping).then(renew, () => undefined)
    }
    renewing = false
  }

  async function renew(): Promise<void> {
    const ids = [...here.keys()]
    if (ids.length === 0) return
    await records.operations.renew(ids, holder, clock.now() + LEASE).catch((error: unknown) => {
      log.error({ ids, error }, 'claims could not be renewed')
    })
  }

  /** false: a process that was held up for so long that another one took it over; that one tells how it ended. */
  async function record(operation: Operation, end: End): Promise<boolean> {
    const { id, cluster, connector, action } = operation
    const durationMs = clock.now() - operation.startedAt
    return records.operations.end(id, holder, { ...end, durationMs }).catch((error: unknown) => {
      log.error({ id, cluster, connector, action, error }, 'how an operation ended could not be written down')
      return true
    })
  }

  function tell(operation: Operation, outcome: Outcome) {
    here.get(operation.id)?.resolve(outcome)
    here.delete(operation.id)
  }

  async function elsewhere(other: Operation): Promise<Outcome> {
    while ((await records.operations.running(other))?.id === other.id) await clock.sleep(1_000, stopping)
    const { cluster, connector } = other
    const entries = await records.audit.list({ cluster, connector, limit: 50 })
    const entry = entries.find(({ id }) => id === other.id)
    const seconds = Math.round((clock.now() - other.startedAt) / 1000)
    if (!entry?.outcome) return { kind: 'unsettled', detail: 'its outcome is not known', seconds }
    const kind = entry.outcome === 'refused' || entry.outcome === 'error' ? 'failed' : entry.outcome
    return { kind, detail: entry.detail ?? '', seconds }
  }

  return {
    holder,
    /** Before the claim, so that whoever finds it taken finds its promise too. */
    announce(operation: Operation) {
      here.set(operation.id, Promise.withResolvers<Outcome>())
      void keepRenewing()
    },
    /** What processes that fell silent left: of this one from now on. Its own claims are renewed before. */
    async takeOver(): Promise<Operation[]> {
      await renew()
      return records.operations.takeOver(holder, clock.now() + LEASE)
    },
    /** Answers what is to be told here. */
    async end(operation: Operation, outcome: Outcome): Promise<Outcome> {
      const isOurs = await record(operation, { outcome: outcome.kind, detail: outcome.detail })
      const told: Outcome = isOurs
        ? outcome
        : { kind: 'unsettled', detail: ELSEWHERE, seconds: outcome.seconds, left: true }
      tell(operation, told)
      return told
    },
    /** Refused or failed before Connect had taken it. */
    async refuse(operation: Operation, error: unknown) {
      const end = endOf(error)
      await record(operation, end)
      tell(operation, { kind: 'failed', detail: end.detail, seconds: 0 })
    },
    /** Left to the next process, which need not wait until the silence tells: its records stay as they are. */
    async leave(operation: Operation, outcome: Outcome) {
      const { id, cluster, connector } = operation
      await records.operations.renew([id], holder, clock.now()).catch((error: unknown) => {
        log.error({ id, cluster, connector, error }, 'a claim could not be handed over')
      })
      tell(operation, outcome)
    },
    /** How somebody's operation ends. */
    outcomeOf: (other: Operation): Promise<Outcome> =>
      here.get(other.id)?.promise ??
      elsewhere(other).catch(() => ({ kind: 'unsettled', detail: 'its outcome is not known', seconds: 0 })),
    /** Once everything of this process has ended. */
    idle: async () => {
      await Promise.all([...here.values()].map(({ promise }) => promise))
    },
  }
}

const ELSEWHERE = 'this app was held up; another process of it goes on, and tells how it ended'
