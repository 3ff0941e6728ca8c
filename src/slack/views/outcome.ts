import { ACTIONS, type ActionId } from '../../connectors/actions.ts'
import type { Card, Operation, Outcome } from '../../connectors/model.ts'
import { actionId, keyOf, lookId, openId } from '../ids.ts'
import { actions, type Block, button, type Choice, type Message, message } from './blocks.ts'
import { cardBlocks } from './card.ts'
import { choiceBlocks, choicesOf } from './choices.ts'
import { askedForIt, didIt, objectOf, shortObjectOf } from './operation.ts'
import { paragraph } from './rich-text.ts'
import { clip, oneLine } from './text.ts'
import { shortly } from './words.ts'

export interface Ended {
  operation: Operation
  outcome: Outcome
  clusterName: string
}

interface Words {
  /** What a notification says first. */
  state: string
  /** Whether it has been done, however it ended; else it was only asked for. */
  did: boolean
  end: (detail: string) => string
}

const WORDS: Record<Outcome['kind'], Words> = {
  done: { state: 'done ✓', did: true, end: (detail) => `${detail} ✓` },
  'nothing-to-do': { state: 'nothing to do', did: false, end: (detail) => detail },
  'failed-again': { state: 'failed again ✖', did: true, end: (detail) => `${detail} ✖` },
  failed: { state: 'failed ✖', did: false, end: (detail) => `${detail} ✖` },
  unsettled: {
    state: 'not settled yet',
    did: false,
    end: (detail) => `${detail}. It may still happen: refresh in a moment.`,
  },
  unknown: {
    state: 'outcome unknown',
    did: false,
    end: (detail) => `${detail}. Look again before you repeat it.`,
  },
}

function sentence({ operation, outcome }: Ended, object: string): string {
  const { did, end } = WORDS[outcome.kind]
  const deed = did ? didIt(operation, object) : askedForIt(operation, object)
  return `${deed} … ${end(clip(oneLine(outcome.detail), 400))}`
}

/** One sentence: who, what, where and how it ended. */
export const outcomeSentence = (ended: Ended) => sentence(ended, objectOf(ended.operation, ended.clusterName))

/** How it ended and of what first: a phone shows little more. */
export const outcomeText = (ended: Ended) =>
  `${WORDS[ended.outcome.kind].state} ${shortly(ended.operation, ended.clusterName)}: ${sentence(ended, shortObjectOf(ended.operation))}`

/** The action that takes back what was done; none where it was not done. */
function inverseOf({ operation, outcome }: Ended): ActionId | undefined {
  if (outcome.kind !== 'done') return undefined
  return Object.values(ACTIONS).find(({ id }) => id === operation.action)?.inverse
}

/** Where no card follows: the way back, the way on, or another look. */
function nextSteps(ended: Ended): Choice[] {
  const { operation, outcome } = ended
  const target = { k: keyOf(operation) }
  if (outcome.kept !== undefined) return [{ id: actionId('recreate'), label: 'Recreate', target: { id: outcome.kept } }]
  const inverse = inverseOf(ended)
  const undo = inverse === undefined ? [] : choicesOf(ACTIONS[inverse], target)
  return [...undo, { id: lookId('card', 'refresh'), label: 'Refresh', target }]
}

/** The config of before is one review away. */
const restore = ({ operation, outcome: { previous } }: Ended): Block[] =>
  previous === undefined
    ? []
    : actions(
        button({
          id: openId('restore'),
          label: 'Restore previous config',
          target: { k: keyOf(operation), id: previous },
        }),
      )

/** How an action ended, with the connector as it is now where it could be read. `at` is in milliseconds. */
export function outcomeView(ended: Ended, at: number, card?: Card): Message {
  const rest: Block[] = card ? cardBlocks(card, { at, first: inverseOf(ended) }) : choiceBlocks(nextSteps(ended))
  return message(outcomeText(ended), [paragraph([outcomeSentence(ended)]), ...restore(ended), ...rest])
}
