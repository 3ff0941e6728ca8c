import type { Kysely } from 'kysely'
import type { Records } from '../connectors/records.ts'
import type { Vault } from './crypto.ts'
import type { Migration } from './migrate.ts'
import type { Schema } from './schema.ts'

/** `text` is sealed: it may hold offsets. */
export interface PreviewsTable {
  id: string
  user: string
  at: number
  text: string
}

export const createPreviewsTable: Migration = {
  name: '007-previews',
  async up(db) {
    await db.schema
      .createTable('previews')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('user', 'text', (column) => column.notNull())
      .addColumn('at', 'integer', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .execute()
  },
}

const KEPT_MS = 15 * 60_000

/** What was shown to a person before they let it run, for 15 minutes. One whose key was lost reads like one that is gone. */
export function createPreviews(db: Kysely<Schema>, vault: Vault, now: () => number): Records['previews'] {
  const opened = (row: PreviewsTable | undefined) => row && vault.open(row.text, purposeOf(row))

  return {
    async put({ id, user, text }) {
      const row = { id, user, at: now(), text: vault.seal(text, purposeOf({ id, user })) }
      await db.insertInto('previews').values(row).execute()
    },

    async get(id, user) {
      const row = await db
        .selectFrom('previews')
        .selectAll()
        .where('id', '=', id)
        .where('user', '=', user)
        .where('at', '>', now() - KEPT_MS)
        .executeTakeFirst()
      return opened(row)
    },

    async take(id, user) {
      const row = await db
        .deleteFrom('previews')
        .where('id', '=', id)
        .where('user', '=', user)
        .where('at', '>', now() - KEPT_MS)
        .returningAll()
        .executeTakeFirst()
      return opened(row)
    },
  }
}

const purposeOf = ({ id, user }: Pick<PreviewsTable, 'id' | 'user'>) => ['preview', user, id]

export async function purgePreviews(db: Kysely<Schema>, now: number): Promise<void> {
  await db
    .deleteFrom('previews')
    .where('at', '<=', now - KEPT_MS)
    .execute()
}
