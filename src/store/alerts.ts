import type { Kysely } from 'kysely'
import type { Mute } from '../alerts/model.ts'
import type { AlertRecords, AlertTables } from '../alerts/records.ts'
import { purgeIncidents } from './incident-retention.ts'
import { keepIncidents, saveChanges } from './incidents.ts'
import { createLease, lockForWriting, renewLease } from './lease.ts'
import { insertLines, keepRoots } from './roots.ts'
import type { Schema } from './schema.ts'
import { forgetState, readStates, saveState } from './watched.ts'

/** What the alerts keep. */
export function createAlertRecords(db: Kysely<Schema>, now: () => number): AlertRecords {
  const lease = createLease(db, now)
  return {
    takeLease: lease.take,
    releaseLease: lease.release,
    hold: (epoch, ms, run) =>
      db.transaction().execute(async (transaction) => {
        const isOurs = await renewLease(transaction, epoch, now() + ms)
        return isOurs ? { value: await run(tables(transaction, now)) } : undefined
      }),
    change: (run) =>
      db.transaction().execute(async (transaction) => {
        await lockForWriting(transaction)
        return run(tables(transaction, now))
      }),
    read: (run) => db.transaction().execute((transaction) => run(tables(transaction, now))),
  }
}

function tables(db: Kysely<Schema>, now: () => number): AlertTables {
  return {
    ...keepIncidents(db),
    ...keepRoots(db),
    states: () => readStates(db),
    forget: (cluster) => forgetState(db, cluster),

    async saveStep(cluster, step, rootOf) {
      await saveState(db, cluster, step)
      const changes = step.changes.map(({ incident, ...change }) => ({
        ...change,
        incident: { ...incident, root: rootOf.get(incident.id) ?? incident.root },
      }))
      await saveChanges(db, changes)
      await insertLines(
        db,
        changes.flatMap(({ incident, lines }) =>
          lines.map((line) => ({ root: incident.root, incident: incident.id, line })),
        ),
      )
    },

    /** Those that last. */
    async mutes() {
      const rows = await db
        .selectFrom('alert_mutes')
        .select('mute')
        .where('until', '>', now())
        .orderBy('until')
        .execute()
      return rows.map(({ mute }): Mute => JSON.parse(mute))
    },

    async saveMute(mute) {
      await db
        .insertInto('alert_mutes')
        .values({ id: mute.id, until: mute.until, mute: JSON.stringify(mute) })
        .execute()
    },

    async removeMute(id) {
      await db.deleteFrom('alert_mutes').where('id', '=', id).execute()
    },

    async refusals() {
      const rows = await db.selectFrom('alert_refusals').selectAll().execute()
      return new Map(rows.map(({ channel, problem }) => [channel, problem]))
    },

    async saveRefusals(problems) {
      await db.deleteFrom('alert_refusals').execute()
      const rows = [...problems].map(([channel, problem]) => ({ channel, problem }))
      if (rows.length > 0) await db.insertInto('alert_refusals').values(rows).execute()
    },
  }
}

/** Takes out mutes that ended, and incidents that are over: those older than `before`, and all but the newest `most`. */
export async function purgeAlerts(
  db: Kysely<Schema>,
  now: number,
  kept: { before: number; most: number },
): Promise<void> {
  await db.deleteFrom('alert_mutes').where('until', '<=', now).execute()
  await purgeIncidents(db, kept.before, kept.most)
}
