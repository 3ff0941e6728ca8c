import type { types } from '@slack/bolt'
import type { IncidentView } from '../../alerts/views.ts'
import type { ClusterRows } from '../../connectors/model.ts'
import { lookId } from '../ids.ts'
import { incidentRows } from './alert-list.ts'
import type { ClusterName } from './alert-words.ts'
import { actions, type Block, button, divider } from './blocks.ts'
import { fleetBlocks } from './fleet.ts'
import { asOf } from './footer.ts'
import { pagedLines } from './lines.ts'
import { paragraph } from './rich-text.ts'
import { count } from './text.ts'
import { type Rights, rightsLines } from './whoami.ts'

interface Home {
  clusters: readonly ClusterRows[]
  incidents: readonly IncidentView[]
  rights: Rights
  page: number
  at: number
}

/** Incidents on the Home tab. */
const SHOWN = 5

/** The App Home: the fleet and what is followed, as this person may see it, and what they may do. */
export const homeView = (
  { clusters, incidents, rights, page, at }: Home,
  clusterName: ClusterName,
): types.HomeView => ({
  type: 'home',
  blocks: [
    ...fleetBlocks(clusters),
    ...followed(incidents, clusterName),
    divider,
    ...pagedLines(rightsLines(rights), { look: 'home', page, again: {} }),
    asOf(at, 'home', { p: page }),
  ],
})

const followed = (incidents: readonly IncidentView[], clusterName: ClusterName): Block[] =>
  incidents.length === 0
    ? []
    : [
        divider,
        paragraph([{ bold: count(incidents.length, 'open incident') }]),
        ...incidentRows(incidents, clusterName, SHOWN),
        ...actions(button({ id: lookId('alerts'), label: 'All incidents', target: {} })),
      ]
