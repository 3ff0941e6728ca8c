import type { PostError } from './errors.ts'
import type { Root } from './records.ts'
import { said } from './storm.ts'

interface Context {
  error: PostError
  /** What it was to show. */
  revision: number
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

const AFTER: Record<PostError['kind'], After> = {
  limited: wantedAgain,
  'not-sent': wantedAgain,
  unknown: () => undefined,
  refused: (root, context) => {
    if (root.state !== 'sent') return divert(root, context) ?? wantedAgain(root, context)
    // What is over needs no second message.
    return context.isFiring ? (divert(root, context) ?? later(root, context)) : { ...root, state: 'lost' }
  },
  rejected: ({ inWords, ...root }, context) => {
    const waiting: Root = root.state === 'sending' ? { ...root, state: 'wanted' } : root
    if (!inWords) return { ...waiting, inWords: true }
    // An edit that is not taken is given up: the thread tells the news as well.
    return root.state === 'sent'
      ? said(root, context.revision, context.at)
      : (divert(root, context) ?? later(waiting, context))
  },
  gone: (root, { isFiring }) =>
    root.renewals === 0 && isFiring ? { ...anew(root), renewals: 1 } : { ...root, state: 'lost' },
}

const anew = ({ ts, copy, doubts, claimedAt, notBefore, lineAt, ...root }: Root): Root => ({
  ...root,
  state: 'wanted',
  said: 0,
})

/** What becomes of a root that Slack did not take; undefined: nothing. */
export const untaken = (root: Root, context: Context): Root | undefined => AFTER[context.error.kind](root, context)
