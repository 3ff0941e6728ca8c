import type { ExpressionBuilder, Kysely } from 'kysely'
import type { Change } from '../alerts/book.ts'
import type { Followed } from '../alerts/draft.ts'
import type { Incident, Member } from '../alerts/model.ts'
import type { AlertTables, Shown } from '../alerts/records.ts'
import type { Schema } from './schema.ts'

/** Rows in one statement: SQLite takes 32,766 parameters. */
const CHUNK = 2_000
const WORST = 10

type Kept = Pick<
  AlertTables,
  'followed' | 'incident' | 'previous' | 'saveIncident' | 'open' | 'pulse' | 'members' | 'history' | 'shown'
>

/** Incidents and their members. Text in them was scrubbed before. */
export function keepIncidents(db: Kysely<Schema>): Kept {
  const parsed = (rows: readonly { incident: string }[]): Incident[] => rows.map(({ incident }) => JSON.parse(incident))

  return {
    async followed(cluster, since): Promise<Followed[]> {
      const rows = await db
        .selectFrom('alert_incidents')
        .select('incident')
        .where('cluster', '=', cluster)
        .where((where) => where.or([where('closed_at', 'is', null), where('closed_at', '>=', since)]))
        .orderBy('closed_at')
        .execute()
      const incidents = parsed(rows)
      const open = incidents.filter(({ closed }) => closed === undefined).map(({ id }) => id)
      const members = Map.groupBy(await failing(db, open), ({ incident }) => incident)
      return incidents.map((incident) => ({
        incident,
        members: new Map((members.get(incident.id) ?? []).map(({ subject, member }) => [subject, JSON.parse(member)])),
      }))
    },

    async incident(id) {
      const row = await db.selectFrom('alert_incidents').select('incident').where('id', '=', id).executeTakeFirst()
      return row && JSON.parse(row.incident)
    },

    saveIncident: (incident) => saveIncident(db, incident),

    async open() {
      const rows = await db.selectFrom('alert_incidents').select('incident').where('closed_at', 'is', null).execute()
      return parsed(rows).sort((a, b) => a.openedAt - b.openedAt)
    },

    async pulse() {
      const roots = await db
        .selectFrom('alert_roots')
        .select(['id', ({ fn, val }) => fn<number>('json_extract', ['root', val('$.revision')]).as('revision')])
        .where('id', 'in', db.selectFrom('alert_incidents').select('root').where('closed_at', 'is', null))
        .orderBy('id')
        .execute()
      return roots.map(({ id, revision }) => `${id} ${revision}`).join()
    },

    async previous({ id, cluster, key, channel }) {
      const row = await db
        .selectFrom('alert_incidents')
        .select('id')
        .where('cluster', '=', cluster)
        .where('closed_at', 'is not', null)
        .where('id', '!=', id)
        .where((eb) => eb(eb.fn('json_extract', ['incident', eb.val('$.key')]), '=', key))
        .where((eb) => eb(eb.fn('json_extract', ['incident', eb.val('$.channel')]), '=', channel))
        .orderBy('closed_at', 'desc')
        .executeTakeFirst()
      return row?.id
    },

    async members(incident, { offset, limit }) {
      const rows = await db
        .selectFrom('alert_members')
        .select(['subject', 'member'])
        .where('incident', '=', incident)
        .orderBy('subject')
        .offset(offset)
        .limit(limit)
        .execute()
      return rows.map(({ subject, member }) => ({ subject, member: JSON.parse(member) }))
    },

    async history(cluster, connector) {
      const kept = await db
        .selectFrom('alert_tracks')
        .select('track')
        .where('cluster', '=', cluster)
        .where('connector', '=', connector)
        .executeTakeFirst()
      const now = await db
        .selectFrom('alert_members')
        .innerJoin('alert_incidents', 'alert_incidents.id', 'alert_members.incident')
        .select(['alert_incidents.incident as incident', 'member'])
        .where('subject', '=', connector)
        .where('left_at', 'is', null)
        .where('alert_incidents.cluster', '=', cluster)
        .where('closed_at', 'is', null)
        .executeTakeFirst()
      return {
        track: kept && JSON.parse(kept.track),
        now: now && { incident: JSON.parse(now.incident), member: JSON.parse(now.member) },
      }
    },

    async shown(root): Promise<Shown[]> {
      const rows = await db.selectFrom('alert_incidents').select('incident').where('root', '=', root).execute()
      return Promise.all(
        parsed(rows)
          .sort((a, b) => a.since.to - b.since.to)
          .map((incident) => shownOf(db, incident)),
      )
    },
  }
}

export async function saveChange(db: Kysely<Schema>, { incident, members }: Change): Promise<void> {
  await saveIncident(db, incident)
  const rows = [...members].map(([subject, member]) => ({
    ...{ incident: incident.id, subject, left_at: member.left?.at ?? null, rank: rankOf(member) },
    member: JSON.stringify(member),
  }))
  for (let start = 0; start < rows.length; start += CHUNK)
    await db
      .insertInto('alert_members')
      .values(rows.slice(start, start + CHUNK))
      .onConflict((conflict) =>
        conflict.columns(['incident', 'subject']).doUpdateSet((eb) => ({
          left_at: eb.ref('excluded.left_at'),
          rank: eb.ref('excluded.rank'),
          member: eb.ref('excluded.member'),
        })),
      )
      .execute()
}

async function saveIncident(db: Kysely<Schema>, incident: Incident): Promise<void> {
  const { id, root, cluster, closed } = incident
  const row = { root, cluster, closed_at: closed?.to ?? null, incident: JSON.stringify(incident) }
  await db
    .insertInto('alert_incidents')
    .values({ id, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}

const failing = (db: Kysely<Schema>, incidents: readonly string[]) =>
  incidents.length === 0
    ? []
    : db
        .selectFrom('alert_members')
        .select(['incident', 'subject', 'member'])
        .where('incident', 'in', incidents)
        .where('left_at', 'is', null)
        .execute()

/** Connectors of which nothing works come first, then those with most failed tasks. */
const rankOf = ({ whole, failedTasks }: Member) => -(whole ? 1_000_000 : 0) - failedTasks

/** Counts by the database: an incident may have thousands of members. */
async function shownOf(db: Kysely<Schema>, incident: Incident): Promise<Shown> {
  const all = db.selectFrom('alert_members').where('incident', '=', incident.id)
  const members = incident.closed ? all : all.where('left_at', 'is', null)
  const sum = ({ fn, val }: ExpressionBuilder<Schema, 'alert_members'>, field: 'tasks' | 'failedTasks' | 'waiting') =>
    fn.coalesce(fn.sum<number>(fn('json_extract', ['member', val(`$.${field}`)])), val(0)).as(field)
  const counts = await members
    .select((eb) => [
      eb.fn.countAll<number>().as('connectors'),
      sum(eb, 'tasks'),
      sum(eb, 'failedTasks'),
      sum(eb, 'waiting'),
    ])
    .executeTakeFirstOrThrow()
  const worst = await members.select(['subject', 'member']).orderBy('rank').orderBy('subject').limit(WORST).execute()
  return { incident, ...counts, worst: worst.map(({ subject, member }) => ({ subject, member: JSON.parse(member) })) }
}
