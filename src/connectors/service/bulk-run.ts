import { randomUUID } from 'node:crypto'
import type { Clock } from '../../connect/clock.ts'
import { ACTIONS } from '../actions.ts'
import { type BulkPreview, type BulkRun, type BulkState, succeeded, tallyOf } from '../bulk.ts'
import type { Actor } from '../policy.ts'
import type { AuditEntry, Records } from '../records.ts'
import { writeDown } from './begin.ts'
import type { BulkWork, OnState } from './bulk-work.ts'
import type { Log } from './running.ts'

interface Deps {
  work: BulkWork
  records: Records
  clock: Clock
  log: Log
  /** Aborted when the process takes no more work. */
  closing: AbortSignal
}

/** A process that has died is known by this silence. */
const LEASE = 30_000
/** What has waited longer for a process than a preview is kept is no longer what the person meant. */
const TOO_LATE = 15 * 60_000

export type BulkRuns = ReturnType<typeof createBulkRuns>

/** Bulk operations under way: of this process, and those that an earlier one left. */
export function createBulkRuns({ work, records, clock, log, closing }: Deps) {
  const holder = randomUUID()
  const here = new Map<string, Promise<BulkState>>()
  /** Those whose process this one waits to see fall silent. */
  const waited = new Set<string>()

  /** Says that this process is alive, until another one has taken over. */
  async function beat(id: string, signal: AbortSignal, lost: () => void) {
    try {
      for (;;) {
        await clock.sleep(LEASE / 3, signal)
        if (!(await records.bulks.hold(id, holder, clock.now() + LEASE))) return lost()
      }
    } catch (error) {
      if (signal.aborted) return
      log.error({ id, error }, 'a bulk operation could not be held')
      lost()
    }
  }

  async function finish(state: BulkState): Promise<BulkState> {
    const { id, entry, startedAt, ends } = state
    const endedAt = clock.now()
    const end = { outcome: outcomeOf(state), detail: tallyOf(ends.values()), durationMs: endedAt - startedAt }
    await records.audit.complete(entry, end)
    await records.bulks.finish(id)
    return { ...state, endedAt }
  }

  /** The next process need not wait until the silence tells. */
  const letGo = (id: string) =>
    records.bulks.hold(id, holder, clock.now()).catch((error: unknown) => {
      log.error({ id, error }, 'a bulk operation could not be let go')
    })

  async function carried(actor: Actor | undefined, run: BulkState, onState: OnState): Promise<BulkState> {
    const { id } = run
    const over = new AbortController()
    const lost = new AbortController()
    void beat(id, over.signal, () => lost.abort())
    let state = run
    try {
      state = await work(actor, run, AbortSignal.any([closing, lost.signal]), (seen) => {
        state = seen
        onState(seen)
      })
      if (state.ends.size === state.items.length) {
        // A process that was held up for long has perhaps been succeeded: that one tells how it ended.
        if (await records.bulks.hold(id, holder, clock.now() + LEASE)) state = await finish(state)
        else lost.abort()
      }
    } catch (error) {
      if (!closing.aborted) log.error({ id, error }, 'a bulk operation could not be carried on')
    }
    over.abort()
    if (state.endedAt === undefined && !lost.signal.aborted) await letGo(id)
    return state
  }

  function carry(actor: Actor | undefined, run: BulkState, onState: OnState): Promise<BulkState> {
    const settled = carried(actor, run, onState).finally(() => here.delete(run.id))
    here.set(run.id, settled)
    return settled
  }

  /**
   * Waits for a process that holds it to end. `heldUntil`: since then nobody was at it. undefined: it has been finished
   * meanwhile.
   */
  async function takeOver(id: string): Promise<{ run: BulkState; heldUntil: number } | undefined> {
    for (;;) {
      const left = (await records.bulks.unfinished()).find((one) => one.id === id)
      if (left === undefined) return undefined
      const { heldUntil } = left
      if (await records.bulks.hold(id, holder, clock.now() + LEASE)) {
        const run = await records.bulks.get(id)
        return run && { run, heldUntil }
      }
      await clock.sleep(Math.max(1_000, heldUntil - clock.now()), closing)
    }
  }

  return {
    /** @throws UserError when it cannot be written down */
    async start(actor: Actor, shown: BulkPreview, onState: OnState = () => {}) {
      const { id, action, mode, filter, origin, items } = shown
      const startedAt = clock.now()
      const entry = await writeDown(records, entryOf(actor, shown, startedAt))
      const refs = items.map(({ cluster, connector }) => ({ cluster, connector }))
      const run: BulkRun = { id, actor: shown.actor, origin, action, mode, filter, items: refs, startedAt, entry }
      await records.bulks.begin(run, holder, startedAt + LEASE)
      const state: BulkState = { ...run, ends: new Map(), begun: new Set() }
      return { run: state, settled: carry(actor, state, onState) }
    },

    /** Goes on with what another process left, once it is silent; may be called again and again. `actorOf`: who asked, with the roles that they have now. */
    async finishBulks(actorOf: (id: string) => Promise<Actor>, onEnd: (end: BulkState) => Promise<void>) {
      const left = (await records.bulks.unfinished()).filter(({ id }) => !here.has(id) && !waited.has(id))
      await Promise.all(
        left.map(async ({ id }) => {
          try {
            waited.add(id)
            const left = await takeOver(id).finally(() => waited.delete(id))
            if (left === undefined) return
            const { run, heldUntil } = left
            const inTime = clock.now() - heldUntil < TOO_LATE
            const actor = inTime ? await actorOf(run.actor.id).catch(() => undefined) : undefined
            await onEnd(await carry(actor, run, () => {}))
          } catch (error) {
            if (!closing.aborted) log.error({ id, error }, 'a bulk operation of before could not be finished')
          }
        }),
      )
    },

    /** Once everything of this process has ended. */
    idle: async () => {
      await Promise.all(here.values())
    },
  }
}

/** The entry for the whole; each connector has its own beside it. */
function entryOf(actor: Actor, shown: BulkPreview, at: number): Parameters<Records['audit']['begin']>[0] {
  const { id, action, mode, filter, origin, items } = shown
  const [cluster = '*', ...others] = new Set(items.map((item) => item.cluster))
  return {
    at,
    actor: { id: actor.id, name: actor.name, roles: actor.roles },
    cluster: others.length === 0 ? cluster : '*',
    connector: filter.pattern ?? '*',
    action: `bulk ${action}`,
    permission: ACTIONS[action].permission,
    allowed: true,
    policies: [],
    request: { filter, connectors: items.length, ...(mode && { mode }) },
    origin: { ...origin, bulk: id },
  }
}

function outcomeOf({ ends }: BulkState): NonNullable<AuditEntry['outcome']> {
  const all = [...ends.values()]
  if (all.every(succeeded)) return 'done'
  return all.every(({ kind }) => kind === 'dropped') ? 'refused' : 'failed'
}
