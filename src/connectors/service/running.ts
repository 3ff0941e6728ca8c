import type { Clock } from '../../connect/clock.ts'
import { ConnectError } from '../../connect/errors.ts'
import { UserError } from '../../errors.ts'
import type { Operation, Outcome } from '../model.ts'
import type { AuditEntry, Records } from '../records.ts'

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

type End = Required<Pick<AuditEntry, 'outcome' | 'detail'>>

export type Running = ReturnType<typeof createRunning>

/** The operations under way, of this process and of others, and how they end. Nothing here rejects. */
export function createRunning({ records, clock, log, stopping }: Deps) {
  const here = new Map<string, PromiseWithResolvers<Outcome>>()
  let renewing = false

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
    await records.operations.renew(ids, clock.now() + LEASE).catch((error: unknown) => {
      log.error({ ids, error }, 'claims could not be renewed')
    })
  }

  /** The entry is completed before the claim is let go: who waits for the claim reads it then. */
  async function record(operation: Operation, end: End) {
    const { id, cluster, connector, action } = operation
    const failed = (what: string) => (error: unknown) => log.error({ id, cluster, connector, action, error }, what)
    const durationMs = clock.now() - operation.startedAt
    await records.audit.complete(id, { ...end, durationMs }).catch(failed('an audit entry could not be completed'))
    await records.operations.finish(id).catch(failed('a claim could not be let go'))
  }

  function tell(operation: Operation, outcome: Outcome) {
    here.get(operation.id)?.resolve(outcome)
    here.delete(operation.id)
  }

  async function elsewhere(holder: Operation): Promise<Outcome> {
    while ((await records.operations.running(holder))?.id === holder.id) await clock.sleep(1_000, stopping)
    const { cluster, connector } = holder
    const entries = await records.audit.list({ cluster, connector, limit: 50 })
    const entry = entries.find(({ id }) => id === holder.id)
    const seconds = Math.round((clock.now() - holder.startedAt) / 1000)
    if (!entry?.outcome) return { kind: 'unsettled', detail: 'its outcome is not known', seconds }
    const kind = entry.outcome === 'refused' || entry.outcome === 'error' ? 'failed' : entry.outcome
    return { kind, detail: entry.detail ?? '', seconds }
  }

  return {
    /** Before the claim, so that whoever finds it taken finds its promise too. */
    announce(operation: Operation) {
      here.set(operation.id, Promise.withResolvers<Outcome>())
      void keepRenewing()
    },
    /** What processes that fell silent left: of this one from now on. Its own claims are renewed before. */
    async takeOver(): Promise<Operation[]> {
      await renew()
      return records.operations.takeOver(clock.now() + LEASE)
    },
    async end(operation: Operation, outcome: Outcome) {
      await record(operation, { outcome: outcome.kind, detail: outcome.detail })
      tell(operation, outcome)
    },
    /** Refused or failed before Connect had taken it. */
    async refuse(operation: Operation, error: unknown) {
      const said = error instanceof UserError || error instanceof ConnectError
      const detail = said ? error.message : 'an error of this app'
      const outcome: Outcome = { kind: 'failed', detail, seconds: 0 }
      await record(operation, { outcome: error instanceof UserError ? 'refused' : 'error', detail })
      tell(operation, outcome)
    },
    /** Left to the next process, which need not wait until the silence tells: its records stay as they are. */
    async leave(operation: Operation, outcome: Outcome) {
      const { id, cluster, connector } = operation
      await records.operations.renew([id], clock.now()).catch((error: unknown) => {
        log.error({ id, cluster, connector, error }, 'a claim could not be handed over')
      })
      tell(operation, outcome)
    },
    /** How somebody's operation ends. */
    outcomeOf: (holder: Operation): Promise<Outcome> =>
      here.get(holder.id)?.promise ??
      elsewhere(holder).catch(() => ({ kind: 'unsettled', detail: 'its outcome is not known', seconds: 0 })),
    /** Once everything of this process has ended. */
    idle: async () => {
      await Promise.all([...here.values()].map(({ promise }) => promise))
    },
  }
}
