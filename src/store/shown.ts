import { type ExpressionBuilder, type Kysely, sql } from 'kysely'
import type { Root, Shown } from '../alerts/records.ts'
import type { Schema } from './schema.ts'

const WORST = 10
const NONE = { connectors: 0, failedTasks: 0, waiting: 0, tasks: 0 }

type Joined = ExpressionBuilder<Schema, 'alert_incidents' | 'alert_members'>

/**
 * What a message shows, the oldest incident first. Counted by the database, for all of them at once: a message may show
 * thousands of incidents, and an incident may have thousands of members.
 */
export async function readShown(db: Kysely<Schema>, root: string): Promise<Shown[]> {
  const { rows } = await sql<{ incident: string; earlier: string | null }>`
    select alert_incidents.incident, alert_roots.root as earlier from alert_incidents
      left join alert_incidents as before on before.id = json_extract(alert_incidents.incident, '$.follows')
      left join alert_roots on alert_roots.id = before.root
      where alert_incidents.root = ${root}`.execute(db)
  const incidents = rows.map(
    ({ incident, earlier }): Pick<Shown, 'incident' | 'follows'> => ({
      incident: JSON.parse(incident),
      ...(earlier !== null && placeOf(JSON.parse(earlier))),
    }),
  )
  /** Those that fail; of an incident that is over all that did. */
  const members = db
    .selectFrom('alert_incidents')
    .innerJoin('alert_members', 'alert_members.incident', 'alert_incidents.id')
    .where('root', '=', root)
    .where((where) => where.or([where('closed_at', 'is not', null), where('left_at', 'is', null)]))
  const sum = ({ fn, val }: Joined, field: 'tasks' | 'failedTasks' | 'waiting') =>
    fn.coalesce(fn.sum<number>(fn('json_extract', ['member', val(`$.${field}`)])), val(0)).as(field)
  const counts = await members
    .select((eb) => [
      'id',
      eb.fn.countAll<number>().as('connectors'),
      sum(eb, 'tasks'),
      sum(eb, 'failedTasks'),
      sum(eb, 'waiting'),
    ])
    .groupBy('id')
    .execute()
  const nth = sql<number>`row_number() over (partition by id order by rank, subject)`
  const worst = await db
    .selectFrom(members.select(['id', 'subject', 'member', nth.as('nth')]).as('ranked'))
    .select(['id', 'subject', 'member'])
    .where('nth', '<=', WORST)
    .orderBy('nth')
    .execute()
  const countsOf = new Map(counts.map(({ id, ...count }) => [id, count]))
  const worstOf = Map.groupBy(worst, ({ id }) => id)
  return incidents
    .sort(({ incident: a }, { incident: b }) => a.since.to - b.since.to)
    .map((one) => ({
      ...{ ...one, ...(countsOf.get(one.incident.id) ?? NONE) },
      worst: (worstOf.get(one.incident.id) ?? []).map(({ subject, member }) => ({
        subject,
        member: JSON.parse(member),
      })),
    }))
}

const placeOf = ({ channel, ts }: Root): Pick<Shown, 'follows'> =>
  ts === undefined ? {} : { follows: { channel, ts } }
