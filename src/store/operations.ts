import type { Kysely } from 'kysely'
import type { Operation, Ref } from '../connectors/model.ts'
import type { Records } from '../connectors/records.ts'
import type { Migration } from './migrate.ts'
import type { Schema } from './schema.ts'

/** A row is the claim on its connector. `operation` holds all but what changes later: who holds it, until when, `plan`. */
export interface OperationsTable {
  cluster: string
  connector: string
  id: string
  /** The process. */
  holder: string
  operation: string
  expires_at: number
  plan: string | null
}

export const createOperationsTable: Migration = {
  name: '002-operations',
  async up(db) {
    await db.schema
      .createTable('operations')
      .addColumn('cluster', 'text', (column) => column.notNull())
      .addColumn('connector', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull().unique())
      .addColumn('operation', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'integer', (column) => column.notNull())
      .addColumn('plan', 'text')
      .addPrimaryKeyConstraint('one_per_connector', ['cluster', 'connector'])
      .execute()
  },
}

export const addHolders: Migration = {
  name: '010-operation-holders',
  async up(db) {
    await db.schema
      .alterTable('operations')
      .addColumn('holder', 'text', (column) => column.notNull().defaultTo(''))
      .execute()
  },
}

/** Writes under way. Rows go when they are finished: how they ended is in the audit log. */
export function createOperations(db: Kysely<Schema>, now: () => number): Records['operations'] {
  async function claim(operation: Operation, holder: string): ReturnType<Records['operations']['claim']> {
    // One statement, so that of two claims at once, even by two processes, exactly one gets a row back.
    const taken = await db
      .insertInto('operations')
      .values({ ...toRow(operation), holder })
      .onConflict((conflict) => conflict.columns(['cluster', 'connector']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (taken) return { taken: true }
    const other = await running(operation)
    return other ? { taken: false, holder: other } : claim(operation, holder) // it ended between the two looks
  }

  async function running({ cluster, connector }: Ref): Promise<Operation | undefined> {
    const row = await db
      .selectFrom('operations')
      .selectAll()
      .where('cluster', '=', cluster)
      .where('connector', '=', connector)
      .executeTakeFirst()
    return row && fromRow(row)
  }

  return {
    claim,
    running,

    async renew(ids, holder, until) {
      await db
        .updateTable('operations')
        .set({ expires_at: until })
        .where('id', 'in', ids)
        .where('holder', '=', holder)
        .execute()
    },

    async keepPlan(id, plan) {
      await db
        .updateTable('operations')
        .set({ plan: toJson(plan) })
        .where('id', '=', id)
        .execute()
    },

    end: (id, holder, { outcome, detail, durationMs }) =>
      db.transaction().execute(async (transaction) => {
        // Writes first: what is read then is still so when it is written.
        const ours = await transaction
          .deleteFrom('operations')
          .where('id', '=', id)
          .where('holder', '=', holder)
          .returning('id')
          .executeTakeFirst()
        const theirs = await transaction.selectFrom('operations').select('id').where('id', '=', id).executeTakeFirst()
        if (theirs) return false
        const entry = transaction
          .updateTable('audit')
          .set({ outcome, detail, duration_ms: durationMs })
          .where('id', '=', Number(id))
          .returning('id')
        const ended = await (ours ? entry : entry.where('outcome', 'is', null)).executeTakeFirst()
        return ours !== undefined || ended !== undefined
      }),

    async unfinished() {
      const rows = await db.selectFrom('operations').selectAll().execute()
      return rows.map(fromRow)
    },

    async takeOver(holder, until) {
      const rows = await db
        .updateTable('operations')
        .set({ expires_at: until, holder })
        .where('expires_at', '<=', now())
        .returningAll()
        .execute()
      return rows.map(fromRow)
    },
  }
}

function toRow({ expiresAt, plan, ...operation }: Operation): Omit<OperationsTable, 'holder'> {
  const { id, cluster, connector } = operation
  return {
    cluster,
    connector,
    id,
    operation: JSON.stringify(operation),
    expires_at: expiresAt,
    plan: toJson(plan),
  }
}

function fromRow({ operation, expires_at, plan }: OperationsTable): Operation {
  return {
    ...JSON.parse(operation),
    expiresAt: expires_at,
    ...(plan !== null && { plan: JSON.parse(plan) }),
  }
}

const toJson = (plan: unknown) => (plan === undefined ? null : JSON.stringify(plan))
