import type { types } from '@slack/bolt'
import type { ClusterRows } from '../../connectors/model.ts'
import { divider } from './blocks.ts'
import { fleetBlocks } from './fleet.ts'
import { asOf } from './footer.ts'
import { pagedLines } from './lines.ts'
import { type Rights, rightsLines } from './whoami.ts'

interface Home {
  clusters: readonly ClusterRows[]
  rights: Rights
  page: number
  at: number
}

/** The App Home: the fleet as this person may see it, and what they may do. */
export const homeView = ({ clusters, rights, page, at }: Home): types.HomeView => ({
  type: 'home',
  blocks: [
    ...fleetBlocks(clusters),
    divider,
    ...pagedLines(rightsLines(rights), { look: 'home', page, again: {} }),
    asOf(at, 'home', { p: page }),
  ],
})
