import type { Clock } from '../../connect/clock.ts'
import { ConnectError } from '../../connect/errors.ts'
import { needs, supports } from '../../connect/versions.ts'
import { UserError } from '../../errors.ts'
import { type Level, type LevelChange, levelBy, levelOf, levelsWith } from '../loggers.ts'
import type { ConnectCluster, Origin } from '../model.ts'
import { type Actor, describePolicy } from '../policy.ts'
import type { Records } from '../records.ts'
import type { View } from './access.ts'
import type { Admission } from './admission.ts'
import { writeDown } from './begin.ts'
import { type End, endOf } from './errors.ts'
import type { Fleet } from './fleet.ts'
import type { Info } from './info.ts'
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

interface LevelRequest {
  cluster: string
  logger: string
  level: Level
  minutes: number
}

const NAME = /^[\w$.-]{1,200}$/
/** A Connect cluster that did not answer is asked again after so long. */
const AGAIN = 60_000

/** Log levels of workers. They concern every connector there, and may show configs: changing them takes the right on all. */
export function createLoggers({ admission, fleet, info, clusters, records, clock, log, closing }: Deps) {
  const scheduled = new Set<string>()

  /** To what was before, but for what other changes that are in force make of it. */
  async function restored({ cluster: id, logger: own, before }: LevelChange): Promise<void> {
    const client = clusters.find((one) => one.id === id)?.client
    if (client === undefined) return
    const all = await records.levels.list()
    const others = all.filter(({ cluster, logger, until }) => cluster === id && logger !== own && until > clock.now())
    for (const [logger, normal] of before) {
      const level = levelBy(others, logger) ?? normal
      // Read anew each time: what was just set has set those below it too.
      if (levelOf(await client.loggers(), logger) !== level) await client.setLevel(logger, level)
    }
  }

  /** Waits until its time has come; a later change of the same logger has taken its place then. */
  async function backInTime({ cluster, logger, until }: LevelChange): Promise<void> {
    for (let wait = until - clock.now(); ; wait = AGAIN) {
      await clock.sleep(Math.max(0, wait), closing)
      const change = (await records.levels.list()).find((one) => one.cluster === cluster && one.logger === logger)
      if (change === undefined || change.until > clock.now()) return
      try {
        await restored(change)
        return await records.levels.remove(change)
      } catch (error) {
        log.error({ cluster, logger, error }, 'a log level could not be set back yet')
      }
    }
  }
  function schedule(change: LevelChange) {
    const key = `${change.cluster} ${change.logger} ${change.until}`
    if (scheduled.has(key)) return
    scheduled.add(key)
    backInTime(change)
      .catch((error: unknown) => {
        if (!closing.aborted) log.error({ ...change, error }, 'a log level was not set back')
      })
      .finally(() => scheduled.delete(key))
  }

  async function change(cluster: ConnectCluster, { logger, level, minutes }: LevelRequest): Promise<LevelChange> {
    const { client, id } = cluster
    const now = await client.loggers()
    // Where another change is in force, its level is not what this one is to go back to. Read after the levels: a change is
    // kept before it is made.
    const kept = (await records.levels.list()).filter((one) => one.cluster === id)
    const normal = new Map([...now, ...kept.flatMap(({ before }) => [...before])])
    const before = levelsWith(normal, logger)
    const made = { cluster: id, logger, level, until: clock.now() + minutes * 60_000, before }
    await records.levels.keep(made)
    await client.setLevel(logger, level).catch(async (error: unknown) => {
      const isRefused = error instanceof ConnectError && !error.outcomeUnknown
      const earlier = kept.find((one) => one.logger === logger)
      if (isRefused) await (earlier ? records.levels.keep(earlier) : records.levels.remove(made))
      throw error
    })
    schedule(made)
    return made
  }

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
        const done = await change(cluster, request)
        await end({ outcome: 'done', detail: `${logger} at ${level} for ${minutes} min` })
        return done
      } catch (error) {
        await end(endOf(error))
        throw error
      }
    },

    /** What another process was to set back; may be called again and again. */
    async resumeLevels(): Promise<void> {
      for (const one of await records.levels.list()) schedule(one)
    },
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
