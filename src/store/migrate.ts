import { type Kysely, type QueryExecutorProvider, sql } from 'kysely'

/** What a migration may use: not the tables' types, which tell how they are now, not how they were then. */
type Database = Pick<Kysely<unknown>, 'schema'> & QueryExecutorProvider

export interface Migration {
  name: string
  up(db: Database): Promise<void>
}

/**
 * Brings the schema up to date, all or nothing. Kysely's own Migrator runs without a transaction on SQLite, so a
 * process killed half-way would leave half a schema behind; taking the write lock first also lets only one of two
 * processes that start together migrate.
 *
 * Throws when the database holds a migration that is not in the list: a newer version wrote it.
 */
export async function migrate(db: Database, migrations: readonly Migration[]): Promise<void> {
  await sql`begin immediate`.execute(db)
  try {
    await applyMissing(db, migrations)
    await sql`commit`.execute(db)
  } catch (error) {
    await sql`rollback`.execute(db)
    throw error
  }
}

async function applyMissing(db: Database, migrations: readonly Migration[]): Promise<void> {
  await sql`create table if not exists migrations (name text primary key)`.execute(db)
  const applied = await sql<{ name: string }>`select name from migrations order by rowid`.execute(db)
  const done = new Set(applied.rows.map((row) => row.name))
  const unknown = [...done].filter((name) => !migrations.some((migration) => migration.name === name))
  if (unknown.length > 0) {
    throw new Error(
      `The store was written by a newer version of this app (unknown here: ${unknown.join(', ')}). ` +
        'Start that version again, or set STATE_DIR to another directory.',
    )
  }
  for (const { name, up } of migrations.filter((migration) => !done.has(migration.name))) {
    await up(db)
    await sql`insert into migrations (name) values (${name})`.execute(db)
  }
}
