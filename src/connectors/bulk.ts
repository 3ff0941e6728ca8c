import type { ActionId } from './actions.ts'
import type { Cause } from './health.ts'
import type { Origin, Outcome, Ref } from './model.ts'
import type { RestartMode } from './restart.ts'
import type { ListFilter } from './service/list.ts'

/** One action on all connectors that match. */
export interface BulkRequest {
  action: ActionId
  mode?: RestartMode | undefined
  filter: ListFilter
  /** Only those of these that match. */
  among?: readonly Ref[]
}

export interface BulkItem extends Ref {
  /** What of it is meant, or how it is: "task 1", "2 of 2 tasks running". */
  says: string
}

/** Connectors that match and are not touched, by reason. */
export interface LeftOut {
  why: string
  count: number
  /** The first of them by name. */
  some: Ref[]
}

/** What would be touched, and what not. */
export interface BulkPreview extends BulkRequest {
  id: string
  actor: { id: string; name: string }
  origin: Origin
  /** Milliseconds since the epoch. */
  at: number
  items: BulkItem[]
  out: LeftOut[]
  /** Names of the Connect clusters that did not answer: nothing of them is touched. */
  silent: string[]
}

/**
 * How it ended for one connector. `dropped`: it was no longer what was shown, or refused; `not-sent`: the whole ended
 * before its turn. Nothing was sent for these two.
 */
export interface BulkEnd extends Pick<Outcome, 'detail'> {
  kind: Outcome['kind'] | 'dropped' | 'not-sent'
  /** Scrubbed; only where who asked may inspect. */
  cause?: Cause | undefined
}

/** A preview that its person let run. */
export interface BulkRun extends Pick<BulkPreview, 'id' | 'actor' | 'origin' | 'action' | 'mode' | 'filter'> {
  startedAt: number
  items: Ref[]
  /** Id of the audit entry for the whole. */
  entry: string
}

/** How far a run has come. */
export interface BulkState extends BulkRun {
  /** By key of the connector. */
  ends: ReadonlyMap<string, BulkEnd>
  /** Connectors for which something was sent and nobody knows yet how it ended, by key. */
  begun: ReadonlySet<string>
  /** When the last one had ended. */
  endedAt?: number | undefined
}

/** Above this the person types how many they mean. */
export const MANY = 50

/** How many of the first must fail alike for the others to be spared. */
const ALIKE = 10

export const succeeded = ({ kind }: BulkEnd) => kind === 'done' || kind === 'nothing-to-do'
export const wasSent = ({ kind }: BulkEnd) => kind !== 'dropped' && kind !== 'not-sent'

/**
 * Why the rest would fare no better: the first ten failed again with one cause, or with causes that nobody told. `sent`:
 * how those ended for which something was sent, in that order.
 */
export function stopsAfter(sent: readonly BulkEnd[]): string | undefined {
  const first = sent.slice(0, ALIKE)
  const causes = new Set(first.map(({ cause }) => likeness(cause)))
  if (first.length < ALIKE || causes.size > 1 || first.some(({ kind }) => kind !== 'failed-again')) return
  const cause = first[0]?.cause
  return `the first ${ALIKE} failed again${cause === undefined ? '' : ` with one cause: ${sentenceOf(cause)}`}`
}

const sentenceOf = ({ exception, message }: Cause) => (message === '' ? exception : `${exception}: ${message}`)

/** Numbers and what is quoted differ between connectors that fail for one reason. */
const likeness = (cause: Cause | undefined) =>
  cause === undefined ? '' : sentenceOf(cause).replace(/"[^"]*"|'[^']*'|\d+/g, '#')

/** "3 done, 1 failed again": the audit log's words. */
export function tallyOf(ends: Iterable<BulkEnd>): string {
  const kinds = Map.groupBy(ends, ({ kind }) => kind)
  return [...kinds].map(([kind, all]) => `${all.length} ${kind.replaceAll('-', ' ')}`).join(', ')
}
