import type { Member } from '../../alerts/model.ts'
import type { People } from '../../alerts/people.ts'
import type { IncidentView } from '../../alerts/views.ts'
import type { Ref } from '../../connectors/model.ts'
import type { Actor, Permission } from '../../connectors/policy.ts'
import type { Among } from '../../connectors/service/among.ts'
import type { Service } from '../../connectors/service/service.ts'
import { UserError } from '../../errors.ts'
import { isAboutConnectors } from '../views/alert-words.ts'

interface Deps {
  /** undefined: nothing is watched. */
  people: People | undefined
  service: Service
}

/** An incident as one person may see it. */
export interface Seen extends Among {
  /** As its message shows it, of what the person may see. */
  view: IncidentView
  /** By name; those that fail, or of an incident that is over all that did. Only what the person may see. */
  members: { subject: string; member: Member }[]
  /** Whether they hold the permission on something of it, and on all of it. */
  some: boolean
  all: boolean
}

/** More than a Connect cluster has connectors. */
const ALL = { offset: 0, limit: 100_000 }

export type Incidents = ReturnType<typeof createIncidents>

/** Incidents, each checked against the rights of who asks: the one way from Slack to what the watch keeps. */
export function createIncidents({ people: kept, service }: Deps) {
  /** @throws UserError where nothing is watched */
  function people(): People {
    if (kept === undefined) throw new UserError(NOT_WATCHED)
    return kept
  }

  /** `some` and `all` are about the permission. @throws UserError where nothing of it is theirs to see */
  async function see(actor: Actor, id: string, permission: Permission): Promise<Seen> {
    const { incidents } = await people().view(id)
    const view = incidents.find(({ incident }) => incident.id === id)
    const all = await people().members(id, ALL)
    const present = all.filter(({ member }) => view?.incident.closed !== undefined || member.left === undefined)
    const seen = view && (await look(actor, view, present, permission))
    if (seen === undefined) throw new UserError(NOTHING_SEEN)
    return seen
  }

  /** `present`: those that fail; of an incident that is over all that did. */
  async function look(
    actor: Actor,
    view: IncidentView,
    present: Seen['members'],
    permission: Permission,
  ): Promise<Seen | undefined> {
    const { cluster } = view.incident
    if (!isAboutConnectors(view)) {
      const { any, some, all: most, except } = await service.covers(actor, cluster, permission)
      const all = most && except.length === 0
      return any ? { view, members: present, some, all, allowed: [], refused: [], hidden: 0 } : undefined
    }
    const refs = present.map(({ subject }): Ref => ({ cluster, connector: subject }))
    const among = await service.among(actor, refs, permission)
    const names = new Set([...among.allowed, ...among.refused].map(({ connector }) => connector))
    if (names.size === 0) return undefined
    // How many connectors there are is for who may see them.
    const { of: _, ...incident } = view.incident
    const members = present.filter(({ subject }) => names.has(subject))
    return {
      ...{ ...among, members, view: { ...view, incident, ...countsOf(members) } },
      ...{ some: among.allowed.length > 0, all: among.allowed.length === refs.length },
    }
  }

  return {
    people,
    isWatching: kept !== undefined,
    see,
    /** Open incidents of which the person may see something; the oldest first. */
    async open(actor: Actor): Promise<Seen[]> {
      const [all, members] = await Promise.all([people().open(), people().failing()])
      const seen = await Promise.all(
        all.map((view) => look(actor, view, members.get(view.incident.id) ?? [], 'CONNECT_INSPECT')),
      )
      return seen.filter((one) => one !== undefined)
    },
  }
}

/** The least healthy first, as the store has them. */
function countsOf(
  members: Seen['members'],
): Pick<IncidentView, 'connectors' | 'tasks' | 'failedTasks' | 'waiting' | 'worst'> {
  const sum = (field: 'tasks' | 'failedTasks' | 'waiting') =>
    members.reduce((all, { member }) => all + (member[field] ?? 0), 0)
  const worst = members.toSorted(
    ({ member: a }, { member: b }) => Number(b.whole) - Number(a.whole) || b.failedTasks - a.failedTasks,
  )
  return {
    connectors: members.length,
    tasks: sum('tasks'),
    failedTasks: sum('failedTasks'),
    waiting: sum('waiting'),
    worst: worst.slice(0, WORST),
  }
}

const WORST = 10
const NOT_WATCHED =
  'Connectors are not watched: whoever runs this app can turn it on with “alerts:” in its configuration.'
const NOTHING_SEEN = 'There is nothing in this incident that you may see. Nothing was done.'
