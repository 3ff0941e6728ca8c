import type { types } from '@slack/bolt'
import type { Member, Mute } from '../../alerts/model.ts'
import type { IncidentView } from '../../alerts/views.ts'
import { alertId, lookId } from '../ids.ts'
import { type ClusterName, stateOf, titleOf } from './alert-words.ts'
import { type Block, button, context, type Message, message, section } from './blocks.ts'
import { moment } from './date.ts'
import { modal } from './modal.ts'
import { pageOf, pager, paginate } from './paging.ts'
import { paragraph } from './rich-text.ts'
import { row, spokenFor } from './row.ts'
import { clip, count, fullName, number, oneLine, shortName } from './text.ts'
import { causeInList, sayCause } from './words.ts'

const ROOM = { pieces: 12, chars: 5_000 }
const MUTES = 5
const ROWS = { pieces: 30, chars: 30_000 }

const incidentRow = (view: IncidentView, clusterName: ClusterName, n: number): Block => {
  const cause = view.incident.cause ? `\n${causeInList(view.incident.cause)}` : ''
  const title = `${stateOf(view)} ${clip(titleOf(view, clusterName), 300)}`
  return section(
    `${title}${cause}`,
    button({
      id: lookId('alert', n),
      label: 'Open',
      target: { i: view.incident.id },
      spoken: spokenFor(`Open ${title}`, n),
    }),
  )
}

const ORDER: readonly IncidentView['state'][] = ['firing', 'acknowledged', 'snoozed', 'noted', 'recovered']
const rank = ({ state, notice }: IncidentView) => ORDER.indexOf(state === 'firing' && notice ? 'noted' : state)

/** What needs somebody comes before what somebody has, and that before notices. */
const urgentFirst = (views: readonly IncidentView[]) => views.toSorted((a, b) => rank(a) - rank(b))

/** The first of them, for the App Home. */
export const incidentRows = (views: readonly IncidentView[], clusterName: ClusterName, most: number): Block[] =>
  urgentFirst(views)
    .slice(0, most)
    .map((view, n) => incidentRow(view, clusterName, n))

interface List {
  incidents: readonly IncidentView[]
  mutes: readonly Mute[]
  page: number
}

/** What fails now, as far as one may see it, and what is kept quiet. */
export function alertsView({ incidents, mutes, page: wanted }: List, clusterName: ClusterName): Message {
  const page = pageOf(
    paginate(urgentFirst(incidents), ROOM, (view) => JSON.stringify(incidentRow(view, clusterName, 0)).length),
    wanted,
  )
  const title =
    incidents.length === 0 ? 'No open incidents that you may see ●' : `${count(incidents.length, 'open incident')}`
  return message(`${title}. ${count(mutes.length, 'mute')}`, [
    paragraph([{ bold: title }]),
    ...page.items.map((view, n) => incidentRow(view, clusterName, n)),
    ...pager('alerts', page, {}),
    ...mutes.slice(0, MUTES).flatMap((mute, n) => muteBlocks(mute, clusterName, n)),
    ...(mutes.length > MUTES ? [context(`and ${count(mutes.length - MUTES, 'more mute')}`)] : []),
  ])
}

const placeOf = ({ cluster, pattern }: Mute, clusterName: ClusterName) =>
  `${clip(fullName(pattern), 200)} on ${cluster === undefined ? 'every Connect cluster' : shortName(clusterName(cluster))}`

const whyOf = ({ reason }: Mute) => (reason === undefined ? '' : `: ${clip(oneLine(reason), 200)}`)

function muteRow(mute: Mute, clusterName: ClusterName, n: number): Block {
  const place = placeOf(mute, clusterName)
  const spoken = spokenFor(`Unmute ${place}`, n)
  return section(
    `muted ☾ ${place}`,
    button({ id: alertId('unmute', n), label: 'Unmute', target: { id: mute.id }, spoken }),
  )
}

const muteBlocks = (mute: Mute, clusterName: ClusterName, n: number): Block[] => [
  muteRow(mute, clusterName, n),
  // Whose right is missing is not for everybody to read: a pattern may name what they may not see.
  paragraph([
    `By ${shortName(mute.by.name)} until `,
    moment(mute.until),
    ...(mute.except ? [', but for what they may not alter'] : []),
    whyOf(mute),
  ]),
]

interface Muted {
  mutes: readonly Mute[]
  connectors: number
  /** Who may not be muted by this person: names, clipped. */
  left: string
}

/** What is quiet from now on: a mute for each Connect cluster, with one end and one reason. */
export function mutedView({ mutes, connectors, left }: Muted, clusterName: ClusterName): Message {
  const title = `muted ☾ ${connectors === 0 ? 'no connector that there is now' : count(connectors, 'connector')}`
  const [first] = mutes
  const except = mutes.some((mute) => mute.except) ? ', but for what you may not alter' : ''
  return message(`${title}. What fails meanwhile and still does at the end is told then.`, [
    paragraph([
      { bold: title },
      ...(first === undefined ? [] : [' until ', moment(first.until), except, whyOf(first)]),
    ]),
    ...mutes.slice(0, MUTES).map((mute, n) => muteRow(mute, clusterName, n)),
    ...(left === '' ? [] : [paragraph([`Left out, you may not (CONNECT_ALTER_STATE): ${left}`])]),
  ])
}

export const unmutedView = (mutes: readonly Mute[], clusterName: ClusterName): Message => {
  const what = mutes
    .map((mute) => clip(placeOf(mute, clusterName), 200))
    .slice(0, MUTES)
    .join(', ')
  return message(`Unmuted ${what}`, [paragraph([{ bold: 'Unmuted ' }, what], ['What still fails is told now.'])])
}

/** Every connector of an incident that the person may see, page by page; each opens its card. */
export function alertModal(
  view: IncidentView,
  members: readonly { subject: string; member: Member }[],
  wanted: number,
  clusterName: ClusterName,
): types.ModalView {
  const { incident } = view
  const page = pageOf(
    paginate(members, ROWS, ({ subject }) => subject.length + 400),
    wanted,
  )
  const target = { i: incident.id }
  return modal({
    title: 'Connectors',
    target: { ...target, p: page.page },
    blocks: [
      paragraph(
        [{ bold: `${stateOf(view)} ${titleOf(view, clusterName)}` }],
        ...(incident.cause ? [[sayCause(incident.cause, 500)]] : []),
      ),
      ...page.items.map(({ subject, member }, n) =>
        row({ cluster: incident.cluster, connector: subject }, memberText(subject, member), n),
      ),
      ...pager('alert', page, target),
    ],
  })
}

function memberText(subject: string, { tasks, failedTasks, left, cause }: Member): string {
  const state = left ? left.fate : failedTasks > 0 ? `${number(failedTasks)} of ${count(tasks, 'task')} failed` : ''
  return [fullName(subject), state, cause ? causeInList(cause) : ''].filter((text) => text !== '').join(': ')
}
