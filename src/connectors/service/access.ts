import { UserError } from '../../errors.ts'
import type { ConnectCluster, Ref } from '../model.ts'
import { nearest } from '../nearest.ts'
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

/** A Connect cluster as an actor sees it. */
interface Seen {
  cluster: ConnectCluster
  view: View
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
  async function visible(actor: Actor, limit?: number): Promise<Seen[]> {
    const all = await Promise.all(
      clusters.map(async (cluster) => ({ cluster, view: await view(actor, cluster, limit) })),
    )
    return all.filter((one) => one.view.any)
  }

  /** One of them; undefined where it is nothing to the actor. Waits for no other one. */
  async function on(actor: Actor, id: string, limit?: number): Promise<Seen | undefined> {
    const cluster = byId.get(id)
    const found = cluster && { cluster, view: await view(actor, cluster, limit) }
    return found?.view.any ? found : undefined
  }

  /** The same, by an id that somebody has typed. @throws UserError where it is nothing to the actor */
  async function named(actor: Actor, id: string, limit?: number): Promise<Seen> {
    const found = await on(actor, id, limit)
    if (found) return found
    const visibleIds = (await visible(actor, limit)).map(({ cluster }) => cluster.id)
    throw unknownCluster(id, visibleIds)
  }

  return {
    visible,
    on,
    named,
    /** The same, where the actor sees the connector. */
    async look(actor: Actor, { cluster, connector }: Ref): Promise<Seen | undefined> {
      const found = await on(actor, cluster)
      return found?.view.sees(connector) ? found : undefined
    },
  }
}

function unknownCluster(id: string, visible: readonly string[]): UserError {
  const [close] = nearest(id, visible)
  const known = visible.length === 0 ? 'You have no right on any.' : `There are: ${visible.join(', ')}.`
  return new UserError(`There is no Connect cluster "${id}". ${close === undefined ? known : `Did you mean ${close}?`}`)
}
