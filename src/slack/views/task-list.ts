import { keyOf } from '../../connectors/key.ts'
import type { Card } from '../../connectors/model.ts'
import { type Message, message } from './blocks.ts'
import { pagedLines } from './lines.ts'
import { paragraph } from './rich-text.ts'
import { toCard } from './row.ts'
import { taskText, worstFirst } from './tasks.ts'
import { count, fullName, shortName } from './text.ts'
import { shortly } from './words.ts'

/** Every task with its state and worker, the failed ones first. */
export function tasksView(card: Card, page: number): Message {
  const found = count(card.tasks.length, 'task')
  return message(`${found}: ${shortly(card, card.clusterName)}, ${card.verdict.reason}`, [
    paragraph([{ bold: fullName(card.connector) }, ` on ${shortName(card.clusterName)}`], [found]),
    ...pagedLines(
      card.tasks.toSorted(worstFirst).map((task) => [taskText(task, undefined)]),
      { look: 'tasks', page, again: { k: keyOf(card) } },
    ),
    ...toCard(card),
  ])
}
