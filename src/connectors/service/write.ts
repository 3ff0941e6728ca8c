import type { WaitOptions } from '../../connect/client.ts'
import { ConnectError } from '../../connect/errors.ts'
import { UserError } from '../../errors.ts'
import type { Operation, Outcome, Ref } from '../model.ts'
import { NO_PLAN, type Plan, STOPPED } from '../plan.ts'
import type { Records } from '../records.ts'
import { WRITES } from '../writes.ts'
import type { Admission, Admitted } from './admission.ts'
import type { Asking, Begin } from './begin.ts'
import { Busy } from './errors.ts'
import type { Follow, Following } from './follow.ts'
import { orAborted } from './or-aborted.ts'
import { closedTo } from './refusals.ts'
import type { Running } from './running.ts'

/** One request for a change of one connector. */
export interface Write extends Asking {
  /** Under the claim: looks at the state and asks Connect, once. @throws UserError when there is nothing to ask for */
  run(admitted: Admitted, tools: Tools): Promise<Plan>
  onProgress?: ((text: string) => void) | undefined
}

export interface Tools {
  wait: WaitOptions
  /** Keeps the config of a connector that is about to be deleted. */
  keep(config: Record<string, string | null>, state: string): Promise<void>
  /** Keeps the config of a connector that is about to be changed. */
  keepPrevious(config: Record<string, string>): Promise<void>
}

/** What was started. `settled` never rejects; `correction` is a failure soon after a success, or undefined. */
export interface Started {
  operation: Operation
  settled: Promise<Outcome>
  correction: Promise<Outcome | undefined>
}

interface Deps {
  begin: Begin
  admission: Admission
  records: Records
  running: Running
  follow: Follow
  clock: { now(): number }
  stopping: AbortSignal
}

export type Writes = ReturnType<typeof createWrites>

/**
 * The one way to change something: written to the audit log, let through, claimed, asked for once, followed until it
 * has happened. Refusals are entries too.
 */
export function createWrites({ begin, admission, records, running, follow, clock, stopping }: Deps) {
  function refuseAtTheEnd(): void {
    if (stopping.aborted) throw new UserError('Nothing was done: this app is being restarted. Try again in a minute.')
  }

  /** What a write is given, and what it kept of before: by whichever process ends it, it can be brought back. */
  function createTools({ onProgress }: Write, { id, actor: by }: Operation, ref: Ref) {
    const kept: Pick<Plan, 'kept' | 'previous'> = {}
    async function keeping(what: keyof typeof kept, keep: () => Promise<string>): Promise<void> {
      try {
        kept[what] = await keep()
        // Before anything is sent: a process that dies now must not take the way back along.
        await records.operations.keepPlan(id, { ...STOPPED, ...kept })
      } catch (cause) {
        const next = 'Tell whoever runs this app.'
        throw new UserError(`Nothing was done: the config of now could not be kept. ${next}`, { cause })
      }
    }
    const tools: Tools = {
      wait: {
        onRebalance: () => onProgress?.('Kafka Connect is rebalancing; waiting for it to finish'),
        signal: stopping,
      },
      keep: (config, state) =>
        keeping('kept', () => records.deleted.keep({ ...ref, deletedAt: clock.now(), by, state, config })),
      keepPrevious: (config) =>
        keeping('previous', () => records.versions.keep({ ...ref, replacedAt: clock.now(), by, config })),
    }
    return { tools, kept }
  }

  /** Asks Connect under the claim. Answers how to follow what was asked for. */
  async function run(write: Write, operation: Operation, admitted: Admitted): Promise<Following> {
    const { ref, cluster } = admitted
    const { onProgress } = write
    const { tools, kept } = createTools(write, operation, ref)
    const following = (plan: Plan): Following => ({ operation, cluster, plan: { ...plan, ...kept }, onProgress })
    try {
      return following(await orAborted(stopping, write.run(admitted, tools)))
    } catch (error) {
      if (error === stopping.reason) return following(STOPPED)
      if (!(error instanceof ConnectError)) throw error
      if (error.kind === 'not-found') throw await admission.notFound(write.actor, ref)
      if (!error.outcomeUnknown) throw error
      return following({ ...NO_PLAN, unknown: 'Kafka Connect did not say whether it was done' })
    }
  }

  async function claimed(write: Write, operation: Operation, admitted: Admitted): Promise<Started> {
    const inspects = admitted.may('CONNECT_INSPECT')
    refuseAtTheEnd()
    running.announce(operation)
    const claim = await records.operations.claim(operation, running.holder)
    if (!claim.taken) {
      const { holder } = claim
      const settled = running.outcomeOf(holder).then((outcome) => forEyes(outcome, inspects))
      throw new Busy(holder, WRITES[holder.action].noun, clock.now(), settled)
    }
    const { settled, correction } = follow(await run(write, operation, admitted))
    return {
      operation,
      settled: settled.then((outcome) => forEyes(outcome, inspects)),
      correction: correction.then((outcome) => outcome && forEyes(outcome, inspects)),
    }
  }

  /** Checks who asks, then whether the Connect cluster takes it. @throws NotFound, NotAllowed, UserError */
  async function letThrough({ actor, ref, permission, to, refusedWhereManaged }: Asking): Promise<Admitted> {
    const admitted = await admission.admit(actor, ref, permission, to)
    const closed = closedTo(admitted.cluster, ref.connector, refusedWhereManaged)
    if (closed !== undefined) throw new UserError(`You may not ${to} ${ref.connector}: ${closed}`)
    return admitted
  }

  return {
    /**
     * For what is asked about before it is asked for: a refusal is an entry like that of the request.
     * @throws NotFound, NotAllowed, UserError
     */
    async check(asking: Asking): Promise<void> {
      try {
        await letThrough(asking)
      } catch (error) {
        await running.refuse(await begin(asking), error)
        throw error
      }
    },
    /**
     * Resolves once Connect has taken the request.
     * @throws NotFound, NotAllowed, Busy, UserError, ConnectError: nothing was changed then; PartlyDone
     */
    async start(write: Write): Promise<Started> {
      // No more than that: whoever passes a card as a reference must not have it written down.
      const ref = { cluster: write.ref.cluster, connector: write.ref.connector }
      refuseAtTheEnd()
      const operation = await begin({ ...write, ref })
      try {
        return await claimed(write, operation, await letThrough(write))
      } catch (error) {
        await running.refuse(operation, error)
        throw error
      }
    },
  }
}

/** A cause is read by those who may inspect. */
function forEyes({ cause, ...outcome }: Outcome, inspects: boolean): Outcome {
  return inspects && cause ? { ...outcome, cause } : outcome
}
