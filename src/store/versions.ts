import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { ConfigVersion, Records } from '../connectors/records.ts'
import type { Vault } from './crypto.ts'
import type { Migration } from './migrate.ts'
import type { Sealed } from './reseal.ts'
import type { Schema } from './schema.ts'

/** `config` is sealed: it holds the connector's secrets. */
export interface VersionsTable {
  id: string
  cluster: string
  connector: string
  replaced_at: number
  by: string
  config: string
}

export const createVersionsTable: Migration = {
  name: '006-versions',
  async up(db) {
    await db.schema
      .createTable('versions')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('cluster', 'text', (column) => column.notNull())
      .addColumn('connector', 'text', (column) => column.notNull())
      .addColumn('replaced_at', 'integer', (column) => column.notNull())
      .addColumn('by', 'text', (column) => column.notNull())
      .addColumn('config', 'text', (column) => column.notNull())
      .execute()
  },
}

const KEPT_MS = 90 * 24 * 3_600_000

/** Configs as they were before an edit, for 90 days. One whose key was lost reads like one that is gone. */
export function createVersions(db: Kysely<Schema>, vault: Vault, now: () => number): Records['versions'] {
  return {
    async keep({ cluster, connector, replacedAt, by, config }) {
      const id = randomUUID()
      const sealed = vault.seal(JSON.stringify(config), purposeOf({ id, cluster, connector }))
      await db
        .insertInto('versions')
        .values({ id, cluster, connector, replaced_at: replacedAt, by: JSON.stringify(by), config: sealed })
        .execute()
      return id
    },

    async get(id) {
      const row = await db
        .selectFrom('versions')
        .selectAll()
        .where('id', '=', id)
        .where('replaced_at', '>', now() - KEPT_MS)
        .executeTakeFirst()
      const config = row && vault.open(row.config, purposeOf(row))
      if (!row || config === undefined) return undefined
      const { cluster, connector, replaced_at, by } = row
      return { id, cluster, connector, replacedAt: replaced_at, by: JSON.parse(by), config: JSON.parse(config) }
    },
  }
}

const purposeOf = ({ id, cluster, connector }: Pick<ConfigVersion, 'id' | 'cluster' | 'connector'>) => [
  'earlier config',
  cluster,
  connector,
  id,
]

export async function sealedVersions(db: Kysely<Schema>): Promise<Sealed[]> {
  const rows = await db.selectFrom('versions').selectAll().execute()
  return rows.map((row) => ({
    text: row.config,
    purpose: purposeOf(row),
    replace: (config) =>
      db.updateTable('versions').set({ config }).where('id', '=', row.id).where('config', '=', row.config).execute(),
  }))
}

export async function purgeVersions(db: Kysely<Schema>, now: number): Promise<void> {
  await db
    .deleteFrom('versions')
    .where('replaced_at', '<=', now - KEPT_MS)
    .execute()
}
