import { ACTIONS, type Action } from '../../connectors/actions.ts'
import { type BulkEnd, type BulkState, succeeded } from '../../connectors/bulk.ts'
import type { Ref } from '../../connectors/model.ts'
import { actionId, keyOf, lookId } from '../ids.ts'
import { actions, type Block, button, type Choice, type Message, message } from './blocks.ts'
import { manyOf, wordsOf } from './bulk.ts'
import { pagedLines } from './lines.ts'
import { deedOf } from './operation.ts'
import { paragraph, type Span } from './rich-text.ts'
import { clip, count, number, oneLine, shortName } from './text.ts'
import { causeInList, path } from './words.ts'

type ClusterName = (id: string) => string

/** Lines of what did not succeed beside the summary; the rest is a click away. */
const SHOWN = 20

const WORDS: Record<BulkEnd['kind'], string> = {
  done: 'done ✓',
  'nothing-to-do': 'nothing to do',
  'failed-again': 'failed again ✖',
  failed: 'failed ✖',
  unsettled: 'not settled yet',
  unknown: 'outcome unknown',
  dropped: 'left out, nothing was sent',
  'not-sent': 'not begun',
}

const endOf = ({ ends }: BulkState, ref: Ref) => ends.get(keyOf(ref))
const unsuccessful = (state: BulkState) =>
  state.items.flatMap((ref) => {
    const end = endOf(state, ref)
    return end === undefined || succeeded(end) ? [] : { ref, end }
  })

function line({ ref, end: { kind, detail, cause } }: { ref: Ref; end: BulkEnd }): Span[] {
  const why = cause === undefined ? '' : `: ${causeInList(cause)}`
  return [{ bold: path(ref) }, `: ${WORDS[kind]}, ${clip(oneLine(detail), 200)}${why}`]
}

/** "12 of 40 done, 2 failed again ✖" */
function soFar(state: BulkState): string {
  const kinds = Map.groupBy(state.ends.values(), ({ kind }) => kind)
  const others = [...kinds].filter(([kind]) => kind !== 'done').map(([kind, all]) => `${all.length} ${WORDS[kind]}`)
  const done = kinds.get('done')?.length ?? 0
  return [`${number(done)} of ${number(state.items.length)} done`, ...others].join(', ')
}

/** What the sentence about it has not said already: nothing where all of it was done. */
function rest(state: BulkState): string[] {
  const isWhole = state.items.every((ref) => endOf(state, ref)?.kind === 'done')
  return isWhole ? [] : [soFar(state)]
}

/** While it runs. */
export function bulkRunningView(state: BulkState, clusterName: ClusterName): Message {
  const { label } = wordsOf(state)
  const what = `${shortName(state.actor.name)} asked: ${label}, ${manyOf(state.items, clusterName)}`
  const next = 'Four at a time. The outcome follows here.'
  return message(`under way: ${what}. ${soFar(state)}. ${next}`, [
    paragraph([{ bold: what }], [soFar(state)], [next]),
    ...actions(button({ id: lookId('bulk', 'refresh'), label: 'Refresh', target: { id: state.id } })),
  ])
}

function sentence(state: BulkState, clusterName: ClusterName): string {
  const { actor, action, items, endedAt, startedAt } = state
  const done = items.filter((ref) => endOf(state, ref)?.kind === 'done')
  const took =
    endedAt === undefined ? '' : `, after ${count(Math.max(1, Math.round((endedAt - startedAt) / 1000)), 'second')}`
  return `${shortName(actor.name)} ${deedOf(action)} ${number(done.length)} of ${manyOf(items, clusterName)}${took}`
}

/** How it ended: the summary, what did not succeed, and the ways on. `page`: all that did not, from 0. */
export function bulkResultView(state: BulkState, clusterName: ClusterName, page?: number): Message {
  const { id, endedAt } = state
  const failed = unsuccessful(state)
  const said = sentence(state, clusterName)
  const interrupted =
    endedAt === undefined ? 'This app goes on with the rest as soon as it can, and tells how it ended.' : ''
  const stateWord = endedAt === undefined ? 'interrupted' : failed.length === 0 ? 'done ✓' : 'done in part'
  const lines =
    page === undefined
      ? pagedLines(failed.slice(0, SHOWN).map(line), { look: 'bulk', page: 0, again: { id } })
      : pagedLines(failed.map(line), { look: 'bulk', page, again: { id } })
  const more = [...rest(state), ...(interrupted === '' ? [] : [interrupted])]
  return message([`${stateWord}: ${said}`, ...more].join('. '), [
    paragraph([{ bold: said }], ...more.map((text) => [text])),
    ...lines,
    ...(endedAt === undefined ? [] : waysOn(state, failed.length, page === undefined)),
  ])
}

function waysOn(state: BulkState, failed: number, isSummary: boolean): Block[] {
  const { id, action, items } = state
  const { inverse, label }: Action = ACTIONS[action]
  const done = items.length - failed
  const choices: (Choice | undefined)[] = [
    isSummary && failed > SHOWN
      ? { id: lookId('bulk', 'all'), label: `All ${failed} that did not succeed`, target: { id, p: 0 } }
      : undefined,
    failed > 0 ? { id: actionId('bulk', 'again'), label: `${label} ${failed} again…`, target: { id } } : undefined,
    inverse && done > 0
      ? { id: actionId('bulk', 'undo'), label: `${ACTIONS[inverse].label} ${done}…`, target: { id } }
      : undefined,
  ]
  return actions(...choices.flatMap((choice) => (choice ? button(choice) : [])))
}

/** For the thread of an incident: who did what to how many, and how it ended. */
export const bulkSentence = (state: BulkState, clusterName: ClusterName) =>
  [sentence(state, clusterName), ...rest(state)].join('. ')

/** For the channel: that it was done, without the names of connectors, which not everybody may see. */
export function bulkAnnouncement(state: BulkState, clusterName: ClusterName): Message {
  const lines = [sentence(state, clusterName), ...rest(state)]
  return message(bulkSentence(state, clusterName), [paragraph(...lines.map((text) => [text]))])
}
