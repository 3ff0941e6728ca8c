import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { DeletedConnector, Records } from '../connectors/records.ts'
import type { Vault } from './crypto.ts'
import type { Migration } from './migrate.ts'
import type { Sealed } from './reseal.ts'
import type { Schema } from './schema.ts'

/** `config` is sealed: it holds the connector's secrets. */
export interface DeletedTable {
  id: string
  cluster: string
  connector: string
  deleted_at: number
  by: string
  state: string
  config: string
}

export const createDeletedTable: Migration = {
  name: '003-deleted',
  async up(db) {
    await db.schema
      .createTable('deleted')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('cluster', 'text', (column) => column.notNull())
      .addColumn('connector', 'text', (column) => column.notNull())
      .addColumn('deleted_at', 'integer', (column) => column.notNull())
      .addColumn('by', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('config', 'text', (column) => column.notNull())
      .execute()
  },
}

const KEPT_MS = 30 * 24 * 3_600_000

/** Configs of deleted connectors, for 30 days. One whose key was lost reads like one that is gone. */
export function createDeleted(db: Kysely<Schema>, vault: Vault, now: () => number): Records['deleted'] {
  return {
    async keep({ cluster, connector, deletedAt, by, state, config }) {
      const id = randomUUID()
      const sealed = vault.seal(JSON.stringify(config), purposeOf({ id, cluster, connector }))
      await db
        .insertInto('deleted')
        .values({ id, cluster, connector, deleted_at: deletedAt, by: JSON.stringify(by), state, config: sealed })
        .execute()
      return id
    },

    async get(id) {
      const row = await db
        .selectFrom('deleted')
        .selectAll()
        .where('id', '=', id)
        .where('deleted_at', '>', now() - KEPT_MS)
        .executeTakeFirst()
      if (!row) return undefined
      const { cluster, connector, deleted_at, by, state } = row
      const config = vault.open(row.config, purposeOf(row))
      if (config === undefined) return undefined
      return { id, cluster, connector, deletedAt: deleted_at, by: JSON.parse(by), state, config: JSON.parse(config) }
    },
  }
}

const purposeOf = ({ id, cluster, connector }: Pick<DeletedConnector, 'id' | 'cluster' | 'connector'>) => [
  'deleted connector',
  cluster,
  connector,
  id,
]

export async function sealedDeleted(db: Kysely<Schema>): Promise<Sealed[]> {
  const rows = await db.selectFrom('deleted').selectAll().execute()
  return rows.map((row) => ({
    text: row.config,
    purpose: purposeOf(row),
    replace: (config) =>
      db.updateTable('deleted').set({ config }).where('id', '=', row.id).where('config', '=', row.config).execute(),
  }))
}

export async function purgeDeleted(db: Kysely<Schema>, now: number): Promise<void> {
  await db
    .deleteFrom('deleted')
    .where('deleted_at', '<=', now - KEPT_MS)
    .execute()
}
