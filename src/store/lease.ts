import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'

/** Of two processes on one file one holds the lease. Each change of hands has a new epoch, which every write names. */
export function createLease(db: Kysely<Schema>, now: () => number) {
  return {
    async take(ms: number): Promise<number | undefined> {
      const row = await db
        .insertInto('alert_lease')
        .values({ id: 1, epoch: 1, expires_at: now() + ms })
        .onConflict((conflict) =>
          conflict
            .column('id')
            .doUpdateSet((eb) => ({ epoch: eb('alert_lease.epoch', '+', 1), expires_at: now() + ms }))
            .where('alert_lease.expires_at', '<=', now()),
        )
        .returning('epoch')
        .executeTakeFirst()
      return row?.epoch
    },

    async release(epoch: number): Promise<void> {
      await db.updateTable('alert_lease').set({ expires_at: 0 }).where('epoch', '=', epoch).execute()
    },
  }
}

/**
 * Within a transaction, first of all: what is read in it is still so when it is written. SQLite refuses, without
 * waiting, to write after a read once another process has written in between. There is no such row.
 */
export async function lockForWriting(db: Kysely<Schema>): Promise<void> {
  await db.updateTable('alert_lease').set({ epoch: 0 }).where('id', '=', 0).execute()
}

/**
 * Within a transaction, first of all: takes the lock for writing, so that nobody takes the lease meanwhile.
 * false: somebody has taken it before.
 */
export async function renewLease(db: Kysely<Schema>, epoch: number, until: number): Promise<boolean> {
  const row = await db
    .updateTable('alert_lease')
    .set({ expires_at: until })
    .where('epoch', '=', epoch)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
