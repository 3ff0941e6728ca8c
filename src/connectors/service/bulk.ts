import { randomUUID } from 'node:crypto'
import { UserError } from '../../errors.ts'
import { ACTIONS, type Action } from '../actions.ts'
import { type BulkPreview, type BulkRequest, type BulkState, type LeftOut, MANY, succeeded } from '../bulk.ts'
import { keyOf } from '../key.ts'
import type { Origin, Ref } from '../model.ts'
import type { Actor } from '../policy.ts'
import type { Records } from '../records.ts'
import type { BulkRuns } from './bulk-run.ts'
import type { OnState } from './bulk-work.ts'
import type { Matching } from './matching.ts'

interface Deps {
  matching: Matching
  runs: BulkRuns
  records: Records
  clock: { now(): number }
}

/** How many names stand for a reason. */
const SOME = 5

/** One action on many connectors: shown first, then run on what was shown. Both are their person's alone. */
export function createBulk({ matching, runs, records, clock }: Deps) {
  async function preview(actor: Actor, request: BulkRequest, origin: Origin): Promise<BulkPreview> {
    const row: Action = ACTIONS[request.action]
    if (!row.bulk) throw new UserError(`${row.label} is done to one connector at a time: name one. Nothing was done.`)
    const wanted = { ...request, mode: request.mode ?? row.modes?.[0].id }
    const { items, out, silent } = await matching(actor, wanted)
    const { id: userId, name } = actor
    const id = randomUUID()
    const shown = {
      ...wanted,
      id,
      actor: { id: userId, name },
      origin,
      at: clock.now(),
      items,
      out: grouped(out),
      silent: silent.map((cluster) => cluster.name),
    }
    await records.previews.put({ id, user: userId, text: JSON.stringify(shown) })
    return shown
  }

  async function kept(actor: Actor, id: string): Promise<BulkPreview | undefined> {
    const text = await records.previews.get(id, actor.id)
    return text === undefined ? undefined : JSON.parse(text)
  }

  async function state(actor: Actor, id: string): Promise<BulkState> {
    const found = await records.bulks.get(id)
    if (found?.actor.id === actor.id) return found
    throw new UserError('This is no longer kept: ask for it anew. Nothing was done now.')
  }

  return {
    /** What would be touched, and what not. @throws UserError for what is done to one connector at a time */
    previewBulk: preview,

    /** The same action, or the one that takes it back, on those of a run that did not succeed, or that did. */
    async previewAfter(actor: Actor, id: string, what: 'again' | 'undo', origin: Origin): Promise<BulkPreview> {
      const { items, ends, action, mode } = await state(actor, id)
      const { inverse }: Action = ACTIONS[action]
      const undoes = what === 'undo' && inverse !== undefined
      const among = items.filter((ref) => {
        const end = ends.get(keyOf(ref))
        return end !== undefined && succeeded(end) === undoes
      })
      const next = undoes ? { action: inverse } : { action, mode }
      return preview(actor, { ...next, filter: {}, among }, origin)
    },

    /** A preview, or what became of it. @throws UserError when it is no longer kept, or another person's */
    async bulk(actor: Actor, id: string): Promise<{ preview: BulkPreview } | { run: BulkState }> {
      const shown = await kept(actor, id)
      return shown ? { preview: shown } : { run: await state(actor, id) }
    },

    /**
     * Runs a preview on those connectors shown that still match; once. `typed`: how many the person said they are.
     * @throws UserError where it cannot be run; `settled` never rejects
     */
    async runBulk(
      actor: Actor,
      id: string,
      typed: number | undefined,
      onState?: OnState,
    ): Promise<{ run: BulkState; settled: Promise<BulkState> }> {
      const shown = await kept(actor, id)
      const count = shown?.items.length ?? 0
      if (count > MANY && typed !== count) {
        throw new UserError(`These are ${count} connectors: type that number to go on. Nothing was done.`)
      }
      const taken = shown && (await records.previews.take(id, actor.id))
      if (shown === undefined || taken === undefined) throw new UserError(OVER)
      return runs.start(actor, shown, onState)
    },

    async dropBulk(actor: Actor, id: string): Promise<void> {
      await records.previews.take(id, actor.id)
    },
  }
}

const OVER = 'This was run already, or is more than 15 minutes old. Nothing more was done: ask for it anew.'

function grouped(out: readonly (Ref & { why: string })[]): LeftOut[] {
  const reasons = Map.groupBy(out, ({ why }) => why)
  return [...reasons].map(([why, all]) => ({
    why,
    count: all.length,
    some: all.slice(0, SOME).map(({ cluster, connector }) => ({ cluster, connector })),
  }))
}
