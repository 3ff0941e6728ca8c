import { scrub } from '../connectors/secrets.ts'
import type { Detail } from './detail.ts'
import type { Track, Trouble } from './model.ts'
import type { Observation } from './observe.ts'
import type { Rules } from './rules.ts'

/** One thing that may be wrong with a Connect cluster as a whole, or with one of its workers. */
interface Part {
  key: string
  /** A worker as host:port; empty: the Connect cluster itself. */
  subject: string
  trouble: Trouble | undefined
  member: Detail
}

interface Waiters {
  all: number
  newly: number
  of: number
}

/** The conditions of a Connect cluster, also those that were true and are no more. */
export function partsOf(
  before: ReadonlyMap<string, Track> | undefined,
  seen: Observation,
  waiters: Waiters,
  rules: Rules,
): Part[] {
  const isListed = seen.connectors !== undefined
  const { connectors, share } = rules.rebalance
  const begins = waiters.newly >= Math.max(connectors, share * waiters.of)
  const goesOn = before?.get('rebalance')?.trouble !== undefined
  const isRebalancing = isListed ? begins || (goesOn && waiters.all > 0) : goesOn
  const lost = seen.lostWorkers.map((worker) => `worker:${worker}`)
  const followed = [...(before?.keys() ?? [])].filter((key) => key.startsWith('worker:'))
  return [
    part('unreachable', '', !isListed, seen.unreachable),
    part('stuck', '', seen.stuck !== undefined, seen.stuck),
    part('rebalance', '', isRebalancing, undefined, waiters.all),
    ...[...new Set([...followed, ...lost])].map((key) =>
      part('worker', key.slice('worker:'.length), lost.includes(key)),
    ),
  ]
}

function part(
  kind: 'unreachable' | 'stuck' | 'rebalance' | 'worker',
  subject: string,
  holds: boolean,
  reason?: string,
  tasks = 0,
): Part {
  const key = subject === '' ? kind : `${kind}:${subject}`
  const cause = reason === undefined ? {} : { cause: { exception: '', message: scrub(reason) } }
  return {
    ...{ key, subject, trouble: holds ? { kind, key } : undefined },
    member: { type: '', tasks, failedTasks: 0, failedIds: [], whole: true, ...cause },
  }
}
