import type { Card } from '../../connectors/model.ts'
import { keyOf, lookId } from '../ids.ts'
import { actions, button, type Message, message } from './blocks.ts'
import { cardBlocks } from './card.ts'
import { type Ended, outcomeSentence, outcomeText } from './outcome.ts'
import { paragraph } from './rich-text.ts'

/**
 * For a channel: what was changed, by whom and how it ended; of a new connector also its state. Holds nothing that takes
 * a right to read.
 */
export const announcementView = (ended: Ended, created?: { card: Card; at: number }): Message =>
  message(outcomeText(ended), [
    paragraph([outcomeSentence(ended)]),
    ...(created ? cardBlocks(forAll(created.card), created) : []),
    ...(ended.outcome.kept === undefined ? open(ended) : []),
  ])

/** Name, state and tasks, without what takes a right to read or to do. */
const forAll = ({ summary: _, cause: __, pending: ___, tasks, ...card }: Card): Card => ({
  ...card,
  tasks: tasks.map(({ cause: _cause, ...task }) => task),
  inspect: false,
  offers: [],
})

const open = ({ operation }: Ended) =>
  actions(button({ id: lookId('card'), label: 'Open', target: { k: keyOf(operation) } }))
