import type { ReadOptions } from '../../connect/client.ts'
import type { Clock } from '../../connect/clock.ts'
import type { ConnectCluster } from '../model.ts'
import { inTime } from './in-time.ts'

/** A worker's version changes with an upgrade, the Kafka cluster's id hardly ever. */
const FRESH = 600_000

export type Info = ReturnType<typeof createInfo>

interface Options extends ReadOptions {
  /** A silent one is waited for so many milliseconds. */
  limit?: number
}

/** What `GET /` says of each Connect cluster, asked at most every 10 minutes; an old answer is better than none. */
export function createInfo(clock: Clock) {
  type Answer = Awaited<ReturnType<ConnectCluster['client']['info']>>
  const known = new Map<string, { at: number; answer: Answer }>()

  return async (cluster: ConnectCluster, { limit, ...options }: Options = {}): Promise<Answer> => {
    const old = known.get(cluster.id)
    if (old && clock.now() - old.at < FRESH) return old.answer
    const { client } = cluster
    const ask = (signal: AbortSignal) => client.info({ ...options, signal })
    try {
      const answer = await (limit === undefined ? client.info(options) : inTime(clock, limit, ask))
      known.set(cluster.id, { at: clock.now(), answer })
      return answer
    } catch (error) {
      if (old) return old.answer
      throw error
    }
  }
}
