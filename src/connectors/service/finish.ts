import type { Clock } from '../../connect/clock.ts'
import type { ConnectCluster, Operation, Outcome } from '../model.ts'
import { readPlan, STOPPED } from '../plan.ts'
import type { Follow } from './follow.ts'
import { LEASE, type Log, type Running } from './running.ts'

interface Deps {
  clusters: readonly ConnectCluster[]
  running: Running
  follow: Follow
  clock: Clock
  log: Log
  /** Aborted when the process takes no more work. */
  closing: AbortSignal
}

type OnOutcome = (operation: Operation, outcome: Outcome) => void | Promise<void>

/** Goes on with what processes left that are no more. Told without causes: whoever asked may inspect no more. */
export function createFinish({ clusters, running, follow, clock, log, closing }: Deps) {
  async function finish(operation: Operation): Promise<Outcome> {
    const cluster = clusters.find(({ id }) => id === operation.cluster)
    running.announce(operation)
    if (!cluster) {
      const detail = `${operation.cluster} is no longer configured: how it ended is not known`
      const outcome: Outcome = { kind: 'unknown', detail, seconds: 0 }
      return running.end(operation, outcome)
    }
    const plan = readPlan(operation.plan) ?? STOPPED
    const { cause: _, ...outcome } = await follow({ operation, cluster, plan }).settled
    return outcome
  }

  return {
    /**
     * Runs a round of finishing at once and every 30 s until the service is closed, since another process may die at any
     * time. A round does not wait for the one before.
     */
    async keepFinishing(round: () => Promise<void>): Promise<void> {
      while (!closing.aborted) {
        round().catch((error: unknown) => log.error({ error }, 'what another process left could not be finished'))
        await clock.sleep(LEASE, closing).catch(() => undefined)
      }
    },

    /** Takes over what no process holds any more. Resolves once all have been told. */
    async finishUnfinished(onOutcome: OnOutcome): Promise<void> {
      const left = await running.takeOver()
      await Promise.all(
        left.map(async (operation) => {
          const { id, cluster, connector } = operation
          const failed = (error: unknown) =>
            log.error({ id, cluster, connector, error }, 'an outcome could not be told')
          await finish(operation)
            // What is left to another process is told there.
            .then((outcome) => (outcome.left ? undefined : onOutcome(operation, outcome)))
            .catch(failed)
        }),
      )
    },
  }
}
