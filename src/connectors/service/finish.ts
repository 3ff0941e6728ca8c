import type { ConnectCluster, Operation, Outcome } from '../model.ts'
import { NO_PLAN, readPlan } from '../plan.ts'
import type { Records } from '../records.ts'
import type { Follow } from './follow.ts'
import type { Log, Running } from './running.ts'

interface Deps {
  clusters: readonly ConnectCluster[]
  records: Records
  running: Running
  follow: Follow
  log: Log
}

type OnOutcome = (operation: Operation, outcome: Outcome) => void | Promise<void>

/** Goes on with what an earlier process has left. Outcomes are told without causes: whoever asked may inspect no more. */
export function createFinish({ clusters, records, running, follow, log }: Deps) {
  async function finish(operation: Operation): Promise<Outcome> {
    const cluster = clusters.find(({ id }) => id === operation.cluster)
    running.announce(operation)
    if (!cluster) {
      const detail = `${operation.cluster} is no longer configured: how it ended is not known`
      const outcome: Outcome = { kind: 'unknown', detail, seconds: 0 }
      await running.end(operation, outcome)
      return outcome
    }
    const plan = readPlan(operation.plan)
    const unknown = plan ? {} : { unknown: 'This app was stopped while it asked Kafka Connect' }
    const { cause: _, ...outcome } = await follow({ operation, cluster, plan: plan ?? NO_PLAN, ...unknown }).settled
    return outcome
  }

  return {
    /** At start-up. Resolves once all have been told. */
    async finishUnfinished(onOutcome: OnOutcome): Promise<void> {
      const left = (await records.operations.unfinished()).filter((operation) => !running.isHere(operation))
      await Promise.all(
        left.map(async (operation) => {
          const { id, cluster, connector } = operation
          const failed = (error: unknown) =>
            log.error({ id, cluster, connector, error }, 'an outcome could not be told')
          await finish(operation)
            .then((outcome) => onOutcome(operation, outcome))
            .catch(failed)
        }),
      )
    },
  }
}
