import type { Clock } from '../../connect/clock.ts'
import type { Plugin } from '../form/known.ts'
import type { ConnectCluster } from '../model.ts'
import { inTime } from './in-time.ts'

type Row = Plugin & { version?: string | undefined }

/** Plugins are installed while a worker is down, so a list of them is good for a while. */
const FRESH = 60_000
/** A form does not wait longer for the values that some keys offer. */
const PATIENCE = 1_000

/** What is installed on the workers, a row for each version of a class. */
export function createPlugins(clock: Clock) {
  const plugins = new Map<string, { at: number; rows: Promise<Row[]> }>()
  const answered = new Map<string, Row[]>()

  /** All plugins of a worker, not connectors only: converters and transformations are values of keys. */
  async function pluginsOf({ id, client }: ConnectCluster): Promise<Row[]> {
    const kept = plugins.get(id)
    if (kept && clock.now() - kept.at < FRESH) return kept.rows
    const rows = client.plugins(false)
    plugins.set(id, { at: clock.now(), rows })
    rows.then(
      (found) => answered.set(id, found),
      () => plugins.delete(id),
    )
    return rows
  }

  return {
    pluginsOf,
    /** The same, as they were known last where the worker does not answer soon. */
    pluginsSoon: (cluster: ConnectCluster): Promise<Row[]> =>
      inTime(clock, PATIENCE, () => pluginsOf(cluster)).catch(() => answered.get(cluster.id) ?? []),
  }
}
