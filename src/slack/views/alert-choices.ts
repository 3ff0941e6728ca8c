import type { Offer } from '../../alerts/model.ts'
import type { IncidentView } from '../../alerts/views.ts'
import { actionId, alertId, keyOf, lookId, type Target } from '../ids.ts'
import { actions, type Block, button, type Choice, LIMITS, option, section, select } from './blocks.ts'
import { choiceBlocks } from './choices.ts'
import { spokenFor } from './row.ts'
import { count, number, shortName } from './text.ts'

/** Tasks that have a button of their own; a select holds the others. */
const ROWS = 5
const IN_SELECT = 30
/** Buttons; the rest stands in the overflow menu. */
const SHOWN = { one: 3, several: 4 }

/** The one connector that an incident is about; undefined: several, or none. */
function only({ incident, connectors, worst: [first] }: IncidentView) {
  return connectors === 1 && first
    ? { ref: { cluster: incident.cluster, connector: first.subject }, ...first }
    : undefined
}

/** What acts on one connector says so; on several it is shown first, and told in the thread of the incident. */
function forSome(view: IncidentView, one: Omit<Choice, 'target'>, all: { label: string; a: string }): Choice {
  const found = only(view)
  const i = view.incident.id
  if (found) return { ...one, target: { k: keyOf(found.ref), i } }
  return { id: alertId('bulk', all.a), label: all.label, target: { i, a: all.a } }
}

const CHOICES: Record<Offer, (view: IncidentView, about: Target) => Choice | undefined> = {
  restart: (view) =>
    forSome(
      view,
      { id: actionId('restart', 'failed'), label: 'Restart failed tasks' },
      { label: `Restart failed tasks of all ${number(view.connectors)}…`, a: 'restart:failed' },
    ),
  trace: (_, about) => ({ id: lookId('cause'), label: 'Stack trace', target: about }),
  acknowledge: (_, about) => ({ id: alertId('acknowledge'), label: 'Acknowledge', target: about }),
  snooze: (_, about) => ({ id: alertId('snooze'), label: 'Snooze…', target: about }),
  pause: (view) =>
    forSome(
      view,
      { id: actionId('pause'), label: 'Pause' },
      { label: `Pause all ${number(view.connectors)}…`, a: 'pause' },
    ),
  open: (view, about) => {
    const found = only(view)
    if (found) return { id: lookId('card'), label: 'Open', target: { k: keyOf(found.ref) } }
    return { id: lookId('alert'), label: `All ${number(view.connectors)}`, target: about }
  },
}

/** Where there are several, the way to all of them comes before what is seldom wanted. */
const ORDER: readonly Offer[] = ['restart', 'trace', 'acknowledge', 'open', 'snooze', 'pause']

/** What helps in this state, drawn by state alone: rights are asked for at the click. */
export function alertChoices(view: IncidentView): Choice[] {
  const about = { i: view.incident.id }
  const order = only(view) ? view.offers : [...view.offers].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))
  const offered = order.flatMap((offer) => CHOICES[offer](view, about) ?? [])
  const takeBack = { id: alertId('unacknowledge'), label: 'Take back acknowledgement', target: about }
  return view.state === 'acknowledged' ? [...offered, takeBack] : offered
}

/** The buttons of a message about one incident, its failed tasks before them where it is about one connector. */
export function alertButtons(view: IncidentView): Block[] {
  return [...failedTasks(view), ...choiceBlocks(alertChoices(view), only(view) ? SHOWN.one : SHOWN.several)]
}

function failedTasks(view: IncidentView): Block[] {
  const found = only(view)
  if (!found || view.state === 'recovered' || !view.offers.includes('restart')) return []
  const { ref, member } = found
  const target = (t: number) => ({ k: keyOf(ref), t, i: view.incident.id })
  const others = member.failedIds.slice(ROWS)
  return [
    ...member.failedIds.slice(0, ROWS).map((task, n) =>
      section(
        `Task ${task} failed`,
        button({
          id: actionId('restart-task', n),
          label: 'Restart',
          target: target(task),
          spoken: spokenFor(`Restart task ${task} of ${ref.connector}`, n),
        }),
      ),
    ),
    ...(others.length === 0
      ? []
      : [
          section(`and ${count(member.failedTasks - ROWS, 'more task')} of ${shortName(ref.connector)}`),
          ...actions(
            select(
              actionId('restart-task', 'other'),
              'Restart another task…',
              others.slice(0, Math.min(IN_SELECT, LIMITS.options)).map((task) => option(`Task ${task}`, target(task))),
            ),
          ),
        ]),
  ]
}
