import type { Incident } from '../../alerts/model.ts'
import type { Poster } from '../../alerts/poster.ts'
import type { RouteRule } from '../../alerts/routes.ts'
import type { RootView } from '../../alerts/views.ts'
import type { Actor } from '../../connectors/policy.ts'
import type { Service } from '../../connectors/service/service.ts'
import { UserError } from '../../errors.ts'
import type { Shown } from '../ask.ts'
import { sampleView } from '../views/alert-sample.ts'
import { toPostError } from './post-errors.ts'

interface Deps {
  poster: Poster
  service: Service
  clock: { now(): number }
  /** undefined: nothing is watched. */
  alerts: { channel: string; routes: readonly RouteRule[] } | undefined
}

/** What became of the sample in one channel. */
export interface Sampled {
  channel: string
  /** Who would be mentioned. */
  groups: string[]
  /** Why Slack did not take it. */
  problem?: string
}

export type Sample = ReturnType<typeof createSample>

const MOST = 20

/** Sends a sample to every channel of the rules, without a mention: shows what reaches whom. */
export function createSample({ poster, service, clock, alerts }: Deps) {
  async function send(channel: string, groups: string[], view: RootView): Promise<Sampled> {
    try {
      await poster.post({ channel, view, until: Infinity })
      return { channel, groups }
    } catch (error) {
      return { channel, groups, problem: toPostError(error).message }
    }
  }

  return async function sample(actor: Actor): Promise<Shown> {
    if (alerts === undefined) throw new UserError('Connectors are not watched: there is nothing to try.')
    const [cluster, ...others] = await service.clusterIds(actor)
    const rights = await Promise.all(
      [cluster, ...others].map((id) => service.covers(actor, id ?? '', 'CONNECT_ALTER_STATE')),
    )
    if (cluster === undefined || !rights.some(({ some }) => some)) {
      throw new UserError('You may not post a sample: that takes CONNECT_ALTER_STATE on some connector.')
    }
    const all: { channel: string; mention?: RouteRule['mention'] }[] = [...alerts.routes, { channel: alerts.channel }]
    const byChannel = [...Map.groupBy(all, ({ channel }) => channel)].slice(0, MOST)
    const view = aSample(cluster, clock.now())
    const sent = byChannel.map(([channel, rules]) =>
      send(channel, [...new Set(rules.flatMap(({ mention }) => mention?.group ?? []))], view),
    )
    return sampleView(await Promise.all(sent))
  }
}

/** Says that it is one, and has no buttons: there is nothing to act on. */
function aSample(cluster: string, at: number): RootView {
  const since = { from: at, to: at }
  const member = { key: 'failed', since, type: 'sink', tasks: 2, failedTasks: 1, failedIds: [0], whole: false }
  const incident: Incident = {
    kind: 'failed',
    ...{ id: 'sample', root: 'sample', cluster, key: 'failed', channel: '', since, openedAt: at },
    ...{ peak: 1, base: 1, whole: false, restarts: 0 },
    cause: { exception: 'Sample', message: 'this is a test of the alert rules: nothing has failed' },
  }
  const shown = {
    incident,
    connectors: 1,
    failedTasks: 1,
    waiting: 0,
    tasks: 2,
    worst: [{ subject: 'sample-connector', member }],
  }
  return {
    ...{ root: 'sample', revision: 0, summary: false, mentions: [], copy: false },
    incidents: [{ ...shown, state: 'firing', notice: true, offers: [] }],
  }
}
