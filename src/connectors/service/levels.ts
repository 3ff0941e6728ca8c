import type { Clock } from '../../connect/clock.ts'
import { ConnectError } from '../../connect/errors.ts'
import { type Level, type LevelChange, levelBy, levelOf, levelsWith } from '../loggers.ts'
import type { ConnectCluster } from '../model.ts'
import type { Records } from '../records.ts'
import type { Log } from './running.ts'

interface Deps {
  clusters: readonly ConnectCluster[]
  records: Records
  clock: Clock
  log: Log
  /** Aborted when the process takes no more work. */
  closing: AbortSignal
}

export interface LevelRequest {
  cluster: string
  logger: string
  level: Level
  minutes: number
}

/** A Connect cluster that did not answer is asked again after so long. */
const AGAIN = 60_000

/** Log levels that are changed for a while, and how they go back: by whichever process is there then. */
export function createLevels({ clusters, records, clock, log, closing }: Deps) {
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

  return {
    /** On all workers. @throws ConnectError */
    change,
    /** What another process was to set back; may be called again and again. */
    async resume(): Promise<void> {
      for (const one of await records.levels.list()) schedule(one)
    },
  }
}
