import type { Change } from '../../src/alerts/book.ts'
import type { Followed } from '../../src/alerts/draft.ts'
import { type ClusterState, type Surroundings, step } from '../../src/alerts/incidents.ts'
import type { Line, Member } from '../../src/alerts/model.ts'
import { type Answers, createObserver } from '../../src/alerts/observe.ts'
import { RULES } from '../../src/alerts/rules.ts'
import type { ConnectorStatus } from '../../src/connect/schemas.ts'

export const SECOND = 1_000
export const MINUTE = 60 * SECOND

/** Looks at one Connect cluster, 15 s apart unless told otherwise; keeps what the store would. */
export function createStory(around: Partial<Surroundings> = {}) {
  const observer = createObserver()
  const followed = new Map<string, Followed>()
  let state: ClusterState | undefined
  let now = 0
  let ids = 0
  let surroundings: Surroundings = {
    cluster: 'prod',
    rules: RULES,
    route: () => ({ channel: 'C0ALERTS' }),
    muted: () => false,
    asked: new Map(),
    newId: () => `incident-${++ids}`,
    ...around,
  }

  function keep({ incident, members }: Change): void {
    const all = new Map(followed.get(incident.id)?.members)
    for (const [subject, member] of members) {
      if (member.left) all.delete(subject)
      else all.set(subject, member)
    }
    followed.set(incident.id, { incident, members: all })
  }

  function see(answers: Omit<Answers, 'at'>, ms = 15 * SECOND): string[] {
    now += ms
    const result = step(state, [...followed.values()], observer.observe({ at: now, ...answers }), surroundings)
    const tracks = new Map(state?.tracks)
    for (const [name, track] of result.tracks) track ? tracks.set(name, track) : tracks.delete(name)
    state = { ...result, tracks }
    for (const change of result.changes) keep(change)
    return result.changes.flatMap(({ incident, lines }) => lines.map((line) => told(incident.key, line)))
  }

  return {
    /** What a look at these connectors tells: "opened failed: sink-1, sink-2". */
    sees: (statuses: readonly ConnectorStatus[], ms?: number) =>
      see(
        { statuses: new Map(statuses.map((one) => [one.name, one])), names: new Set(statuses.map(({ name }) => name)) },
        ms,
      ),
    see,
    /** From now on. */
    set(change: Partial<Surroundings>) {
      surroundings = { ...surroundings, ...change }
    },
    now: () => now,
    open: () => [...followed.values()].filter(({ incident }) => !incident.closed),
    all: () => [...followed.values()].map(({ incident }) => incident),
    amend(id: string, change: (one: Followed['incident']) => Followed['incident']) {
      const one = followed.get(id)
      if (one) followed.set(id, { ...one, incident: change(one.incident) })
    },
    /** Open incidents that a connector is a member of. */
    incidentsOf: (name: string): Member[] => [...followed.values()].flatMap(({ members }) => members.get(name) ?? []),
  }
}

function told(key: string, { event, names, count, fate, cause, broadcast, mention }: Line): string {
  const kind = key.replace(/:.*/, '')
  const who = names
    ? `: ${names.join(', ')}${(count ?? 0) > names.length ? ` and ${(count ?? 0) - names.length} more` : ''}`
    : ''
  const why = event === 'cause-changed' ? ` to ${cause?.message}` : ''
  const loud = `${broadcast ? ' (broadcast)' : ''}${mention ? ` @${mention}` : ''}`
  return `${event}${fate && fate !== 'recovered' ? ` ${fate}` : ''} ${kind}${who}${why}${loud}`
}
