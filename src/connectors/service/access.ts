import type { ConnectCluster, Ref } from '../model.ts'
import {
  type AccessPolicy,
  type Actor,
  type Decision,
  type Permission,
  patternOf,
  type Right,
  type Throughout,
} from '../policy.ts'
import type { Info } from './info.ts'

interface Deps {
  clusters: readonly ConnectCluster[]
  policy: AccessPolicy
  info: Info
}

/** Half of what a silent Connect cluster is given: the question that comes after this one needs time as well. */
const SILENT = 3_000

/** What one actor may see and do on one Connect cluster. */
export interface View {
  /** Some right on something there. */
  any: boolean
  /** That permission on something there. */
  some(permission: Permission): boolean
  sees(connector: string): boolean
  can(permission: Permission, connector: string): Decision
  throughout(permission: Permission, pattern: string): Throughout
  /** What policies say: on one connector what decides each permission, without one all that they say of some. */
  rights(connector?: string): Right[]
}

export type Access = ReturnType<typeof createAccess>

/** The policies as they stand for an actor; the one place that knows which Kafka cluster is behind a Connect cluster. */
export function createAccess({ clusters, policy, info }: Deps) {
  const byId = new Map(clusters.map((cluster) => [cluster.id, cluster]))

  /** Asked for only where a policy may mean it. Unknown: what is denied to it holds, what is allowed does not. */
  async function kafkaClusterId(cluster: ConnectCluster, limit: number): Promise<string | undefined> {
    if (!policy.namesKafkaClusters) return undefined
    return info(cluster, { limit }).then(
      (answer) => answer.kafka_cluster_id,
      () => undefined,
    )
  }

  async function view(actor: Actor, cluster: ConnectCluster, limit = SILENT): Promise<View> {
    const place = { cluster: cluster.id, kafkaClusterId: await kafkaClusterId(cluster, limit) }
    const { can, sees, throughout } = policy.on(actor, place)
    // What is allowed and then denied again is no right.
    const held = policy
      .rights(actor, place)
      .filter(({ effect }) => effect === 'Allow')
      .filter(({ permission, policies }) => policies.some((one) => throughout(permission, patternOf(one)).allowed))
    return {
      can,
      sees,
      throughout,
      rights: (connector) => policy.rights(actor, { ...place, connector }),
      some: (wanted) => held.some(({ permission }) => permission === wanted),
      any: held.length > 0,
    }
  }

  /** The Connect clusters on which the actor has some right. `limit`: a silent one is waited for so long. */
  async function visible(actor: Actor, limit?: number): Promise<{ cluster: ConnectCluster; view: View }[]> {
    const all = await Promise.all(
      clusters.map(async (cluster) => ({ cluster, view: await view(actor, cluster, limit) })),
    )
    return all.filter((one) => one.view.any)
  }

  return {
    visible,
    /** The Connect cluster and the actor's view of it; undefined where the connector is nothing to them. */
    async look(actor: Actor, ref: Ref): Promise<{ cluster: ConnectCluster; view: View } | undefined> {
      const cluster = byId.get(ref.cluster)
      if (!cluster) return undefined
      const found = await view(actor, cluster)
      return found.sees(ref.connector) ? { cluster, view: found } : undefined
    },
  }
}
