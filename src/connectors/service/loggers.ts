import type { Clock } from '../../connect/clock.ts'
import type { ConnectError } from '../../connect/errors.ts'
import { needs, supports } from '../../connect/versions.ts'
import { UserError } from '../../errors.ts'
import type { LevelChange } from '../loggers.ts'
import type { ConnectCluster, Origin } from '../model.ts'
import { type Actor, describePolicy } from '../policy.ts'
import type { Records } from '../records.ts'
import type { View } from './access.ts'
import type { Admission } from './admission.ts'
import { writeDown } from './begin.ts'
import { type End, endOf } from './errors.ts'
import type { Fleet } from './fleet.ts'
import type { Info } from './info.ts'
import { createLevels, type LevelRequest } from './levels.ts'
import { METHODS } from './methods.ts'
import type { Log } from './running.ts'

interface Deps {
  admission: Admission
  fleet: Fleet
  info: Info
  clusters: readonly ConnectCluster[]
  records: Records
  clock: Clock
  log: Log
  /** Aborted when the process takes no more work. */
  closing: AbortSignal
}

/** The log levels of one Connect cluster's workers, as the one that answered has them. */
export interface ClusterLoggers {
  cluster: { id: string; name: string }
  levels: ReadonlyMap<string, string | undefined>
  /** What goes back to normal, and when. */
  changed: readonly LevelChange[]
  mayChange: boolean
  error?: ConnectError
}

const NAME = /^[\w$.-]{1,200}$/

/** Log levels of workers. They concern every connector there, and may show configs: changing them takes the right on all. */
export function createLoggers({ admission, fleet, info, clusters, records, clock, log, closing }: Deps) {
  const levels = createLevels({ clusters, records, clock, log, closing })

  /** @throws UserError where this person may not change it, or nobody can from here */
  async function refuse({ cluster, view }: { cluster: ConnectCluster; view: View }): Promise<void> {
    if (!mayChange(view)) throw admission.refusal(`You may not ${METHODS.setLevel.to} ${cluster.name}: ${TAKES}.`)
    if (cluster.readOnly) throw new UserError(`${cluster.name} is set to read-only here. Nothing was done.`)
    if (supports((await info(cluster)).version, 'loggerScope') === false) throw new UserError(needs('loggerScope'))
  }

  return {
    async loggers(actor: Actor, clusterId?: string): Promise<ClusterLoggers[]> {
      const all = await fleet.across(actor, clusterId, ({ client }, _, options) => client.loggers(options))
      const kept = await records.levels.list()
      return all.map(({ cluster: { id, name, readOnly }, view, answer, error }) => ({
        cluster: { id, name },
        levels: answer ?? new Map(),
        changed: kept.filter((one) => one.cluster === id),
        mayChange: answer !== undefined && !readOnly && mayChange(view),
        ...(error && { error }),
      }))
    },

    /** On all workers, for some minutes. @throws UserError without the right, or where Connect is too old */
    async setLevel(actor: Actor, request: LevelRequest, origin: Origin): Promise<LevelChange> {
      const { cluster: wanted, logger, level, minutes } = request
      if (!NAME.test(logger)) throw new UserError(`“${logger.slice(0, 80)}” is no logger’s name. Nothing was done.`)
      const [found] = await fleet.across(actor, wanted, async () => undefined)
      if (found === undefined) throw new UserError('There is no such Connect cluster. Nothing was done.')
      const { cluster, view } = found
      const at = clock.now()
      const entry = await writeDown(records, {
        at,
        actor: { id: actor.id, name: actor.name, roles: actor.roles },
        cluster: cluster.id,
        connector: '*',
        action: 'log level',
        permission: METHODS.setLevel.needs,
        allowed: mayChange(view),
        policies: policiesOn(view).map(describePolicy),
        request: { logger, level, minutes },
        origin,
      })
      const end = (how: End) =>
        records.audit.complete(entry, { ...how, durationMs: clock.now() - at }).catch((error: unknown) => {
          log.error({ cluster: cluster.id, logger, error }, 'how a log level was changed could not be written down')
        })
      try {
        await refuse(found)
        const done = await levels.change(cluster, request)
        await end({ outcome: 'done', detail: `${logger} at ${level} for ${minutes} min` })
        return done
      } catch (error) {
        await end(endOf(error))
        throw error
      }
    },

    resumeLevels: levels.resume,
  }
}

/** On every connector, without exception: whatever is logged may be of any of them. */
function mayChange(view: View): boolean {
  const { allowed, except } = view.throughout(METHODS.setLevel.needs, '*')
  return allowed && except.length === 0
}

const policiesOn = (view: View) =>
  view.rights().flatMap(({ permission, policies }) => (permission === METHODS.setLevel.needs ? policies : []))

const TAKES = `that takes ${METHODS.setLevel.needs} on all its connectors`
