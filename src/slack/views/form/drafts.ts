import type { Draft } from '../../../connectors/form/draft.ts'
import { openId } from '../../ids.ts'
import { type Block, button, type Message, message, section } from '../blocks.ts'
import { moment } from '../date.ts'
import { modal } from '../modal.ts'
import { paragraph } from '../rich-text.ts'
import { clip, count, fullName, oneLine } from '../text.ts'

export interface DraftRow {
  draft: Draft
  changedAt: number
}

const SHOWN = 20

/** What a draft is of, in a few words. */
function draftName({ connector, changes, cluster, class: name }: Draft): string {
  const simple = oneLine(name).split('.').at(-1) ?? ''
  if (connector !== undefined) return `${cluster}/${fullName(connector)}, ${count(changes.size, 'change')}`
  const given = changes.get('name')
  return `${given ? fullName(given) : 'a new connector'} on ${cluster}, ${clip(simple, 100)}`
}

const row = ({ draft, changedAt }: DraftRow, n: number): Block[] => [
  section(
    draftName(draft),
    button({ id: openId('draft', n), label: 'Continue', target: { id: draft.id }, spoken: `Continue draft ${n + 1}` }),
  ),
  paragraph(['Last changed ', moment(changedAt)]),
]

/** The newest of one's unfinished forms. */
export const draftRows = (drafts: readonly DraftRow[], most: number): Block[] => drafts.slice(0, most).flatMap(row)

/** One's unfinished forms, the newest first. */
export function draftsView(drafts: readonly DraftRow[]): Message {
  const said =
    drafts.length === 0 ? 'You have no drafts.' : `You have ${count(drafts.length, 'draft')}. They are kept for 7 days.`
  return message(said, [paragraph([said]), ...draftRows(drafts, SHOWN)])
}

/** Where something else is begun: the way to what was begun before. */
export const continueBlock = (draft: Draft): Block =>
  section(
    `You have a draft: ${clip(draftName(draft), 500)}.`,
    button({ id: openId('draft', 'earlier'), label: 'Continue your draft', target: { id: draft.id } }),
  )

/** In the place of a form that was opened in another window since. */
export const elsewhereModal = (draft: Draft) =>
  modal({
    title: 'Open elsewhere',
    blocks: [
      section(
        `This draft (${clip(draftName(draft), 500)}) was opened in another window since. What it keeps is there.`,
        button({ id: openId('draft', 'here'), label: 'Continue here', target: { id: draft.id } }),
      ),
    ],
  })
