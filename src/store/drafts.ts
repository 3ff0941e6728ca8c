import type { Kysely } from 'kysely'
import type { Records } from '../connectors/records.ts'
import type { Vault } from './crypto.ts'
import type { Migration } from './migrate.ts'
import type { Sealed } from './reseal.ts'
import type { Schema } from './schema.ts'

/** `text` is sealed: it holds a config. */
export interface DraftsTable {
  id: string
  user: string
  changed_at: number
  text: string
}

export const createDraftsTable: Migration = {
  name: '005-drafts',
  async up(db) {
    await db.schema
      .createTable('drafts')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('user', 'text', (column) => column.notNull())
      .addColumn('changed_at', 'integer', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('drafts_user').on('drafts').column('user').execute()
  },
}

const KEPT_MS = 7 * 24 * 3_600_000

/** Unfinished forms, for 7 days after their last change. One whose key was lost reads like one that is gone. */
export function createDrafts(db: Kysely<Schema>, vault: Vault, now: () => number): Records['drafts'] {
  const fresh = (user: string) =>
    db
      .selectFrom('drafts')
      .selectAll()
      .where('user', '=', user)
      .where('changed_at', '>', now() - KEPT_MS)
  const opened = ({ id, user, changed_at, text }: DraftsTable) => {
    const plain = vault.open(text, purposeOf(id, user))
    return plain === undefined ? [] : [{ id, changedAt: changed_at, text: plain }]
  }

  return {
    async put({ id, user, text }) {
      const row = { id, user, changed_at: now(), text: vault.seal(text, purposeOf(id, user)) }
      await db
        .insertInto('drafts')
        .values(row)
        // Another person's draft is never overwritten, whatever its id.
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row).where('drafts.user', '=', user))
        .execute()
    },

    async get(id, user) {
      const row = await fresh(user).where('id', '=', id).executeTakeFirst()
      return row && opened(row)[0]?.text
    },

    async list(user) {
      return (await fresh(user).orderBy('changed_at', 'desc').execute()).flatMap(opened)
    },

    async remove(id, user) {
      await db.deleteFrom('drafts').where('id', '=', id).where('user', '=', user).execute()
    },
  }
}

/** Only this person's draft of this id opens: a row that is moved to somebody else stays shut. */
const purposeOf = (id: string, user: string) => ['draft', user, id]

export async function sealedDrafts(db: Kysely<Schema>): Promise<Sealed[]> {
  const rows = await db.selectFrom('drafts').selectAll().execute()
  return rows.map((row) => ({
    text: row.text,
    purpose: purposeOf(row.id, row.user),
    replace: (text) =>
      db.updateTable('drafts').set({ text }).where('id', '=', row.id).where('text', '=', row.text).execute(),
  }))
}

export async function purgeDrafts(db: Kysely<Schema>, now: number): Promise<void> {
  await db
    .deleteFrom('drafts')
    .where('changed_at', '<=', now - KEPT_MS)
    .execute()
}
