import type { EventName, Line } from '../../alerts/model.ts'
import type { IncidentView, ThreadView } from '../../alerts/views.ts'
import { duration } from '../../connectors/looks.ts'
import type { Mentions } from './alert.ts'
import { between, loopOf, restartsOf } from './alert.ts'
import { type ClusterName, fateWord, titleOf } from './alert-words.ts'
import { context, LIMITS, type Message, message } from './blocks.ts'
import { moment, time } from './date.ts'
import { paragraph, type Span } from './rich-text.ts'
import { clip, count, fullName, number, oneLine, shortName } from './text.ts'
import { joined, sayCause } from './words.ts'

const who = ({ by }: Line) => shortName(by?.name ?? 'somebody')

/** "orders-sink, items-sink and 12 more" */
function namesOf({ names = [], count: all = names.length }: Line): string {
  const more = all - names.length
  const shown = names.map((name) => clip(fullName(name), 80)).join(', ')
  return more > 0 ? `${shown} and ${number(more)} more` : shown
}

const causeOf = ({ cause }: Line) => (cause ? sayCause(cause, 300) : '')

/** Of a whole Connect cluster there is no name. */
const subjectOf = (line: Line) => joined([namesOf(line), causeOf(line)])

const took = ({ ms }: Line) => (ms === undefined ? '' : ` after ${duration(ms)}`)

/** Where nobody looked for a while: what is told lies in between. */
const when = ({ span }: Line): Span[] => (span ? between(',', span) : [])

/** One line of the thread for each kind of news. */
const SAID: Record<EventName, (line: Line) => Span[]> = {
  opened: (line) => [subjectOf(line) || 'began', ...when(line)],
  reopened: (line) => [`failed again ✖ ${subjectOf(line)}`.trim(), ...when(line)],
  joined: (line) => [
    `+ ${count(line.count ?? 0, 'connector')}${line.cause ? ', same cause' : ''}: ${namesOf(line)}`,
    ...when(line),
  ],
  left: (line) => [`${fateWord(line.fate ?? 'recovered')} ${namesOf(line)}`, ...when(line)],
  worsened: (line) => [
    line.names ? `nothing works any more of ${namesOf(line)}` : `now ${count(line.count ?? 0, 'connector')}`,
  ],
  flapping: (line) => [`flapping: ${number(line.count ?? 0)} failures in ${duration(line.ms ?? 0)}`],
  'crash-loop': (line) => [`crash loop: ${loopOf(line.count ?? 0)}`],
  'cause-changed': (line) => [joined(['the cause is another one now', causeOf(line)])],
  recovered: (line) => [
    `${fateWord(line.fate ?? 'recovered')}${line.span ? '' : took(line)}`,
    ...when(line),
    restartsOf(line.restarts ?? 0),
  ],
  unanswered: () => ['nobody has acknowledged this yet'],
  acknowledged: (line) => [`${who(line)} acknowledged`],
  withdrawn: (line) => [`${who(line)} took the acknowledgement back`],
  snoozed: (line) => [
    `${who(line)} snoozed `,
    ...(line.until === undefined ? ['until it recovers'] : ['until ', moment(line.until)]),
    ...(line.count === undefined ? [] : [`, but for ${count(line.count, 'connector')}`]),
    ...(line.text ? [`: ${clip(oneLine(line.text), 300)}`] : []),
  ],
  'snooze-over': (line) => [
    line.names ? `the snooze is over for ${namesOf(line)}, still failing` : 'the snooze is over, and it still fails',
  ],
  action: (line) => [clip(oneLine(line.text ?? ''), 1_000)],
}

/** Lines in one reply: a backlog is condensed before, this is the end of it. */
const MOST = 30

/** News in a thread. What is shown in the channel as well, or stands below a summary, says what it is about. */
export function threadView(view: ThreadView, clusterName: ClusterName, mentions: Mentions = []): Message {
  const about = new Map(view.incidents.map((one) => [one.incident.id, one]))
  const isLoud = view.lines.some(({ line }) => line.broadcast)
  const shown = view.lines.slice(-MOST)
  const told = shown.map(({ incident, line }, n): Span[] => {
    const isNew = incident !== shown[n - 1]?.incident
    const one = isNew && (isLoud || view.summary) ? about.get(incident) : undefined
    return [time(line.at), '  ', ...(one ? [`${titleIn(one, clusterName)}: `] : []), ...SAID[line.event](line)]
  })
  const left = view.lines.length - told.length
  const text = view.lines.map(({ line }) => words(SAID[line.event](line))).join('. ')
  return message(clip(text, LIMITS.notification), [
    paragraph(...told, ...(mentions.length > 0 ? [mentions.flatMap((group): Span[] => [{ group }, ' '])] : [])),
    ...(left > 0 ? [context(`and ${count(left, 'earlier line')}`)] : []),
    ...(view.copy ? [context('Perhaps a second copy: Slack did not say whether it had taken the first.')] : []),
  ])
}

const titleIn = (view: IncidentView, clusterName: ClusterName) => clip(titleOf(view, clusterName, shortName), 150)

/** A line as a notification says it: moments have their own words in the blocks alone. */
const words = (spans: readonly Span[]) =>
  spans.map((span) => (typeof span === 'string' ? span : 'fallback' in span ? (span.fallback ?? '') : '')).join('')
