import type { Cause, Health, Verdict } from '../../connectors/health.ts'
import { HEALTHS } from '../../connectors/health.ts'
import type { Ref } from '../../connectors/model.ts'
import { brief, clip, fullName, oneLine, shortName } from './text.ts'

/** "failed ✖": the word first, since a shape alone says nothing to a screen reader. */
export const state = ({ health }: Pick<Verdict, 'health'>) => `${HEALTHS[health].word} ${HEALTHS[health].shape}`

/** Why, where that says more than the state: "1 of 6 tasks failed", but nothing for what is just paused. */
export const reasonOf = ({ health, reason }: Pick<Verdict, 'health' | 'reason'>) =>
  reason === HEALTHS[health].word ? '' : clip(oneLine(reason), 200)

/** prod/orders-sink: what a person may type. Ids of Connect clusters are from our configuration, and short. */
export const path = (ref: Ref) => `${shortName(ref.cluster)}/${fullName(ref.connector)}`

/** orders-sink on Production, short enough for a notification. */
export const shortly = (ref: Ref, clusterName = ref.cluster) =>
  `${shortName(ref.connector)} on ${shortName(clusterName)}`

/** "PSQLException: FATAL: password …" on one line. */
export const sayCause = ({ exception, message }: Cause, limit: number) =>
  clip(oneLine(joined([exception, message])), limit)

/** One line of a screen, or three of a phone. */
export const CAUSE_IN_LIST = 80

/** The same as one of many: the whole cause stands on the card. */
export const causeInList = ({ exception, message }: Cause) =>
  brief(oneLine(joined([exception, message])), CAUSE_IN_LIST)

/** Any may be missing. */
export const joined = (parts: readonly string[], by = ': ') => parts.filter((part) => part !== '').join(by)

/** The worst first, then by name: what needs somebody comes before what does not. */
export const byUrgency = (a: Ref & { verdict: Verdict }, b: Ref & { verdict: Verdict }) =>
  HEALTHS[a.verdict.health].order - HEALTHS[b.verdict.health].order ||
  alphabetically(a.connector, b.connector) ||
  alphabetically(a.cluster, b.cluster)

const alphabetically = (a: string, b: string) => (a < b ? -1 : Number(a > b))

/** The others are as somebody wants them. */
export const URGENT: readonly Health[] = ['failed', 'degraded', 'unknown', 'rebalancing', 'starting']
export const needsSomebody = ({ health }: Verdict) => URGENT.includes(health)

/** "orders-sink, items-sink and 12 more" */
export function listNames(refs: readonly Ref[], most = 5): string {
  const shown = refs.slice(0, most).map(({ connector }) => clip(fullName(connector), 80))
  return refs.length > most ? `${shown.join(', ')} and ${refs.length - most} more` : shown.join(', ')
}
