import type { Fate, Kind } from '../../alerts/model.ts'
import type { IncidentView } from '../../alerts/views.ts'
import { count, fullName, number, shortName } from './text.ts'

export type ClusterName = (id: string) => string

/** The word first, since a shape alone says nothing to a screen reader. */
const STATES: Record<IncidentView['state'], string> = {
  firing: 'firing ✖',
  acknowledged: 'acknowledged ◐',
  snoozed: 'snoozed ☾',
  recovered: 'recovered ●',
  noted: 'notice ▲',
}

const FATES: Record<Fate, string> = {
  recovered: 'recovered ●',
  paused: 'paused ❚❚',
  stopped: 'stopped ■',
  deleted: 'deleted',
  moved: 'over: they fail for another cause now',
  unwatched: 'over: no longer watched',
}

/** "firing ✖" */
export function stateOf({ state, notice, incident }: IncidentView): string {
  if (state === 'recovered' && incident.closed) return FATES[incident.closed.fate]
  return state === 'firing' && notice ? STATES.noted : STATES[state]
}

export const fateWord = (fate: Fate) => FATES[fate]

interface Titled {
  /** "orders-sink on Production", "3 connectors on Production" */
  who: string
  connectors: string
  cluster: string
  /** "2 of 3 tasks failed" */
  failure: string
  worker: string
  tasks: number
  /** "14 tasks have had" */
  lacking: string
  over: boolean
}

const TITLES: Record<Kind, (titled: Titled) => string> = {
  failed: ({ who, failure }) => `${who}: ${failure}`,
  'first-look': ({ cluster, connectors }) => `watching ${cluster} from now: ${connectors} had already failed`,
  waiting: ({ who, lacking }) => `${who}: ${lacking} no worker for minutes`,
  idle: ({ who, over }) => `${who}: ${over ? 'ran' : 'running'} without tasks`,
  paused: ({ who, over }) => `${who}: ${over ? 'was paused' : 'paused'} for long`,
  stopped: ({ who, over }) => `${who}: ${over ? 'was stopped' : 'stopped'} for long`,
  missing: ({ who }) => `${who}: no longer there, deleted or renamed`,
  rebalance: ({ cluster, tasks, over }) =>
    `${cluster} ${over ? 'was' : 'is'} rebalancing: ${count(tasks, 'connector or task', 'connectors')} without a worker`,
  unreachable: ({ cluster, over }) => `${cluster} ${over ? 'could not' : 'cannot'} be reached`,
  stuck: ({ cluster, over }) =>
    over
      ? `${cluster} did not answer for its connectors: what it listed may have been old`
      : `${cluster} does not answer for its connectors: what it lists may be old`,
  worker: ({ cluster, worker, over }) =>
    over
      ? `worker ${worker} of ${cluster} refused connections, and tasks were said to run on it`
      : `worker ${worker} of ${cluster} refuses connections, and tasks are said to run on it`,
}

/** What is wrong, with what and where. `nameOf`: how much of a name there is room for. */
export function titleOf(view: IncidentView, clusterName: ClusterName, nameOf = fullName): string {
  const { incident, connectors, failedTasks, waiting, tasks, worst } = view
  const cluster = shortName(clusterName(incident.cluster))
  const subject = nameOf(worst[0]?.subject ?? '')
  const isOver = incident.closed !== undefined
  const verb = isOver ? 'had failed' : 'failed'
  const some = count(connectors, 'connector')
  return TITLES[incident.kind]({
    who: connectors === 1 ? `${subject} on ${cluster}` : `${some} on ${cluster}`,
    connectors: incident.of === undefined ? some : `${number(connectors)} of ${count(incident.of, 'connector')}`,
    cluster,
    failure: failedTasks === 0 ? verb : `${number(failedTasks)} of ${count(tasks, 'task')} ${verb}`,
    worker: subject,
    tasks,
    lacking: `${waiting === 0 ? 'tasks' : count(waiting, 'task')} ${isOver ? 'had' : waiting === 1 ? 'has had' : 'have had'}`,
    over: isOver,
  })
}

const ABOUT_CONNECTORS: Record<Kind, boolean> = {
  failed: true,
  'first-look': true,
  waiting: true,
  idle: true,
  paused: true,
  stopped: true,
  missing: true,
  rebalance: false,
  unreachable: false,
  stuck: false,
  worker: false,
}

/** Whether its members are connectors, and not the Connect cluster itself or one of its workers. */
export const isAboutConnectors = ({ incident }: Pick<IncidentView, 'incident'>) => ABOUT_CONNECTORS[incident.kind]
