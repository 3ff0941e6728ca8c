import type { Clock } from '../../connect/clock.ts'
import type { Guard } from '../guards.ts'
import type { ConnectCluster } from '../model.ts'
import type { AccessPolicy, Actor } from '../policy.ts'
import type { Records } from '../records.ts'
import type { Listed } from '../secrets.ts'
import { createAccess } from './access.ts'
import { createActs } from './act.ts'
import { createAdmission } from './admission.ts'
import { createAmong } from './among.ts'
import { createBegin } from './begin.ts'
import { createBulk } from './bulk.ts'
import { createBulkRuns } from './bulk-run.ts'
import { createBulkWork } from './bulk-work.ts'
import { createClusters } from './clusters.ts'
import { createDefinitions } from './definitions.ts'
import { createFind } from './find.ts'
import { createFinish } from './finish.ts'
import { createFleet } from './fleet.ts'
import { createFollow } from './follow.ts'
import { createForms } from './forms.ts'
import { inTime } from './in-time.ts'
import { createInfo } from './info.ts'
import { createList } from './list.ts'
import { createLoggers } from './loggers.ts'
import { createMatching } from './matching.ts'
import { createOffsets } from './offsets.ts'
import { createOwn } from './own.ts'
import { createPlaces } from './places.ts'
import { createReads } from './read.ts'
import { createRunning, type Log } from './running.ts'
import { createSaves } from './save.ts'
import { createStarts } from './start.ts'
import { createSurroundings } from './surroundings.ts'
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
  secretKeys?: Listed
  /** What only holders of some roles may set in a config. */
  guards?: readonly Guard[]
  /** From 0 to 1: spreads what is sent in bulk. */
  random?: () => number
}

/** For writing down what is left to the next process. */
const HANDOVER = 2_000

export type Service = ReturnType<typeof createService>

/**
 * What operators may do, each checked against the rights of who asks. The sole holder of the Connect clients.
 * Methods throw UserError (NotFound, NotAllowed, Busy) and ConnectError.
 */
export function createService(deps: ServiceDeps) {
  const { clusters, policy, records, clock, log, whereToAsk, secretKeys = new Set(), guards = [] } = deps
  const { random = Math.random } = deps
  const close = new AbortController()
  const closing = close.signal
  const stop = new AbortController()
  const stopping = stop.signal
  const info = createInfo(clock)
  const access = createAccess({ clusters, policy, info })
  const fleet = createFleet({ access, policy, clock })
  const admission = createAdmission({ access, fleet, whereToAsk })
  const running = createRunning({ records, clock, log, stopping })
  const follow = createFollow({ records, running, clock, log, stopping })
  const begin = createBegin({ access, records, clock })
  const writes = createWrites({ begin, admission, records, running, follow, clock, stopping })
  const definitions = createDefinitions(clock)
  const surroundings = createSurroundings(clock, access)
  const places = createPlaces({ access, admission })
  const forming = {
    admission,
    places,
    definitions,
    records,
    secretKeys,
    guards,
    info,
    writes,
    clock,
    log,
    surroundings,
  }
  const reads = createReads({ admission, pending: records.operations.running, definitions, secretKeys })
  const acts = createActs({ access, info, records, writes, show: reads.show, guards, definitions, secretKeys })
  const matching = createMatching({ fleet, records })
  const work = createBulkWork({ matching, act: acts.act, records, clock, log, random, stopping })
  const runs = createBulkRuns({ work, records, clock, log, closing })

  return {
    /** Ids of the Connect clusters on which the actor has some right: what they may be told of. */
    clusterIds: async (actor: Actor) => (await access.visible(actor)).map(({ cluster }) => cluster.id),
    ...createAmong(access),
    ...createList(fleet),
    ...createFind(fleet, clock),
    ...createClusters(fleet, info),
    ...reads,
    ...createOwn({ access, policy, records }),
    ...acts,
    ...createStarts(forming),
    ...createForms(forming),
    ...createSaves(forming),
    ...createOffsets({ admission, info, records, writes, clock, stopping }),
    ...createLoggers({ admission, fleet, info, clusters, records, clock, log, closing }),
    ...createBulk({ matching, runs, records, clock }),
    finishBulks: runs.finishBulks,
    ...createFinish({ clusters, running, follow, clock, log, closing }),
    /** Begins nothing by itself any more, and hands bulk operations to the next; requests and what runs go on. */
    leave: () => close.abort(),
    /** Waits for what is under way, `grace` milliseconds and a little; what is left then the next process finishes. */
    async close(grace: number): Promise<void> {
      close.abort()
      const idle = () => Promise.all([running.idle(), runs.idle()])
      await inTime(clock, grace, idle).catch(() => undefined)
      stop.abort()
      await inTime(clock, HANDOVER, idle).catch(() => undefined)
    },
  }
}
