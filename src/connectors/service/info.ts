import type { ReadOptions } from '../../connect/client.ts'
import type { Clock } from '../../connect/clock.ts'
import type { ConnectCluster } from '../model.ts'

/** A worker's version changes with an upgrade, the Kafka cluster's id hardly ever. */
const FRESH = 600_000

export type Info = ReturnType<typeof createInfo>

/** What `GET /` says of each Connect cluster, asked at most every 10 minutes; an old answer is better than none. */
export function createInfo(clock: Clock) {
  type Answer = Awaited<ReturnType<ConnectCluster['client']['info']>>
  const known = new Map<string, { at: number; answer: Answer }>()

  return async (cluster: ConnectCluster, options?: ReadOptions): Promise<Answer> => {
    const old = known.get(cluster.id)
    if (old && clock.now() - old.at < FRESH) return old.answer
    try {
      const answer = await cluster.client.info(options)
      known.set(cluster.id, { at: clock.now(), answer })
      return answer
    } catch (error) {
      if (old) return old.answer
      throw error
    }
  }
}
