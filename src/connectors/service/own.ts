import type { Ref } from '../model.ts'
import { type AccessPolicy, type Actor, describePolicy, type Effect, type Permission } from '../policy.ts'
import type { AuditEntry, AuditFilter, Records } from '../records.ts'
import type { Access } from './access.ts'

export interface OwnRight {
  cluster: string
  permission: Permission
  effect: Effect
  /** The policies that decide, as text. */
  policies: string[]
}

interface Deps {
  access: Access
  policy: AccessPolicy
  records: Records
}

/** What a person may read of themselves. */
export function createOwn({ access, policy, records }: Deps) {
  return {
    /** On one connector what decides each permission, there or not; without one all that some policy says of each Connect cluster. */
    async whoami(actor: Actor, ref?: Ref): Promise<{ roles: readonly string[]; rights: OwnRight[] }> {
      const asked = access.clusters.filter(({ id }) => ref === undefined || id === ref.cluster)
      const rights = await Promise.all(
        asked.map(async (cluster) => {
          const kafkaClusterId = await access.kafkaClusterId(cluster)
          return policy
            .rights(actor, { cluster: cluster.id, kafkaClusterId, connector: ref?.connector })
            .map((right) => ({
              cluster: cluster.id,
              ...right,
              policies: right.policies.map(describePolicy),
            }))
        }),
      )
      return { roles: actor.roles, rights: rights.flat() }
    },
    /** One's own entries; everybody's for `admin_roles`. Newest first. */
    audit: (actor: Actor, filter: AuditFilter): Promise<AuditEntry[]> =>
      records.audit.list(policy.seesAllAudit(actor) ? filter : { ...filter, actor: actor.id }),
  }
}
