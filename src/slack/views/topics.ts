import type { Ref } from '../../connectors/model.ts'
import { keyOf, lookId } from '../ids.ts'
import { actions, button, type Message, message } from './blocks.ts'
import { pagedLines } from './lines.ts'
import { paragraph } from './rich-text.ts'
import { toCard } from './row.ts'
import { count, fullName, shortName } from './text.ts'
import { shortly } from './words.ts'

interface Topics {
  ref: Ref
  clusterName: string
  topics: readonly string[]
  page: number
}

/** The topics that a connector has used since it was created, or since its list was reset. */
export function topicsView({ ref, clusterName, topics, page }: Topics): Message {
  const found = topics.length === 0 ? 'No topics used yet' : `Uses ${count(topics.length, 'topic')}`
  const names = topics.toSorted().map((topic) => [fullName(topic)])
  return message(`${found}: ${shortly(ref, clusterName)}`, [
    paragraph([{ bold: fullName(ref.connector) }, ` on ${shortName(clusterName)}`], [found]),
    ...pagedLines(names, { look: 'topics', page, again: { k: keyOf(ref) } }),
    ...actions(button({ id: lookId('offsets'), label: 'Offsets', target: { k: keyOf(ref) } })),
    ...toCard(ref),
  ])
}
