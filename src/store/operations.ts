import type { Kysely } from 'kysely'
import type { Operation, Ref } from '../connectors/model.ts'
import type { Records } from '../connectors/records.ts'
import type { Migration } from './migrate.ts'
import type { Schema } from './schema.ts'

/** A row is the claim on its connector. `operation` holds all but what changes later: `expires_at` and `plan`. */
export interface OperationsTable {
  cluster: string
  connector: string
  id: string
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

/** Writes under way. Rows go when they are finished: how they ended is in the audit log. */
export function createOperations(db: Kysely<Schema>, now: () => number): Records['operations'] {
  async function claim(operation: Operation): ReturnType<Records['operations']['claim']> {
    // One statement, so that of two claims at once, even by two processes, exactly one gets a row back.
    const taken = await db
      .insertInto('operations')
      .values(toRow(operation))
      .onConflict((conflict) => conflict.columns(['cluster', 'connector']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (taken) return { taken: true }
    const holder = await running(operation)
    return holder ? { taken: false, holder } : claim(operation) // it ended between the two looks
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

    async renew(ids, until) {
      await db.updateTable('operations').set({ expires_at: until }).where('id', 'in', ids).execute()
    },

    async keepPlan(id, plan) {
      await db
        .updateTable('operations')
        .set({ plan: toJson(plan) })
        .where('id', '=', id)
        .execute()
    },

    async finish(id) {
      await db.deleteFrom('operations').where('id', '=', id).execute()
    },

    async unfinished() {
      const rows = await db.selectFrom('operations').selectAll().execute()
      return rows.map(fromRow)
    },

    async takeOver(until) {
      const rows = await db
        .updateTable('operations')
        .set({ expires_at: until })
        .where('expires_at', '<=', now())
        .returningAll()
        .execute()
      return rows.map(fromRow)
    },
  }
}

function toRow({ expiresAt, plan, ...operation }: Operation): OperationsTable {
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
