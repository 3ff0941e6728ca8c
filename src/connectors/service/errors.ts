import { ConnectError } from '../../connect/errors.ts'
import { UserError } from '../../errors.ts'
import { duration } from '../looks.ts'
import type { Operation, Outcome, Ref } from '../model.ts'
import { type Actor, type Effect, EVERYONE, type Permission } from '../policy.ts'
import type { EntryEnd } from '../records.ts'

/** The connector does not exist, or the actor may not see it: the two read the same. */
export class NotFound extends UserError {
  override name = 'NotFound'
  readonly ref: Ref
  /** What the actor may have meant, among what they may see. */
  readonly closest: readonly Ref[]

  constructor(ref: Ref, closest: readonly Ref[]) {
    super(`There is no connector "${ref.connector}"${ref.cluster && ` on ${ref.cluster}`}.`)
    this.ref = ref
    this.closest = closest
  }
}

/** The actor sees the connector and lacks a permission on it. */
export class NotAllowed extends UserError {
  override name = 'NotAllowed'
  readonly permission: Permission
  readonly ref: Ref
  readonly roles: readonly string[]

  constructor({ actor, permission, ref, to, effect, whereToAsk }: Refusal) {
    const named = actor.roles.filter((role) => role !== EVERYONE)
    const roles = named.length === 0 ? 'you have no role of your own' : `your roles are ${named.join(', ')}`
    const why = effect === undefined ? roles : `${roles}, and ${EFFECT_WORDS[effect]}`
    const doubt = actor.doubt === undefined ? '' : ` ${actor.doubt}: try again in a minute.`
    const next = whereToAsk === undefined ? '' : ` ${whereToAsk}`
    super(`You may not ${to} ${ref.connector}: that takes ${permission} on ${ref.cluster}; ${why}.${doubt}${next}`)
    this.permission = permission
    this.ref = ref
    this.roles = actor.roles
  }
}

/** Some of it was done: the message says what. */
export class PartlyDone extends UserError {
  override name = 'PartlyDone'
}

interface Refusal {
  actor: Actor
  permission: Permission
  ref: Ref
  /** What they wanted, as a verb: "restart", "read the config of". */
  to: string
  effect: Effect | undefined
  whereToAsk: string | undefined
}

const EFFECT_WORDS: Record<Effect, string> = {
  Deny: 'a policy denies it',
  Stage: 'a policy asks for an approval first, which cannot be given from Slack yet',
  Allow: 'a policy allows it',
}

/** Somebody's operation on the connector is under way: nothing was sent. */
export class Busy extends UserError {
  override name = 'Busy'
  readonly holder: Operation
  /** How that operation ends; never rejects. */
  readonly settled: Promise<Outcome>

  constructor(holder: Operation, noun: string, now: number, settled: Promise<Outcome>) {
    const ago = duration(now - holder.startedAt)
    super(
      `${holder.actor.name} started ${noun} of ${holder.connector} ${ago} ago. Nothing more was sent; its outcome follows.`,
    )
    this.holder = holder
    this.settled = settled
  }
}

export type End = Omit<EntryEnd, 'durationMs'>

/** How something that failed with this stands in the audit log. */
export function endOf(error: unknown): End {
  if (error instanceof UserError) {
    return { outcome: error instanceof PartlyDone ? 'failed' : 'refused', detail: error.message }
  }
  if (!(error instanceof ConnectError)) return { outcome: 'error', detail: 'an error of this app' }
  return { outcome: error.outcomeUnknown ? 'unknown' : 'error', detail: error.message }
}
