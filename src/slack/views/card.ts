import type { Kind } from '../../alerts/model.ts'
import type { History } from '../../alerts/people.ts'
import type { ActionId } from '../../connectors/actions.ts'
import type { Card } from '../../connectors/model.ts'
import { keyOf } from '../ids.ts'
import { type Block, type Message, message } from './blocks.ts'
import { cardChoices, choiceBlocks } from './choices.ts'
import { moment, time } from './date.ts'
import { asOf } from './footer.ts'
import { startedBy } from './operation.ts'
import { paragraph, quoted, richText, type Span } from './rich-text.ts'
import { taskBlocks } from './tasks.ts'
import { clip, count, fullName, oneLine, shortName } from './text.ts'
import { joined, reasonOf, sayCause, shortly, state } from './words.ts'

/** `first`: an action whose button leads, since it takes back what was just done. `at` is in milliseconds. */
export interface Look {
  at: number
  first?: ActionId | undefined
  /** As the watch has seen it; only for those who could see the connector. */
  history?: History | undefined
}

/** One connector: state, cause, tasks and what the person who looks may do. */
export function cardBlocks(card: Card, { at, first, history }: Look): Block[] {
  const cause = rootCause(card)
  const reason = reasonOf(card.verdict)
  return [
    paragraph(
      [
        { bold: `${state(card.verdict)} ${fullName(card.connector)}` },
        `, ${shortName(card.type)} on ${shortName(card.clusterName)}`,
      ],
      ...(reason === '' ? [] : [[reason]]),
      ...summary(card),
    ),
    ...(cause ? [richText(quoted(sayCause(cause, 500)))] : []),
    ...(card.pending
      ? [paragraph([`${startedBy(card.pending)} at `, time(card.pending.startedAt), ', not settled yet'])]
      : []),
    ...(history ? historyOf(history) : []),
    ...taskBlocks(card, cause),
    ...choiceBlocks(cardChoices(card, first)),
    asOf(at, 'card', { k: keyOf(card) }),
  ]
}

const WORDS: Partial<Record<Kind, string>> = { failed: 'Failed', 'first-look': 'Failed', waiting: 'Without a worker' }

function historyOf({ since, kind, failures, orMore, lastAt }: History): Block[] {
  const spans: Span[] = [
    ...(since && kind
      ? since.from < since.to
        ? [`${WORDS[kind] ?? 'So'} since `, moment(since.to), ', last seen well ', moment(since.from)]
        : [`${WORDS[kind] ?? 'So'} when first seen, `, moment(since.to)]
      : []),
    ...(failures > 0
      ? [`${since ? ' · ' : ''}${count(failures, 'failure')}${orMore ? ' or more' : ''} in the last day`]
      : []),
    ...(lastAt !== undefined && !since ? [', the last one ', moment(lastAt)] : []),
  ]
  return spans.length === 0 ? [] : [paragraph(spans)]
}

/** What made the connector fail, else its first failed task that says why. */
const rootCause = (card: Card) => card.cause ?? card.tasks.find(({ cause }) => cause !== undefined)?.cause

function summary({ summary: known, tasks }: Card): Span[][] {
  if (known === undefined) return [[count(tasks.length, 'task')]]
  const topics = known.topics === undefined ? '' : ` · ${clip(oneLine(known.topics), 300)}`
  const className = oneLine(known.class).split('.').at(-1) ?? ''
  const most = known.tasksMax === String(tasks.length) ? '' : ` of at most ${clip(oneLine(known.tasksMax), 30)}`
  return [[`${clip(className, 150)} · ${count(tasks.length, 'task')}${most}${topics}`]]
}

/** State, name and place first, then why: what a phone's notification shows. */
function cardText(card: Card): string {
  const cause = rootCause(card)
  const is = joined([`${state(card.verdict)} ${shortly(card, card.clusterName)}`, reasonOf(card.verdict)], ', ')
  return cause ? `${is}: ${sayCause(cause, 200)}` : is
}

export const cardView = (card: Card, look: Look): Message => message(cardText(card), cardBlocks(card, look))
