import type { Clock } from '../connect/clock.ts'
import { EDITS_MS } from './budget.ts'
import { PostError } from './errors.ts'
import type { Job } from './jobs.ts'
import type { Poster } from './poster.ts'
import type { AlertTables, Hold, Root } from './records.ts'
import { condense } from './storm.ts'
import { threadView, viewOf } from './views.ts'

export interface PostingDeps {
  hold: Hold
  poster: Poster
  clock: Pick<Clock, 'now'>
  /** Channel for what cannot be posted where it belongs. */
  fallback: string
  /** After so many milliseconds a claim may have become somebody else's. */
  leaseMs: number
}

/**
 * One job against Slack. What is posted is claimed first: a claim that is found later without its answer, whatever
 * stopped this process, is posted again and marked as perhaps a second copy. An edit may be repeated as it is.
 * Resolves to what keeps Slack from taking it, or undefined.
 */
export function createPosting({ hold, poster, clock, fallback, leaseMs }: PostingDeps) {
  const saveChange = (id: string, change: (root: Root) => Root) =>
    hold(async (tables) => {
      const root = await tables.root(id)
      if (root) await tables.saveRoot(change(root))
    })

  const DO: Record<Job['what'], (root: string) => Promise<PostError | undefined>> = {
    async post(id) {
      const claimedAt = clock.now()
      const claim = await hold(async (tables) => {
        const before = await tables.root(id)
        if (!before || before.state === 'sent' || before.state === 'lost') return undefined
        const root: Root = { ...before, state: 'sending', claimedAt, ...(before.state === 'sending' && { copy: true }) }
        await tables.saveRoot(root)
        return { root, view: await viewOf(tables, root) }
      })
      if (!claim) return undefined
      const { channel, copy: mayStand } = claim.root
      const answer = await attempt(claimedAt, async () => {
        const found = mayStand ? await poster.find(channel, id) : undefined
        return { found, ts: found ?? (await poster.post({ channel, view: claim.view })) }
      })
      if (answer instanceof PostError) return afterPost(id, answer)
      const shown = answer.found === undefined ? claim.view.revision : 0
      await saveChange(id, ({ claimedAt: _, notBefore: __, copy, ...root }) => {
        const isCopy = copy && answer.found === undefined
        return said({ ...root, state: 'sent', ts: answer.ts, ...(isCopy && { copy }) }, shown, clock.now())
      })
      return undefined
    },

    async reply(id) {
      const claimedAt = clock.now()
      const claim = await hold(async (tables) => {
        const root = await tables.root(id)
        const thread = (await tables.threads()).find((one) => one.root.id === id)
        if (root?.ts === undefined || !thread) return undefined
        const isRepeated = thread.claimedAt !== undefined
        const lines = condense(await tables.claimLines(id, claimedAt))
        return {
          channel: root.channel,
          thread: root.ts,
          isRepeated,
          view: await threadView(tables, root, lines, isRepeated),
        }
      })
      if (!claim) return undefined
      const { channel, thread, view, isRepeated } = claim
      const broadcast = view.lines.some(({ line }) => line.broadcast)
      const answer = await attempt(claimedAt, () => poster.reply({ channel, thread, broadcast, view }))
      await hold(async (tables) => {
        const root = await tables.root(id)
        if (!root) return
        if (!(answer instanceof PostError)) {
          await tables.dropLines(id)
          await tables.saveRoot({ ...root, lineAt: clock.now() })
        } else if (answer.kind === 'rejected') {
          // The root shows what is so; nothing else waits behind a line that Slack does not take.
          await tables.dropLines(id)
        } else if (answer.kind !== 'unknown' && !isRepeated) {
          await tables.releaseLines(id)
        }
      })
      if (!(answer instanceof PostError)) return undefined
      return answer.kind === 'rejected' ? answer : afterPost(id, answer)
    },

    async edit(id) {
      const claimedAt = clock.now()
      const claim = await hold(async (tables) => {
        const root = await tables.root(id)
        if (root?.ts === undefined) return undefined
        await tables.saveEdit(claimedAt, claimedAt - EDITS_MS)
        return { root, ts: root.ts, view: await viewOf(tables, root) }
      })
      if (!claim) return undefined
      const { root, ts, view } = claim
      const answer = await attempt(claimedAt, () => poster.update({ channel: root.channel, ts, view }))
      if (answer instanceof PostError) return afterPost(id, answer)
      await saveChange(id, ({ notBefore: _, ...now }) => said(now, view.revision, clock.now()))
      return undefined
    },
  }

  /** Whatever is no answer is an unknown one. Nothing is sent on a claim that is too old to be still ours. */
  async function attempt<T>(claimedAt: number, send: () => Promise<T>): Promise<T | PostError> {
    if (clock.now() - claimedAt >= leaseMs) return new PostError('unknown', 'The claim is too old.')
    try {
      return await send()
    } catch (error) {
      return error instanceof PostError ? error : new PostError('unknown', String(error))
    }
  }

  async function afterPost(id: string, error: PostError): Promise<PostError> {
    await hold(async (tables) => {
      const root = await tables.root(id)
      const next =
        root && AFTER[error.kind](root, { error, fallback, isFiring: await isFiring(tables, id), at: clock.now() })
      if (!next) return
      await tables.saveRoot(next)
      if (next.state !== 'lost') return
      await tables.claimLines(id, clock.now())
      await tables.dropLines(id)
    })
    return error
  }

  return (job: Job) => DO[job.what](job.root)
}

/** A root of which Slack shows a revision. */
export function said(root: Root, revision: number, at: number): Root {
  const isAll = revision >= root.revision
  return { ...root, said: Math.max(root.said, revision), ...(isAll ? { urgent: false } : { changedAt: at }) }
}

const isFiring = async (tables: AlertTables, root: string) =>
  (await tables.shown(root)).some(({ incident }) => incident.closed === undefined)

interface Context {
  error: PostError
  fallback: string
  isFiring: boolean
  at: number
}

type After = (root: Root, context: Context) => Root | undefined

const wantedAgain: After = (root) => (root.state === 'sending' ? { ...root, state: 'wanted' } : undefined)

/** Goes to the channel for all else; what is there already waits. */
const divert = (root: Root, { error, fallback }: Context): Root | undefined =>
  root.channel === fallback
    ? undefined
    : { ...anew(root), channel: fallback, diverted: { from: root.channel, reason: error.message } }

/** Holds up nothing else until the next try. */
const later = (root: Root, { at }: Context): Root => ({ ...root, notBefore: at + LATER_MS })
const LATER_MS = 60_000

/** What becomes of a root that Slack did not take. */
const AFTER: Record<PostError['kind'], After> = {
  limited: wantedAgain,
  'not-sent': wantedAgain,
  unknown: () => undefined,
  refused: (root, context) => {
    if (root.state !== 'sent') return divert(root, context) ?? wantedAgain(root, context)
    // What is over needs no second message.
    return context.isFiring ? (divert(root, context) ?? later(root, context)) : { ...root, state: 'lost' }
  },
  // An edit that is not taken is given up: the thread tells the news as well.
  rejected: (root, context) =>
    root.state === 'sending'
      ? (divert(root, context) ?? later({ ...root, state: 'wanted' }, context))
      : said(root, root.revision, context.at),
  gone: (root, { isFiring }) =>
    root.renewals === 0 && isFiring ? { ...anew(root), renewals: 1 } : { ...root, state: 'lost' },
}

const anew = ({ ts, copy, claimedAt, notBefore, lineAt, ...root }: Root): Root => ({
  ...root,
  state: 'wanted',
  said: 0,
})
