import { EDIT_LANE } from './budget.ts'
import type { AlertTables, Root, Thread } from './records.ts'

/** Something to tell Slack. */
export interface Job {
  what: 'post' | 'reply' | 'edit'
  root: string
  /** What must not happen twice at once: a channel's posts, the app's edits. */
  lane: string
  urgent: boolean
  /** When it came up: the oldest goes first. */
  since: number
  /** Not before. */
  due: number
}

/** A post without an answer is repeated after this time, and each further one after twice as long. */
const UNANSWERED_MS = 10_000
const MOST_DOUBLINGS = 6
/** Between thread lines that are not urgent. */
const LINE_MS = 60_000
const ORDER = { post: 0, reply: 1, edit: 2 } as const

/** All that is to be told, what goes first in front. A thread waits for its root. */
export async function jobsOf(tables: AlertTables): Promise<Job[]> {
  const roots = (await tables.unsaidRoots()).map(rootJob)
  const replies = (await tables.threads()).filter(({ root }) => root.state === 'sent').map(replyJob)
  return [...roots, ...replies].sort(
    (a, b) => ORDER[a.what] - ORDER[b.what] || Number(b.urgent) - Number(a.urgent) || a.since - b.since,
  )
}

const patience = ({ doubts = 0 }: Pick<Root, 'doubts'>) => UNANSWERED_MS * 2 ** Math.min(doubts, MOST_DOUBLINGS)

function rootJob({
  id,
  channel,
  state,
  urgent,
  changedAt,
  createdAt,
  claimedAt = 0,
  notBefore = 0,
  ...root
}: Root): Job {
  if (state === 'sent') return { what: 'edit', root: id, lane: EDIT_LANE, urgent, since: changedAt, due: notBefore }
  const due = state === 'sending' ? claimedAt + patience(root) : notBefore
  return { what: 'post', root: id, lane: channel, urgent: true, since: createdAt, due }
}

function replyJob({ root, urgent, oldestAt, claimedAt }: Thread): Job {
  const paced = urgent ? 0 : (root.lineAt ?? -LINE_MS) + LINE_MS
  const due = claimedAt === undefined ? paced : claimedAt + patience(root)
  return { what: 'reply', root: root.id, lane: root.channel, urgent, since: oldestAt, due }
}
