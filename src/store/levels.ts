import type { Kysely } from 'kysely'
import type { Records } from '../connectors/records.ts'
import type { Migration } from './migrate.ts'
import type { Schema } from './schema.ts'

/** `before`: levels by logger as JSON, as they were before the first change that is still in force. */
export interface LevelsTable {
  cluster: string
  logger: string
  level: string
  until: number
  before: string
}

export const createLevelsTable: Migration = {
  name: '009-levels',
  async up(db) {
    await db.schema
      .createTable('levels')
      .addColumn('cluster', 'text', (column) => column.notNull())
      .addColumn('logger', 'text', (column) => column.notNull())
      .addColumn('level', 'text', (column) => column.notNull())
      .addColumn('until', 'integer', (column) => column.notNull())
      .addColumn('before', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('one_per_logger', ['cluster', 'logger'])
      .execute()
  },
}

/** Log levels that are to go back to normal. */
export function createLevels(db: Kysely<Schema>): Records['levels'] {
  return {
    async keep({ before, ...change }) {
      const { level, until } = change
      await db
        .insertInto('levels')
        .values({ ...change, before: JSON.stringify([...before]) })
        .onConflict((conflict) => conflict.columns(['cluster', 'logger']).doUpdateSet({ level, until }))
        .execute()
    },

    async list() {
      const rows = await db.selectFrom('levels').selectAll().orderBy('until').execute()
      return rows.map((row) => ({ ...row, before: new Map(JSON.parse(row.before)) }))
    },

    async remove({ cluster, logger }) {
      await db.deleteFrom('levels').where('cluster', '=', cluster).where('logger', '=', logger).execute()
    },
  }
}
