import { UserError } from '../../errors.ts'
import type { Operation, Origin, Ref } from '../model.ts'
import { type Actor, describePolicy, type Permission } from '../policy.ts'
import type { Records } from '../records.ts'
import type { Access } from './access.ts'
import { LEASE } from './running.ts'

/** What somebody wants to change. */
export interface Asking {
  actor: Actor
  ref: Ref
  origin: Origin
  action: Operation['action']
  task?: number | undefined
  permission: Permission
  /** As a verb for refusals: "restart". */
  to: string
  /** For the audit log: holds no secret. */
  request: Record<string, unknown>
  refusedWhereManaged: boolean
}

interface Deps {
  access: Access
  records: Records
  clock: { now(): number }
}

export type Begin = ReturnType<typeof createBegin>

/** Answers the id of the entry. @throws UserError when it cannot be written: what it announces is not done then */
export function writeDown({ audit }: Records, entry: Parameters<Records['audit']['begin']>[0]): Promise<string> {
  return audit.begin(entry).catch((cause) => {
    throw new UserError('Nothing was done: the audit log cannot be written. Tell whoever runs this app.', { cause })
  })
}

/** Writes down who wants what, before anything is done. @throws UserError when that cannot be written */
export function createBegin({ access, records, clock }: Deps) {
  async function entryOf(
    { actor, ref, origin, action, task, permission, request }: Asking,
    at: number,
  ): Promise<string> {
    const decision = (await access.look(actor, ref))?.view.can(permission, ref.connector)
    return writeDown(records, {
      ...ref,
      at,
      actor: { id: actor.id, name: actor.name, roles: actor.roles },
      action,
      permission,
      allowed: decision?.allowed ?? false,
      policies: (decision?.matched ?? []).map(describePolicy),
      request: task === undefined ? request : { ...request, task },
      origin,
    })
  }

  return async function begin(asking: Asking): Promise<Operation> {
    const { actor, ref, origin, action, task } = asking
    const startedAt = clock.now()
    return {
      ...ref,
      id: await entryOf(asking, startedAt),
      action,
      ...(task !== undefined && { task }),
      actor: { id: actor.id, name: actor.name },
      origin,
      startedAt,
      expiresAt: startedAt + LEASE,
    }
  }
}
