import { keyOf, lookId } from '../ids.ts'
import { actions, button, type Message, message } from './blocks.ts'
import { type Ended, outcomeSentence, outcomeText } from './outcome.ts'
import { paragraph } from './rich-text.ts'

/** For a channel: what was changed, by whom and how it ended. Holds nothing that takes a right to read. */
export const announcementView = (ended: Ended): Message =>
  message(outcomeText(ended), [
    paragraph([outcomeSentence(ended)]),
    ...(ended.outcome.kept === undefined ? open(ended) : []),
  ])

const open = ({ operation }: Ended) =>
  actions(button({ id: lookId('card'), label: 'Open', target: { k: keyOf(operation) } }))
