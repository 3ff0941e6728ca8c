import type { ClusterRows } from '../../connectors/model.ts'
import { clip, oneLine } from './text.ts'

/** Why a Connect cluster gave no answer, or not the one that was wanted. `message` is scrubbed. */
export type Failure = NonNullable<ClusterRows['error']>

interface Words {
  /** Beside the other Connect clusters' answers. */
  short: string
  /** What happened, to what. */
  sentence: (cluster: string) => string
  next: string
}

const FAILURES: Record<Failure['kind'], Words> = {
  'not-found': {
    short: 'not found',
    sentence: (cluster) => `That is no longer on ${cluster}.`,
    next: 'Look at the list: it may have been deleted or renamed.',
  },
  rebalancing: {
    short: 'rebalancing',
    sentence: (cluster) => `${cluster} is still rebalancing: its workers are agreeing on who runs what.`,
    next: 'Nothing was lost. Try again in a minute; if it lasts, look at the workers.',
  },
  'already-exists': {
    short: 'name taken',
    sentence: (cluster) => `A connector of that name already exists on ${cluster}.`,
    next: 'Nothing was changed. Look at that connector, or choose another name.',
  },
  rejected: {
    short: 'refused the request',
    sentence: (cluster) => `${cluster} did not accept the request.`,
    next: 'Those are its own words. Look at the connector before trying again.',
  },
  unauthorized: {
    short: 'refuses our login',
    sentence: (cluster) => `${cluster} refused this app’s login. Your own rights are not the matter.`,
    next: 'Ask who runs this app to check its credentials for that Connect cluster.',
  },
  unsupported: {
    short: 'version too old',
    sentence: (cluster) => `The version of Kafka Connect on ${cluster} cannot do that.`,
    next: 'Nothing was changed. A newer version of its workers is needed.',
  },
  starting: {
    short: 'starting',
    sentence: (cluster) => `A worker of ${cluster} is starting and not ready yet.`,
    next: 'Try again in a minute.',
  },
  unreachable: {
    short: 'not reachable',
    sentence: (cluster) => `${cluster} cannot be reached: nothing was sent.`,
    next: 'Check that its workers run and that this app may connect to them.',
  },
  'timed-out': {
    short: 'no answer in time',
    sentence: (cluster) => `${cluster} did not answer in time.`,
    next: 'Its workers may be overloaded or cut off from Kafka. Try again in a minute.',
  },
  unexpected: {
    short: 'unexpected answer',
    sentence: (cluster) => `${cluster} answered something that is not Kafka Connect’s.`,
    next: 'A proxy may stand in between: ask who runs it.',
  },
}

const UNKNOWN_OUTCOME = 'Whether it was done is not known. Look at the state before trying again.'

/** "not reachable (connect ECONNREFUSED …)" */
export const inShort = ({ kind, message }: Failure) =>
  message === '' ? FAILURES[kind].short : `${FAILURES[kind].short} (${clip(oneLine(message).replace(/\.$/, ''), 150)})`

/** What happened, what Connect itself says, and what to do next. */
export const explain = (failure: Failure, cluster: string) => ({
  what: FAILURES[failure.kind].sentence(cluster),
  said: failure.message,
  next: failure.outcomeUnknown ? UNKNOWN_OUTCOME : FAILURES[failure.kind].next,
})
