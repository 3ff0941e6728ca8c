import type { Generated, Kysely } from 'kysely'
import type { AuditEntry, Records } from '../connectors/records.ts'
import type { Migration } from './migrate.ts'
import type { Schema } from './schema.ts'

/** What is filtered by or written later has a column of its own; the rest of an entry stands in `entry`. */
export interface AuditTable {
  id: Generated<number>
  at: number
  actor: string
  cluster: string
  connector: string
  action: string
  entry: string
  outcome: NonNullable<AuditEntry['outcome']> | null
  detail: string | null
  duration_ms: number | null
}

export const createAuditTable: Migration = {
  name: '001-audit',
  async up(db) {
    await db.schema
      .createTable('audit')
      // autoIncrement never gives a number twice: a gap shows that an entry was taken out.
      .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('at', 'integer', (column) => column.notNull())
      .addColumn('actor', 'text', (column) => column.notNull())
      .addColumn('cluster', 'text', (column) => column.notNull())
      .addColumn('connector', 'text', (column) => column.notNull())
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('entry', 'text', (column) => column.notNull())
      .addColumn('outcome', 'text')
      .addColumn('detail', 'text')
      .addColumn('duration_ms', 'integer')
      .execute()
    await db.schema.createIndex('audit_at').on('audit').column('at').execute()
  },
}

/** The audit log. An entry without an outcome is one whose process ended in the middle of it. */
export function createAudit(db: Kysely<Schema>): Records['audit'] {
  return {
    async begin(entry) {
      const { at, actor, cluster, connector, action } = entry
      const { id } = await db
        .insertInto('audit')
        .values({ at, actor: actor.id, cluster, connector, action, entry: JSON.stringify(entry) })
        .returning('id')
        .executeTakeFirstOrThrow()
      return String(id)
    },

    async complete(id, { outcome, detail, durationMs }) {
      await db
        .updateTable('audit')
        .set({ outcome, detail, duration_ms: durationMs })
        .where('id', '=', Number(id))
        .returning('id')
        .executeTakeFirstOrThrow(() => new Error(`Audit entry ${id} cannot be completed: the log does not hold it.`))
    },

    async list({ limit, ...equals }) {
      const newestFirst = db.selectFrom('audit').selectAll().orderBy('at', 'desc').orderBy('id', 'desc').limit(limit)
      const filtered = COLUMNS.reduce((query, column) => {
        const value = equals[column]
        return value === undefined ? query : query.where(column, '=', value)
      }, newestFirst)
      const rows = await filtered.execute()
      return rows.map(({ id, entry, outcome, detail, duration_ms }) => ({
        ...JSON.parse(entry),
        id: String(id),
        ...(outcome !== null && { outcome, detail, durationMs: duration_ms }),
      }))
    },
  }
}

const COLUMNS = ['actor', 'cluster', 'connector', 'action'] as const

/** Takes out what is older than `at`, in milliseconds since the epoch. */
export async function purgeAudit(db: Kysely<Schema>, at: number): Promise<void> {
  await db.deleteFrom('audit').where('at', '<', at).execute()
}
