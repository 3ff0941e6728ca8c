import type { Clock } from '../connect/clock.ts'
import { EDITS_MS } from './budget.ts'
import { PostError } from './errors.ts'
import type { Job } from './jobs.ts'
import type { Poster } from './poster.ts'
import type { AlertTables, Hold, Root } from './records.ts'
import { condense, said } from './storm.ts'
import { untaken } from './untaken.ts'
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
  const DO: Record<Job['what'], (root: string) => Promise<PostError | undefined>> = {
    async post(id) {
      const claimedAt = clock.now()
      const claim = await hold(async (tables) => {
        const before = await tables.root(id)
        if (!before || before.state === 'sent' || before.state === 'lost') return undefined
        const lastCall = (await tables.calls(id)).at(-1)?.id ?? 0
        const isUnanswered = before.state === 'sending'
        const root: Root = {
          ...{ ...before, state: 'sending', claimedAt },
          ...(isUnanswered && doubted(before)),
          ...(isUnanswered || before.copy ? { copy: true } : { firstCalled: lastCall }),
        }
        await tables.saveRoot(root)
        return { root, lastCall, view: await viewOf(tables, root) }
      })
      if (!claim) return undefined
      const { root, lastCall, view } = claim
      const { channel, copy: mayStand } = root
      const answer = await attempt(async () => {
        const found = mayStand ? await poster.find(channel, id) : undefined
        return { found, ts: found ?? (await poster.post({ channel, view, until: claimedAt + leaseMs })) }
      })
      if (answer instanceof PostError) return afterPost(root, answer)
      const isFound = answer.found !== undefined
      await hold(async (tables) => {
        // What is found was posted by an earlier claim, with what there was to show and to call then.
        await tables.dropCalls(id, isFound ? (root.firstCalled ?? 0) : lastCall)
        await saveChange(tables, id, ({ claimedAt: _, notBefore: __, inWords: ___, doubts: ____, copy, ...now }) => {
          const isCopy = copy && !isFound
          const sent: Root = { ...now, state: 'sent', ts: answer.ts, ...(isCopy && { copy }) }
          return said(sent, isFound ? 0 : view.revision, clock.now())
        })
      })
      return undefined
    },

    async reply(id) {
      const claimedAt = clock.now()
      const claim = await hold(async (tables) => {
        const root = await tables.root(id)
        const thread = (await tables.threads()).find((one) => one.root.id === id)
        if (root?.ts === undefined || !thread) return undefined
        if (thread.claimedAt !== undefined) await tables.saveRoot({ ...root, ...doubted(root) })
        const lines = condense(await tables.claimLines(id, claimedAt))
        const view = await threadView(tables, root, lines, thread.claimedAt !== undefined)
        return { root, thread: root.ts, since: thread.claimedAt, view }
      })
      if (!claim) return undefined
      const { root, thread, since, view } = claim
      const { channel } = root
      const line = view.lines.at(-1)?.id ?? 0
      const broadcast = view.lines.some(({ line }) => line.broadcast)
      const until = claimedAt + leaseMs
      const answer = await attempt(async () => {
        const found = since === undefined ? undefined : await poster.find(channel, id, { thread, line, since })
        if (found === undefined) await poster.reply({ channel, thread, broadcast, view, until })
      })
      const error = answer instanceof PostError ? answer : undefined
      const isRejected = error?.kind === 'rejected'
      await hold(async (tables) => {
        // The root shows what is so; nothing else waits behind a line that Slack takes in no way.
        const isOver = !error || (isRejected && view.inWords)
        if (isOver) await tables.dropLines(id)
        else if (error.kind !== 'unknown' && since === undefined) await tables.releaseLines(id)
        await saveChange(tables, id, ({ linesInWords, doubts: tried, ...now }) => {
          const doubts = error?.kind === 'unknown' ? tried : root.doubts
          return {
            ...now,
            ...(!isOver && (isRejected || linesInWords) && { linesInWords: true }),
            ...(!isOver && doubts !== undefined && { doubts }),
            ...(!error && { lineAt: clock.now() }),
          }
        })
      })
      return error && !isRejected ? afterPost(root, error) : error
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
      const { channel } = root
      const answer = await attempt(() => poster.update({ channel, ts, view, until: claimedAt + leaseMs }))
      if (answer instanceof PostError) return afterPost(root, answer)
      await hold((tables) =>
        saveChange(tables, id, ({ notBefore: _, inWords: __, ...now }) => said(now, view.revision, clock.now())),
      )
      return undefined
    },
  }

  /** An edit and a reply of one message may fail together: the first one decides what becomes of it. */
  async function afterPost({ id, state, ts, revision }: Root, error: PostError): Promise<PostError> {
    await hold(async (tables) => {
      const root = await tables.root(id)
      if (root?.state !== state || root.ts !== ts) return
      const context = { error, revision, fallback, isFiring: await isFiring(tables, id), at: clock.now() }
      const next = untaken(root, context)
      if (!next) return
      await tables.saveRoot(next)
      if (next.state !== 'lost') return
      await tables.releaseLines(id)
      await tables.claimLines(id, clock.now())
      await tables.dropLines(id)
    })
    return error
  }

  return (job: Job) => DO[job.what](job.root)
}

const doubted = ({ doubts = 0 }: Root) => ({ doubts: doubts + 1 })

const isFiring = async (tables: AlertTables, root: string) =>
  (await tables.shown(root)).some(({ incident }) => incident.closed === undefined)

/** Whatever is no answer is an unknown one. */
async function attempt<T>(send: () => Promise<T>): Promise<T | PostError> {
  try {
    return await send()
  } catch (error) {
    return error instanceof PostError ? error : new PostError('unknown', String(error))
  }
}

async function saveChange(tables: AlertTables, id: string, change: (root: Root) => Root): Promise<void> {
  const root = await tables.root(id)
  if (root) await tables.saveRoot(change(root))
}
