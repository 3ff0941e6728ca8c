import type { Ref } from '../../connectors/model.ts'
import { keyOf, lookId } from '../ids.ts'
import { actions, type Block, button, type Choice, type Message, message, section } from './blocks.ts'
import { findConnector } from './find.ts'
import { paragraph } from './rich-text.ts'
import { row, spokenFor } from './row.ts'
import { fullName, shortName } from './text.ts'
import { path } from './words.ts'

// What fits on a phone, and in a message even with the longest names.
const SHOWN = 6

/**
 * Nothing of that name that this person may see: both cases read the same. The closest names open their cards. Without
 * a Connect cluster its id is empty.
 */
export function missingView({ cluster, connector }: Ref, closest: readonly Ref[]): Message {
  const sentence = 'There is no such connector that you may see'
  const place = cluster === '' ? '' : ` on ${shortName(cluster)}`
  const next = closest.length === 0 ? 'Find it by a part of its name.' : 'Did you mean one of these?'
  return message(`${sentence}: ${shortName(connector)}${place}. ${next}`, [
    paragraph([{ bold: `${sentence}: ` }, `${fullName(connector)}${place}`], [next]),
    ...closest.slice(0, SHOWN).map((ref, n) => row(ref, path(ref), n)),
    ...actions(findConnector, button({ id: lookId('help'), label: 'Help', target: {} })),
  ])
}

/**
 * The same name on several Connect clusters. `choice` is what was asked for: each button does that to one of them,
 * so its target needs no key yet.
 */
export function whichView(connector: string, refs: readonly Ref[], choice: Choice): Message {
  const question = `${refs.length} Connect clusters have a connector of that name. Which one?`
  const hidden = refs.length - SHOWN
  return message(`Which ${shortName(connector)}? ${question}`, [
    paragraph([{ bold: fullName(connector) }], [question]),
    ...refs.slice(0, SHOWN).map((ref, n) => chooser(ref, choice, n)),
    ...(hidden > 0
      ? [
          section(
            `and ${hidden} more: name the Connect cluster, as in ${path(refs[SHOWN] ?? { cluster: '', connector })}`,
          ),
        ]
      : []),
  ])
}

const chooser = (ref: Ref, choice: Choice, n: number): Block =>
  section(
    path(ref),
    button({
      ...choice,
      target: { ...choice.target, k: keyOf(ref) },
      spoken: spokenFor(`${choice.label}: ${path(ref)}`, n),
    }),
  )
