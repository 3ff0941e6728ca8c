import { ConnectError } from '../../connect/errors.ts'
import { UserError } from '../../errors.ts'
import type { ConnectCluster, Ref } from '../model.ts'
import type { Actor, Effect, Permission } from '../policy.ts'
import type { Access } from './access.ts'
import { NotAllowed, NotFound } from './errors.ts'
import type { Fleet } from './fleet.ts'

interface Deps {
  access: Access
  fleet: Fleet
  whereToAsk: string | undefined
}

/** A connector on which an actor was let do what they asked for. */
export interface Admitted {
  actor: Actor
  ref: Ref
  cluster: ConnectCluster
  may(permission: Permission): boolean
}

export type Admission = ReturnType<typeof createAdmission>

/** The one enforcement: whatever concerns a single connector passes here first. */
export function createAdmission({ access, fleet, whereToAsk }: Deps) {
  /** For what is not there and for what the actor may not see, Connect clusters too, alike. */
  async function notFound(actor: Actor, ref: Ref): Promise<NotFound> {
    const refs = await fleet.refs(actor, ref.cluster).catch(() => fleet.refs(actor))
    return new NotFound(ref, fleet.closest(ref.connector, refs))
  }

  return {
    notFound,
    /** What is refused for want of a right on no single connector, with where to ask for it. */
    refusal: (said: string) => new UserError(whereToAsk === undefined ? said : `${said} ${whereToAsk}`),
    /** What Connect does not find, told like what the actor may not see. */
    async orNotFound<T>(actor: Actor, ref: Ref, answer: Promise<T>): Promise<T> {
      try {
        return await answer
      } catch (error) {
        if (error instanceof ConnectError && error.kind === 'not-found') throw await notFound(actor, ref)
        throw error
      }
    },
    /** @throws NotFound, NotAllowed; the latter alone for what is to be created: its name can hide nothing yet */
    async admit(actor: Actor, ref: Ref, needs: Permission | 'any', to: string): Promise<Admitted> {
      const refusal = (permission: Permission, effect?: Effect) =>
        new NotAllowed({ actor, permission, ref, to, effect, whereToAsk })
      const found = await access.look(actor, ref)
      if (!found) throw needs === 'CONNECT_CREATE' ? refusal(needs) : await notFound(actor, ref)
      const { cluster, view } = found
      if (needs !== 'any') {
        const { allowed, effect } = view.can(needs, ref.connector)
        if (!allowed) throw refusal(needs, effect)
      }
      return {
        actor,
        ref: { cluster: cluster.id, connector: ref.connector },
        cluster,
        may: (permission) => view.can(permission, ref.connector).allowed,
      }
    },
  }
}
