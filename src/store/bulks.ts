import { type Kysely, sql } from 'kysely'
import type { BulkEnd } from '../connectors/bulk.ts'
import type { Records } from '../connectors/records.ts'
import type { Migration } from './migrate.ts'
import type { Schema } from './schema.ts'

/** `run` as JSON; `holder` is the process that carries it out, and has let it go when `held_until` has passed. */
export interface BulksTable {
  id: string
  started_at: number
  ended_at: number | null
  holder: string
  held_until: number
  run: string
}

/** A row once a connector's turn has come; `end` as JSON once it is known. */
export interface BulkEndsTable {
  bulk: string
  key: string
  end: string | null
}

export const createBulkTables: Migration = {
  name: '008-bulks',
  async up(db) {
    await db.schema
      .createTable('bulks')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('started_at', 'integer', (column) => column.notNull())
      .addColumn('ended_at', 'integer')
      .addColumn('holder', 'text', (column) => column.notNull())
      .addColumn('held_until', 'integer', (column) => column.notNull())
      .addColumn('run', 'text', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('bulk_ends')
      .addColumn('bulk', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('end', 'text')
      .addPrimaryKeyConstraint('one_per_key', ['bulk', 'key'])
      .execute()
  },
}

const KEPT_MS = 7 * 24 * 3_600_000

/** Actions on many connectors: how far each has come, for 7 days. */
export function createBulks(db: Kysely<Schema>, now: () => number): Records['bulks'] {
  async function put(bulk: string, key: string, end: BulkEnd | undefined) {
    const row = { bulk, key, end: end === undefined ? null : JSON.stringify(end) }
    await db
      .insertInto('bulk_ends')
      .values(row)
      .onConflict((conflict) => conflict.columns(['bulk', 'key']).doUpdateSet(row))
      .execute()
  }

  return {
    async begin(run, holder, until) {
      const { id, startedAt } = run
      await db
        .insertInto('bulks')
        .values({ id, started_at: startedAt, holder, held_until: until, run: JSON.stringify(run) })
        .execute()
    },

    async hold(id, holder, until) {
      // One statement: of two processes that try at once exactly one gets a row back.
      const held = await db
        .updateTable('bulks')
        .set({ holder, held_until: until })
        .where('id', '=', id)
        .where('ended_at', 'is', null)
        .where((row) => row.or([row('holder', '=', holder), row('held_until', '<=', now())]))
        .returning('id')
        .executeTakeFirst()
      return held !== undefined
    },

    begun: (id, key) => put(id, key, undefined),
    ended: put,

    async finish(id) {
      await db.updateTable('bulks').set({ ended_at: now() }).where('id', '=', id).execute()
    },

    async get(id) {
      const row = await db.selectFrom('bulks').selectAll().where('id', '=', id).executeTakeFirst()
      if (!row) return undefined
      // In the order in which their turns came: what the first ones came to decides about the rest.
      const ends = db.selectFrom('bulk_ends').selectAll().where('bulk', '=', id)
      const rows = await ends.orderBy(sql`rowid`).execute()
      return {
        ...JSON.parse(row.run),
        ends: new Map(rows.flatMap(({ key, end }) => (end === null ? [] : [[key, JSON.parse(end)]]))),
        begun: new Set(rows.flatMap(({ key, end }) => (end === null ? key : []))),
        ...(row.ended_at !== null && { endedAt: row.ended_at }),
      }
    },

    async unfinished() {
      const rows = await db.selectFrom('bulks').select(['id', 'held_until']).where('ended_at', 'is', null).execute()
      return rows.map(({ id, held_until }) => ({ id, heldUntil: held_until }))
    },
  }
}

export async function purgeBulks(db: Kysely<Schema>, now: number): Promise<void> {
  const over = db
    .selectFrom('bulks')
    .select('id')
    .where('ended_at', '<=', now - KEPT_MS)
  await db.deleteFrom('bulk_ends').where('bulk', 'in', over).execute()
  await db
    .deleteFrom('bulks')
    .where('ended_at', '<=', now - KEPT_MS)
    .execute()
}
