import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'

/** Members of incidents that are over, in all. */
const MOST_MEMBERS = 200_000

/**
 * Takes out what was over before `at`, and of what is over all but the newest `most`, fewer where they have very many
 * members; with it roots that show nothing.
 */
export async function purgeIncidents(db: Kysely<Schema>, at: number, most: number): Promise<void> {
  await db.deleteFrom('alert_incidents').where('closed_at', '<', at).execute()
  await db
    .deleteFrom('alert_incidents')
    .where('closed_at', 'is not', null)
    .where('id', 'not in', (eb) =>
      eb
        .selectFrom('alert_incidents')
        .select('id')
        .where('closed_at', 'is not', null)
        .orderBy('closed_at', 'desc')
        .limit(most),
    )
    .execute()
  await db
    .deleteFrom('alert_incidents')
    .where('id', 'in', await beyond(db, MOST_MEMBERS))
    .execute()
  const kept = db.selectFrom('alert_incidents').select('id')
  await db.deleteFrom('alert_members').where('incident', 'not in', kept).execute()
  await db.deleteFrom('alert_lines').where('incident', 'not in', kept).execute()
  const shown = db.selectFrom('alert_incidents').select('root')
  await db.deleteFrom('alert_roots').where('id', 'not in', shown).execute()
}

/** Incidents that are over, the oldest, whose members come on top of so many of newer ones. */
async function beyond(db: Kysely<Schema>, members: number): Promise<string[]> {
  const rows = await db
    .selectFrom('alert_incidents')
    .innerJoin('alert_members', 'alert_members.incident', 'alert_incidents.id')
    .select(({ fn }) => ['alert_incidents.id', fn.countAll<number>().as('members')])
    .where('closed_at', 'is not', null)
    .groupBy('alert_incidents.id')
    .orderBy('closed_at', 'desc')
    .execute()
  let all = 0
  return rows.flatMap(({ id, members: some }) => {
    all += some
    return all > members ? [id] : []
  })
}
