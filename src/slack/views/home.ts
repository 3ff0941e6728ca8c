import type { types } from '@slack/bolt'
import type { IncidentView } from '../../alerts/views.ts'
import { lookId, openId } from '../ids.ts'
import { incidentRows } from './alert-list.ts'
import type { ClusterName } from './alert-words.ts'
import { actions, type Block, button, divider } from './blocks.ts'
import { type Fleet, fleetBlocks } from './fleet.ts'
import { asOf } from './footer.ts'
import { type DraftRow, draftRows } from './form/drafts.ts'
import { pagedLines } from './lines.ts'
import { paragraph } from './rich-text.ts'
import { count, number } from './text.ts'
import { type Rights, rightsInShort } from './whoami.ts'

interface Home extends Fleet {
  incidents: readonly IncidentView[]
  /** One's own, the newest first. */
  drafts: readonly DraftRow[]
  rights: Rights
  page: number
  at: number
}

/** On the Home tab. */
const SHOWN = { incidents: 5, drafts: 3 }

/** The App Home: the fleet and what is followed, as this person may see it, what they left unfinished and may do. */
export const homeView = (
  { incidents, drafts, rights, page, at, ...fleet }: Home,
  clusterName: ClusterName,
): types.HomeView => ({
  type: 'home',
  blocks: [
    ...fleetBlocks(fleet),
    ...followed(incidents, clusterName),
    ...unfinished(drafts),
    divider,
    ...pagedLines(rightsInShort(rights), { look: 'home', page, again: {} }),
    ...actions(button({ id: lookId('whoami'), label: 'Which policy decides', target: {} })),
    asOf(at, 'home', { p: page }),
  ],
})

const followed = (incidents: readonly IncidentView[], clusterName: ClusterName): Block[] =>
  incidents.length === 0
    ? []
    : [
        divider,
        paragraph([{ bold: count(incidents.length, 'open incident') }]),
        ...incidentRows(incidents, clusterName, SHOWN.incidents),
        ...actions(
          button({
            id: lookId('alerts'),
            label:
              incidents.length > SHOWN.incidents ? `All ${number(incidents.length)} incidents` : 'Incidents and mutes',
            target: {},
          }),
        ),
      ]

const unfinished = (drafts: readonly DraftRow[]): Block[] =>
  drafts.length === 0
    ? []
    : [
        divider,
        paragraph([{ bold: count(drafts.length, 'draft') }]),
        ...draftRows(drafts, SHOWN.drafts),
        ...(drafts.length > SHOWN.drafts
          ? actions(button({ id: openId('drafts'), label: `All ${number(drafts.length)} drafts`, target: {} }))
          : []),
      ]
