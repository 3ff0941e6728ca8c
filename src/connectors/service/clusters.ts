import type { ConnectError } from '../../connect/errors.ts'
import { type Health, healthOf } from '../health.ts'
import type { Actor } from '../policy.ts'
import type { Fleet } from './fleet.ts'
import type { Info } from './info.ts'

export interface ClusterSummary {
  id: string
  name: string
  version?: string
  /** Counts are of what the actor may see. */
  connectors?: number
  tasks?: number
  /** Connectors that failed or of which tasks failed. */
  failed?: number
  readOnly: boolean
  error?: ConnectError
}

export interface ClusterPlugins {
  cluster: { id: string; name: string }
  plugins: { class: string; type: string; version?: string | undefined }[]
  error?: ConnectError
}

const UNWELL: readonly Health[] = ['failed', 'degraded']

/** Reads about whole Connect clusters, for those who have some right on something there. */
export function createClusters(fleet: Fleet, info: Info) {
  return {
    async clusters(actor: Actor): Promise<ClusterSummary[]> {
      const all = await fleet.across(actor, undefined, async (cluster, view, options) => {
        const [{ version }, statuses] = await Promise.all([info(cluster, options), cluster.client.statuses(options)])
        const seen = [...statuses].filter(([name]) => view.sees(name)).map(([, status]) => status)
        return {
          version,
          connectors: seen.length,
          tasks: seen.reduce((sum, { tasks }) => sum + tasks.length, 0),
          failed: seen.filter((status) => UNWELL.includes(healthOf(status).health)).length,
        }
      })
      return all.map(({ cluster: { id, name, readOnly }, answer, error }) => ({
        id,
        name,
        readOnly,
        ...answer,
        ...(error && { error }),
      }))
    },
    async plugins(actor: Actor, clusterId?: string): Promise<ClusterPlugins[]> {
      const all = await fleet.across(actor, clusterId, ({ client }, _, options) => client.plugins(true, options))
      return all.map(({ cluster: { id, name }, answer = [], error }) => ({
        cluster: { id, name },
        plugins: answer,
        ...(error && { error }),
      }))
    },
  }
}
