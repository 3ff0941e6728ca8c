import { UserError } from '../../errors.ts'
import type { Ref } from '../model.ts'
import { type AccessPolicy, type Actor, describeScope, type Effect, type Permission } from '../policy.ts'
import type { AuditEntry, AuditFilter, Records } from '../records.ts'
import type { Access } from './access.ts'

export interface OwnRight {
  cluster: string
  permission: Permission
  effect: Effect
  /** What the policies that decide are about, and whom: with this effect, and for this permission among others. */
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
    /**
     * On one connector what decides each permission, there or not; without one all that some policy says of each Connect
     * cluster. Nothing of what the actor may not see, also not who denies it.
     */
    async whoami(actor: Actor, ref?: Ref): Promise<{ roles: readonly string[]; rights: OwnRight[] }> {
      const seen = ref === undefined ? await access.visible(actor) : [(await access.look(actor, ref)) ?? []].flat()
      const rights = seen.flatMap(({ cluster: { id: cluster }, view }) =>
        view
          .rights(ref?.connector)
          .map((right) => ({ cluster, ...right, policies: right.policies.map(describeScope) })),
      )
      return { roles: actor.roles, rights }
    },
    /** One's own entries; everybody's for `admin_roles`. Newest first. @throws UserError for somebody else's */
    async audit(actor: Actor, filter: AuditFilter): Promise<AuditEntry[]> {
      if (policy.seesAllAudit(actor)) return records.audit.list(filter)
      const { actor: of = actor.id } = filter
      if (of !== actor.id) throw new UserError("You see your own entries only; admins see everybody's.")
      return records.audit.list({ ...filter, actor: of })
    },
  }
}
