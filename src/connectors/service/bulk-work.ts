import type { Clock } from '../../connect/clock.ts'
import { ConnectError } from '../../connect/errors.ts'
import { UserError } from '../../errors.ts'
import { type BulkEnd, type BulkState, stopsAfter, wasSent } from '../bulk.ts'
import { keyOf } from '../key.ts'
import type { Ref } from '../model.ts'
import type { Actor } from '../policy.ts'
import type { Records } from '../records.ts'
import type { createActs } from './act.ts'
import { inLanes } from './lanes.ts'
import type { Matching } from './matching.ts'
import type { Log } from './running.ts'

interface Deps {
  matching: Matching
  act: ReturnType<typeof createActs>['act']
  records: Records
  clock: Clock
  log: Log
  random: () => number
  /** Aborted when the process is about to end: what was sent is left to the next one. */
  stopping: AbortSignal
}

export type OnState = (state: BulkState) => void
export type BulkWork = ReturnType<typeof createBulkWork>

const GONE = 'no longer there, or no longer what was asked for'
const ABANDONED = 'this app was down, and did not go on by itself: who asked may do it no more, or it was long ago'

/** The work of a bulk operation, connector by connector, each by the way in which one alone is acted on. */
export function createBulkWork({ matching, act, records, clock, log, random, stopping }: Deps) {
  /** How it ended for a connector whose turn had come in an earlier process; undefined: nothing had been sent. */
  async function earlier({ id, actor, action }: BulkState, ref: Ref, over: AbortSignal): Promise<BulkEnd | undefined> {
    // Its claim may outlive that process for a while; who takes it over writes down how it ended.
    while ((await records.operations.running(ref))?.origin.bulk === id) await clock.sleep(1_000, over)
    const entries = await records.audit.list({ ...ref, actor: actor.id, action, limit: 20 })
    const entry = entries.find(({ origin }) => origin.bulk === id)
    if (entry === undefined) return undefined
    const { outcome, detail = '' } = entry
    if (outcome === undefined) return { kind: 'unknown', detail: 'this app was stopped while it asked Kafka Connect' }
    return { kind: outcome === 'refused' ? 'dropped' : outcome === 'error' ? 'failed' : outcome, detail }
  }

  /** Which connectors are still what was shown, and why the others are not. */
  async function look(actor: Actor, state: BulkState, open: readonly Ref[]): Promise<Map<string, string | undefined>> {
    try {
      const { items, out, silent } = await matching(actor, { ...state, among: open })
      const unheard = new Map(silent.map(({ id, name }) => [id, `${name} did not answer`]))
      return new Map([
        ...open.map((ref): [string, string] => [keyOf(ref), unheard.get(ref.cluster) ?? GONE]),
        ...out.map((ref): [string, string] => [keyOf(ref), ref.why]),
        ...items.map((ref): [string, undefined] => [keyOf(ref), undefined]),
      ])
    } catch (error) {
      return new Map(open.map((ref) => [keyOf(ref), said(error)]))
    }
  }

  function said(error: unknown): string {
    if (error instanceof UserError || error instanceof ConnectError) return error.message
    log.error({ error }, 'a connector of a bulk operation could not be acted on')
    return 'an error of this app'
  }

  /**
   * Goes through what has not ended, until `over` is aborted. `actor` undefined: nothing more is sent. The state that
   * is told is one and the same, and grows.
   * Rejects when the store does.
   */
  return async function work(actor: Actor | undefined, run: BulkState, over: AbortSignal, onState: OnState) {
    const { id, action, mode, items } = run
    const origin = { ...run.origin, bulk: id }
    const ends = new Map(run.ends)
    const state: BulkState = { ...run, ends, begun: new Set() }
    const sent = [...ends.values()].filter(wasSent)
    let spared = stopsAfter(sent)

    async function end(ref: Ref, how: BulkEnd) {
      await records.bulks.ended(id, keyOf(ref), how)
      ends.set(keyOf(ref), how)
      if (wasSent(how)) sent.push(how)
      spared ??= stopsAfter(sent)
      onState(state)
    }
    async function one(who: Actor, ref: Ref) {
      await records.bulks.begun(id, keyOf(ref))
      const how = await act(who, action, ref, { mode }, origin).then(
        async ({ settled }): Promise<BulkEnd> => settled,
        (error): BulkEnd => ({ kind: error instanceof UserError ? 'dropped' : 'failed', detail: said(error) }),
      )
      if (!stopping.aborted) await end(ref, how)
    }
    const open = () => items.filter((ref) => !ends.has(keyOf(ref)))
    const endAll = async (kind: BulkEnd['kind'], why: (ref: Ref) => string | undefined) => {
      for (const ref of open()) {
        const detail = why(ref)
        if (detail !== undefined) await end(ref, { kind, detail })
      }
    }

    for (const ref of items.filter((item) => run.begun.has(keyOf(item)))) {
      const how = await earlier(run, ref, over)
      if (how) await end(ref, how)
    }
    if (actor === undefined) {
      await endAll('not-sent', () => ABANDONED)
      return state
    }
    const found = await look(actor, run, open())
    await endAll('dropped', (ref) => found.get(keyOf(ref)))
    const goesOn = () => !over.aborted && spared === undefined
    await inLanes(open(), { clock, random, goesOn }, (ref) => one(actor, ref))
    if (!over.aborted) await endAll('not-sent', () => spared)
    return state
  }
}
