import type { Clock } from '../../connect/clock.ts'
import type { ConnectCluster } from '../model.ts'
import type { AccessPolicy, Actor } from '../policy.ts'
import type { Records } from '../records.ts'
import { createAccess } from './access.ts'
import { createActs } from './act.ts'
import { createAdmission } from './admission.ts'
import { createClusters } from './clusters.ts'
import { createFind } from './find.ts'
import { createFinish } from './finish.ts'
import { createFleet } from './fleet.ts'
import { createFollow } from './follow.ts'
import { createInfo } from './info.ts'
import { createList } from './list.ts'
import { createOwn } from './own.ts'
import { createReads } from './read.ts'
import { createRunning, type Log } from './running.ts'
import { createWrites } from './write.ts'

export interface ServiceDeps {
  clusters: readonly ConnectCluster[]
  policy: AccessPolicy
  records: Records
  clock: Clock
  log: Log
  /** Where the missing right can be asked for; a sentence for the end of a refusal. */
  whereToAsk?: string
  /** Config keys that the administrator calls secret. */
  secretKeys?: ReadonlySet<string>
}

export type Service = ReturnType<typeof createService>

/**
 * What operators may do, each checked against the rights of who asks. The sole holder of the Connect clients.
 * Methods throw UserError (NotFound, NotAllowed, Busy) and ConnectError.
 */
export function createService(deps: ServiceDeps) {
  const { clusters, policy, records, clock, log, whereToAsk, secretKeys = new Set() } = deps
  const stop = new AbortController()
  const stopping = stop.signal
  const info = createInfo(clock)
  const access = createAccess({ clusters, policy, info, clock })
  const fleet = createFleet({ access, policy, clock })
  const admission = createAdmission({ access, fleet, whereToAsk })
  const running = createRunning({ records, clock, log, stopping })
  const follow = createFollow({ records, running, clock, log, stopping })
  const writes = createWrites({ access, admission, records, running, follow, clock, stopping })
  const acts = createActs({ access, info, records, writes })

  return {
    /** Ids of the Connect clusters on which the actor has some right: what they may be told of. */
    clusterIds: async (actor: Actor) => (await access.visible(actor)).map(({ cluster }) => cluster.id),
    ...createList(fleet),
    ...createFind(fleet),
    ...createClusters(fleet, info),
    ...createReads({ admission, pending: records.operations.running, secretKeys }),
    ...createOwn({ access, policy, records }),
    ...acts,
    ...createFinish({ clusters, records, running, follow, log }),
    /** Waits for what is under way, at most `grace` milliseconds; what is left then is finished by the next process. */
    async close(grace: number): Promise<void> {
      const waited = new AbortController()
      const patience = clock.sleep(grace, waited.signal).catch(() => undefined)
      await Promise.race([running.idle(), patience])
      waited.abort()
      stop.abort()
      await running.idle()
    },
  }
}
