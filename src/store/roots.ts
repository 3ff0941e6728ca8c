import { type Kysely, sql } from 'kysely'
import type { Job } from '../alerts/jobs.ts'
import type { Line } from '../alerts/model.ts'
import type { AlertTables, Root } from '../alerts/records.ts'
import { inChunks } from './chunks.ts'
import type { Schema } from './schema.ts'

type Kept = Pick<
  AlertTables,
  | 'root'
  | 'saveRoot'
  | 'recentRoots'
  | 'unsaidRoots'
  | 'waiting'
  | 'threads'
  | 'addLines'
  | 'calls'
  | 'dropCalls'
  | 'claimLines'
  | 'releaseLines'
  | 'dropLines'
  | 'edits'
  | 'saveEdit'
>

/** Where a line keeps it. */
const MENTION = '$.mention'

/** Messages that show incidents, and the lines that wait for their threads. */
export function keepRoots(db: Kysely<Schema>): Kept {
  return {
    async root(id) {
      const row = await db.selectFrom('alert_roots').select('root').where('id', '=', id).executeTakeFirst()
      return row && JSON.parse(row.root)
    },

    async saveRoot(root) {
      const { id, channel, joinedAt, state, said, revision } = root
      const unsaid = state !== 'lost' && (state !== 'sent' || said < revision) ? 1 : 0
      const row = { channel, joined_at: joinedAt, unsaid, root: JSON.stringify(root) }
      await db
        .insertInto('alert_roots')
        .values({ id, ...row })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute()
    },

    async recentRoots(channel, since) {
      const rows = await db
        .selectFrom('alert_roots')
        .select('root')
        .where('channel', '=', channel)
        .where('joined_at', '>', since)
        .execute()
      return rows.map(({ root }) => JSON.parse(root))
    },

    async unsaidRoots() {
      const rows = await db.selectFrom('alert_roots').select('root').where('unsaid', '=', 1).execute()
      return rows.map(({ root }) => JSON.parse(root))
    },

    async waiting() {
      const { rows } = await sql<Record<Job['what'], number>>`select
        (select count(*) from alert_roots where unsaid = 1 and json_extract(root, '$.state') != 'sent') as post,
        (select count(*) from alert_roots where unsaid = 1 and json_extract(root, '$.state') = 'sent') as edit,
        (select count(distinct alert_lines.root) from alert_lines join alert_roots on alert_roots.id = alert_lines.root
          where json_extract(alert_roots.root, '$.state') = 'sent') as reply`.execute(db)
      return rows[0] ?? { post: 0, edit: 0, reply: 0 }
    },

    async threads() {
      const rows = await db
        .selectFrom('alert_lines')
        .innerJoin('alert_roots', 'alert_roots.id', 'alert_lines.root')
        .select('alert_roots.root as text')
        .select(({ fn }) => [
          fn.max<number>('alert_lines.urgent').as('urgent'),
          fn.min<number>('alert_lines.at').as('oldestAt'),
          fn.max<number | null>('alert_lines.claimed_at').as('claimedAt'),
        ])
        .groupBy('alert_roots.id')
        .execute()
      return rows.map(({ text, urgent, oldestAt, claimedAt }) => {
        const root: Root = JSON.parse(text)
        return { root, urgent: urgent === 1, oldestAt, ...(claimedAt !== null && { claimedAt }) }
      })
    },

    async edits(since) {
      const rows = await db.selectFrom('alert_edits').select('at').where('at', '>', since).orderBy('at').execute()
      return rows.map(({ at }) => at)
    },

    async saveEdit(at, since) {
      await db.deleteFrom('alert_edits').where('at', '<=', since).execute()
      await db.insertInto('alert_edits').values({ at }).execute()
    },

    addLines: (root, incident, lines) =>
      insertLines(
        db,
        lines.map((line) => ({ root, incident, line })),
      ),

    async calls(root) {
      const rows = await db
        .selectFrom('alert_lines')
        .select([
          'id',
          'incident',
          ({ fn, val }) => fn<string | null>('json_extract', ['line', val(MENTION)]).as('group'),
        ])
        .where('root', '=', root)
        .where('claimed_at', 'is', null)
        .orderBy('id')
        .execute()
      return rows.flatMap(({ group, ...line }) => (group === null ? [] : { ...line, group }))
    },

    async dropCalls(root, line) {
      await db
        .updateTable('alert_lines')
        .set(({ fn, val }) => ({ line: fn<string>('json_remove', ['line', val(MENTION)]) }))
        .where('root', '=', root)
        .where('claimed_at', 'is', null)
        .where('id', '<=', line)
        .execute()
    },

    async claimLines(root, at) {
      const claimed = db.selectFrom('alert_lines').where('root', '=', root).where('claimed_at', 'is not', null)
      const unanswered = await claimed.select('id').limit(1).executeTakeFirst()
      const all = db.updateTable('alert_lines').set({ claimed_at: at }).where('root', '=', root)
      await (unanswered ? all.where('claimed_at', 'is not', null) : all).execute()
      const rows = await claimed.selectAll().orderBy('id').execute()
      return rows.map(({ id, incident, line }) => ({ id, incident, line: JSON.parse(line) }))
    },

    async releaseLines(root) {
      await db.updateTable('alert_lines').set({ claimed_at: null }).where('root', '=', root).execute()
    },

    async dropLines(root) {
      await db.deleteFrom('alert_lines').where('root', '=', root).where('claimed_at', 'is not', null).execute()
    },
  }
}

export async function insertLines(
  db: Kysely<Schema>,
  lines: readonly { root: string; incident: string; line: Line }[],
): Promise<void> {
  const rows = lines.map(({ line, ...place }) => ({
    ...{ ...place, at: line.at, urgent: line.urgent ? 1 : 0, claimed_at: null, line: JSON.stringify(line) },
  }))
  for (const chunk of inChunks(rows)) await db.insertInto('alert_lines').values(chunk).execute()
}
