import type { Snooze } from '../../alerts/model.ts'
import type { IncidentView, RootView } from '../../alerts/views.ts'
import { duration } from '../../connectors/looks.ts'
import { alertButtons, alertChoices } from './alert-choices.ts'
import { type ClusterName, isAboutConnectors, stateOf, titleOf } from './alert-words.ts'
import { type Block, context, type Message, message, section } from './blocks.ts'
import { overflow } from './choices.ts'
import { moment, time } from './date.ts'
import { paginate } from './paging.ts'
import { paragraph, quoted, richText, type Span } from './rich-text.ts'
import { clip, count, fullName, number, oneLine, shortName } from './text.ts'
import { causeInList, sayCause } from './words.ts'

/** Slack's ids of the user groups to be mentioned. */
export type Mentions = readonly string[]

/** A look that came later than this after the one before is said to leave open when it was. */
const BETWEEN_MS = 60_000
/** Of people who may alter parts of an incident each, those who snoozed last. */
const MOST_SNOOZES = 3
/** Of a summary's incidents as many as a message holds. */
const ROOM = { pieces: 10, chars: 9_000 }

/** The message that shows an incident, or several where a channel would have got too many. */
export function alertView(view: RootView, clusterName: ClusterName, mentions: Mentions = []): Message {
  const [first] = view.incidents
  const isOne = !view.summary && view.incidents.length === 1 && first !== undefined
  const { text, blocks } = isOne ? single(first, clusterName) : summary(view, clusterName)
  return message(text, [...blocks, ...mentioning(mentions), ...remarks(view)])
}

function single(view: IncidentView, clusterName: ClusterName): Message {
  const { incident } = view
  const title = `${stateOf(view)} ${titleOf(view, clusterName)}`
  const cause = incident.cause
  return {
    text: [`${stateOf(view)} ${titleOf(view, clusterName, shortName)}`, ...(cause ? [sayCause(cause, 300)] : [])].join(
      '. ',
    ),
    blocks: [
      paragraph([{ bold: title }]),
      ...(cause ? [richText(quoted(sayCause(cause, 500)))] : []),
      ...worst(view),
      paragraph(...facts(view)),
      ...alertButtons(view),
    ],
  }
}

/** The ten worst, where the title does not name it all; with the cause of each where the incident is not about one. */
function worst(view: IncidentView): Block[] {
  const isNamed = view.connectors === 1 && view.worst.every(({ member }) => member.cause === undefined)
  if (!isAboutConnectors(view) || isNamed) return []
  const more = view.connectors - view.worst.length
  const tasksOf = ({ tasks, failedTasks }: IncidentView['worst'][number]['member']) =>
    failedTasks > 0 ? ` (${number(failedTasks)} of ${number(tasks)})` : ''
  const lines = view.worst.map(({ subject, member }): Span[] => [
    clip(fullName(subject), 120),
    tasksOf(member),
    ...(member.cause ? [`: ${causeInList(member.cause)}`] : []),
    ...(member.flaps === undefined ? [] : [`, ${number(member.flaps)} failures`]),
  ])
  return [paragraph(...lines, ...(more > 0 ? [[`and ${number(more)} more`]] : []))]
}

function facts({ incident, failedTasks, connectors }: IncidentView): Span[][] {
  const { since, closed, acknowledged, snoozes = [], flapping, crashLoop, failedAgain, restarts, kind } = incident
  const seen: Span[] = isFar(since) ? between('Began', since) : ['First seen ', moment(since.to)]
  // Where the title does not count them.
  const counted = kind === 'first-look' && connectors > 1 ? [` · ${count(failedTasks, 'failed task')}`] : []
  const wellBefore: Span[] = kind === 'failed' && since.from < since.to ? [' · last seen well ', time(since.from)] : []
  return [
    [...seen, ...counted, ...(isFar(since) ? [] : wellBefore)],
    ...(flapping ? [[`Flapping: ${number(flapping.failures)} failures in ${duration(flapping.ms)}`]] : []),
    ...(crashLoop && failedAgain && !closed ? [[`Crash loop: ${loopOf(failedAgain)}`]] : []),
    ...(acknowledged && !closed
      ? [[`Acknowledged by ${shortName(acknowledged.by.name)} `, moment(acknowledged.at)]]
      : []),
    ...(closed ? [] : snoozes.slice(-MOST_SNOOZES).map(snoozedLine)),
    ...(closed ? [[...over(closed, since), restartsOf(restarts)]] : []),
  ]
}

/** "Began between 14:02 and 14:40": nobody looked in between. */
export const between = (what: string, { from, to }: { from: number; to: number }): Span[] => [
  `${what} between `,
  moment(from),
  ' and ',
  moment(to),
]

const isFar = ({ from, to }: { from: number; to: number }) => to - from > BETWEEN_MS

function over(closed: NonNullable<IncidentView['incident']['closed']>, since: { to: number }): Span[] {
  if (isFar(closed)) return between('Over', closed)
  return [`Over after ${duration(closed.to - since.to)}, `, moment(closed.to)]
}

/** "failed again after each of 3 restarts" */
export const loopOf = (restarts: number) => `failed again after each of ${count(restarts, 'restart')}`

function snoozedLine({ by, until, reason, part }: Snooze): Span[] {
  const end: Span[] = until === undefined ? ['until it recovers'] : ['until ', moment(until)]
  const what = part ? `${count(part.only.length, 'connector')} snoozed` : 'Snoozed'
  return [`${what} by ${shortName(by.name)} `, ...end, ...(reason ? [`: ${clip(oneLine(reason), 200)}`] : [])]
}

export const restartsOf = (restarts: number) => (restarts === 0 ? '' : ` · ${count(restarts, 'restart')}`)

/** One line and one menu an incident. */
function summary({ incidents }: RootView, clusterName: ClusterName): Message {
  const open = incidents.filter(({ state }) => state !== 'recovered' && state !== 'noted')
  const sum = (views: readonly IncidentView[]) => views.reduce((all, { connectors }) => all + connectors, 0)
  const title =
    open.length === 0
      ? `recovered ●: ${count(incidents.length, 'incident')}`
      : `firing ✖ ${count(open.length, 'incident')} at once: ${count(sum(open), 'connector')}`
  const urgent = [...open, ...incidents.filter((one) => !open.includes(one))]
  const lines = urgent.slice(0, ROOM.pieces).map((view, n) => line(view, clusterName, n))
  const [shown = []] = paginate(lines, ROOM, (block) => JSON.stringify(block).length)
  const more = incidents.length - shown.length
  return {
    text: `${title}. ${urgent
      .slice(0, 3)
      .map((one) => titleOf(one, clusterName, shortName))
      .join('; ')}`,
    blocks: [
      paragraph([{ bold: title }]),
      ...shown,
      ...(more > 0 ? [context(`and ${count(more, 'more incident')}`)] : []),
    ],
  }
}

function line(view: IncidentView, clusterName: ClusterName, n: number): Block {
  const cause = view.incident.cause ? `\n${causeInList(view.incident.cause)}` : ''
  const choices = alertChoices(view).slice(0, 5)
  const text = `${stateOf(view)} ${clip(titleOf(view, clusterName), 300)}${cause}`
  return section(text, choices.length > 0 ? overflow(choices, n) : undefined)
}

const mentioning = (groups: Mentions): Block[] =>
  groups.length === 0 ? [] : [paragraph(groups.flatMap((group): Span[] => [{ group }, ' ']))]

function remarks({ copy, diverted, incidents }: RootView): Block[] {
  const follows = incidents.flatMap((one) => one.follows ?? [])
  return [
    ...(copy ? [context('Perhaps a second copy: Slack did not say whether it had taken the first.')] : []),
    ...(diverted
      ? [
          paragraph([
            `Meant for another channel (${diverted.from}), which does not take it: ${clip(oneLine(diverted.reason), 300)}`,
          ]),
        ]
      : []),
    ...follows
      .slice(0, 3)
      .map(({ channel, ts }) => paragraph([{ link: linkTo(channel, ts), words: 'The same cause, earlier' }])),
  ]
}

/** Of any workspace: Slack leads on to the reader's own. */
const linkTo = (channel: string, ts: string) => `https://slack.com/archives/${channel}/p${ts.replace('.', '')}`
