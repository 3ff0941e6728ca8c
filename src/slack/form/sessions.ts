import type { Draft } from '../../connectors/form/draft.ts'
import type { Actor } from '../../connectors/policy.ts'
import type { Known } from '../../connectors/service/definitions.ts'
import type { Service } from '../../connectors/service/service.ts'
import { UserError } from '../../errors.ts'

/** What Connect has said of a draft. */
export type Check =
  | { kind: 'none' }
  | { kind: 'running' }
  | { kind: 'done'; at: number; withheld: readonly string[] }
  | { kind: 'failed'; why: string }

/** What Connect has said, and the changes that it was about. */
export interface Said extends Known {
  of: Draft['changes']
}

/** Keys of secrets that Connect was not given when it checked the draft last. */
export const withheldIn = (check: Check): readonly string[] => (check.kind === 'done' ? check.withheld : [])

/** What came of what the person has just done. */
export interface Told {
  notice?: string | undefined
  /** One's newest unfinished form on the same connector. */
  earlier?: Draft | undefined
  /** By key, why what was typed is not taken. */
  refused?: ReadonlyMap<string, string>
}

/** A form that is open: what must not be lost is in its draft, the rest can be asked for again. */
export interface Session {
  draft: Draft
  /** The newest that Connect has said. */
  known: Said
  /** What the fields are drawn from: as known when the page was turned, so that nothing moves under fingers. */
  shown: Said
  check: Check
  /** The changes that are being checked, or were last. */
  checked?: Draft['changes']
  /** Counts what the person did. */
  clicks: number
  /** Keys of secrets that were typed last and are not kept: still to be told. */
  dropped: readonly string[]
  /** By key, why what was typed last is not taken: still to be told. */
  refused: ReadonlyMap<string, string>
  told: Told
  /** Counts the checks: an older one's answer is dropped. */
  checks: number
}

/** A secret that arrived unasked: it was dropped before anything kept it. */
export const notKept = (keys: readonly string[]): string | undefined =>
  keys.length === 0
    ? undefined
    : `Not kept: ${keys.join(', ').slice(0, 100)}. Slack may still have it: consider it exposed and rotate it.`

/** The draft was sent already: what becomes of it is being told. */
export class Finished extends UserError {
  override name = 'Finished'

  constructor() {
    super('This form was sent already.')
  }
}

/** What a clone does not bring along. */
export const leftBehind = (keys: readonly string[]): string | undefined =>
  keys.length === 0
    ? undefined
    : `Left behind, since they are secret: ${keys.join(', ').slice(0, 120)}. Give references.`

/** Forms that nobody has touched for longest are forgotten first; their drafts are in the store. */
const MOST = 200

/** The forms that are open. A reload of the configuration leaves them alone: what they ask for is checked anew. */
export const createOpenForms = () => ({
  live: new Map<string, Session>(),
  queues: new Map<string, Promise<unknown>>(),
  finished: new Set<string>(),
})
export type OpenForms = ReturnType<typeof createOpenForms>

export type Sessions = ReturnType<typeof createSessions>

export function createSessions(service: Service, { live, queues, finished }: OpenForms) {
  async function find(actor: Actor, id: string): Promise<Session> {
    if (finished.has(id)) throw new Finished()
    const session = live.get(id) ?? (await resume(actor, id))
    if (session?.draft.user !== actor.id) throw new UserError(GONE)
    // The newest last.
    live.delete(id)
    live.set(id, session)
    return session
  }

  async function resume(actor: Actor, id: string): Promise<Session | undefined> {
    const draft = await service.draft(actor, id)
    return draft && begin(draft, await service.known(actor, draft))
  }

  function begin(draft: Draft, known: Known): Session {
    const said = { ...known, of: draft.changes }
    const session: Session = {
      draft,
      known: said,
      shown: said,
      check: { kind: 'none' },
      clicks: 0,
      checks: 0,
      dropped: [],
      refused: new Map(),
      told: {},
    }
    live.set(draft.id, session)
    const [oldest] = live.keys()
    if (live.size > MOST && oldest !== undefined) live.delete(oldest)
    return session
  }

  return {
    begin,
    /** Without waiting for what is under way: for choices that are offered while one types. */
    look: find,
    /** The modal that shows it, as far as it is known without asking anybody. */
    viewOf: (id: string): string | undefined => live.get(id)?.draft.view,
    forget: (id: string) => void live.delete(id),
    /** It was sent: a second submission of the same is none. */
    finish(id: string) {
      live.delete(id)
      finished.add(id)
      const [oldest] = finished
      if (finished.size > MOST && oldest !== undefined) finished.delete(oldest)
    },
    /** What concerns one draft runs one after the other: a second click finds what the first has done. */
    async inTurn<T>(actor: Actor, id: string, work: (session: Session) => Promise<T>): Promise<T> {
      const before = queues.get(id) ?? Promise.resolve()
      const mine = before.catch(() => undefined).then(async () => work(await find(actor, id)))
      queues.set(id, mine)
      try {
        return await mine
      } finally {
        if (queues.get(id) === mine) queues.delete(id)
      }
    },
  }
}

const GONE = 'This form is no longer there: it was saved, thrown away, or is older than 7 days. Open it anew.'
