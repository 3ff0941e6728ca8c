import type { Kysely } from 'kysely'
import type { Change } from '../alerts/book.ts'
import type { Followed } from '../alerts/draft.ts'
import type { Incident, Member } from '../alerts/model.ts'
import type { AlertTables } from '../alerts/records.ts'
import { inChunks } from './chunks.ts'
import type { Schema } from './schema.ts'
import { readShown } from './shown.ts'

type Kept = Pick<
  AlertTables,
  'followed' | 'incident' | 'lastOver' | 'saveIncident' | 'open' | 'pulse' | 'members' | 'failing' | 'history' | 'shown'
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

    saveIncident: (incident) => saveIncidents(db, [incident]),

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

    async lastOver(cluster) {
      const rows = await db
        .selectFrom('alert_incidents')
        .select(({ fn, val }) => [
          'id',
          fn<string>('json_extract', ['incident', val('$.key')]).as('key'),
          fn<string>('json_extract', ['incident', val('$.channel')]).as('channel'),
        ])
        .where('cluster', '=', cluster)
        .where('closed_at', 'is not', null)
        .orderBy('closed_at')
        .execute()
      const last = new Map(rows.map(({ id, key, channel }) => [`${channel} ${key}`, id]))
      return ({ key, channel }) => last.get(`${channel} ${key}`)
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

    async failing() {
      const rows = await db
        .selectFrom('alert_members')
        .innerJoin('alert_incidents', 'alert_incidents.id', 'alert_members.incident')
        .select(['alert_members.incident as id', 'subject', 'member'])
        .where('closed_at', 'is', null)
        .where('left_at', 'is', null)
        .orderBy('subject')
        .execute()
      const members = rows.map(({ id, subject, member }) => ({ id, subject, member: JSON.parse(member) }))
      return Map.groupBy(members, ({ id }) => id)
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

    shown: (root) => readShown(db, root),
  }
}

export async function saveChanges(db: Kysely<Schema>, changes: readonly Change[]): Promise<void> {
  await saveIncidents(
    db,
    changes.map(({ incident }) => incident),
  )
  const rows = changes.flatMap(({ incident, members }) =>
    [...members].map(([subject, member]) => ({
      ...{ incident: incident.id, subject, left_at: member.left?.at ?? null, rank: rankOf(member) },
      member: JSON.stringify(member),
    })),
  )
  for (const chunk of inChunks(rows))
    await db
      .insertInto('alert_members')
      .values(chunk)
      .onConflict((conflict) =>
        conflict.columns(['incident', 'subject']).doUpdateSet((eb) => ({
          left_at: eb.ref('excluded.left_at'),
          rank: eb.ref('excluded.rank'),
          member: eb.ref('excluded.member'),
        })),
      )
      .execute()
}

async function saveIncidents(db: Kysely<Schema>, incidents: readonly Incident[]): Promise<void> {
  const rows = incidents.map((incident) => {
    const { id, root, cluster, closed } = incident
    return { id, root, cluster, closed_at: closed?.to ?? null, incident: JSON.stringify(incident) }
  })
  for (const chunk of inChunks(rows))
    await db
      .insertInto('alert_incidents')
      .values(chunk)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((eb) => ({
          root: eb.ref('excluded.root'),
          closed_at: eb.ref('excluded.closed_at'),
          incident: eb.ref('excluded.incident'),
        })),
      )
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
