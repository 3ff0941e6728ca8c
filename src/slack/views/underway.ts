import type { Asked, Operation } from '../../connectors/model.ts'
import { keyOf, lookId } from '../ids.ts'
import { actions, button, type Message, message } from './blocks.ts'
import { askedForIt, objectOf, shortObjectOf, startedBy } from './operation.ts'
import { paragraph } from './rich-text.ts'
import { clip, fullName, oneLine, shortName } from './text.ts'
import { shortly } from './words.ts'

const refresh = (operation: Asked) =>
  actions(button({ id: lookId('card', 'refresh'), label: 'Refresh', target: { k: keyOf(operation) } }))

/** Somebody asked for it and nothing is known yet, not even whether Connect has taken it. `progress`: what was seen last ("2 of 3 tasks running"). */
export function underwayView(operation: Asked, clusterName: string, progress = ''): Message {
  const asked = askedForIt(operation, shortObjectOf(operation))
  const seen = progress === '' ? [] : [[`Last seen: ${clip(oneLine(progress), 300)}`]]
  return message(`waiting for ${shortly(operation, clusterName)}: ${asked}. The outcome follows here.`, [
    paragraph(
      [
        `${askedForIt(operation, objectOf(operation, clusterName))} … waiting for Kafka Connect. The outcome follows here.`,
      ],
      ...seen,
    ),
    ...refresh(operation),
  ])
}

/** Somebody was faster: nothing was sent for the one who reads this. `at`: now, in milliseconds. */
export function busyView(holder: Operation, clusterName: string, at: number): Message {
  const seconds = Math.max(0, Math.round((at - holder.startedAt) / 1000))
  const started = `${startedBy(holder)} ${seconds} s ago`
  return message(
    `busy ${shortly(holder, clusterName)}: ${started}, so yours was not sent. You will be told how it ends.`,
    [
      paragraph(
        [{ bold: started }, ` on ${fullName(holder.connector)}, ${shortName(clusterName)}.`],
        ['Yours was not sent. You will be told how it ends.'],
      ),
      ...refresh(holder),
    ],
  )
}
