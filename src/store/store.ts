import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely, sql } from 'kysely'
import type { Records } from '../connectors/records.ts'
import { createAlertRecords, purgeAlerts } from './alerts.ts'
import { createAudit, purgeAudit } from './audit.ts'
import { createBulks, purgeBulks } from './bulks.ts'
import { createVault, type Log } from './crypto.ts'
import { createDeleted, purgeDeleted, sealedDeleted } from './deleted.ts'
import { createDrafts, purgeDrafts, sealedDrafts } from './drafts.ts'
import { keyFromFile, newKey, parseKeys } from './keys.ts'
import { createLevels } from './levels.ts'
import { migrate } from './migrate.ts'
import { createOperations } from './operations.ts'
import { createPreviews, purgePreviews } from './previews.ts'
import { reseal } from './reseal.ts'
import { MIGRATIONS, type Schema } from './schema.ts'
import { openSqlite } from './sqlite.ts'
import { createVersions, purgeVersions, sealedVersions } from './versions.ts'

interface Options {
  /** Where `store.db` and, without `keys`, `key` live; ':memory:' keeps nothing. */
  dir: string
  /** The text of STORE_KEYS; empty: the key file. */
  keys: string
  clock: { now(): number }
  log?: Log
  /** How long audit entries are kept. */
  auditDays?: number
}

const DAY_MS = 24 * 3_600_000
const INCIDENTS = { days: 90, most: 5_000 }

export type Store = Awaited<ReturnType<typeof createStore>>

/**
 * What outlives the process. Rejects, with a message for the operator, when STORE_KEYS is malformed, the directory
 * cannot be written, or a newer version wrote the file. Every write rejects when it was not stored.
 */
export async function createStore({ dir, keys: text, clock, log, auditDays = 400 }: Options) {
  const inMemory = dir === ':memory:'
  if (!inMemory) mkdirSync(dir, { recursive: true, mode: 0o700 })
  const keys = parseKeys(text) ?? [inMemory ? newKey() : keyFromFile(join(dir, 'key'), log)]
  const vault = createVault({ keys, log })
  const db = new Kysely<Schema>({ dialect: openSqlite(inMemory ? dir : join(dir, 'store.db')) })
  try {
    await migrate(db, MIGRATIONS)
  } catch (error) {
    await db.destroy()
    throw error
  }
  const now = () => clock.now()
  const records: Records = {
    audit: createAudit(db),
    operations: createOperations(db, now),
    deleted: createDeleted(db, vault, now),
    drafts: createDrafts(db, vault, now),
    versions: createVersions(db, vault, now),
    previews: createPreviews(db, vault, now),
    bulks: createBulks(db, now),
    levels: createLevels(db),
  }
  return {
    records,
    alerts: createAlertRecords(db, now),
    /** Takes out what has been kept long enough: at start and once a day. Incidents: those that are over, at most so many. */
    async purge(incidents = INCIDENTS): Promise<void> {
      await purgeAudit(db, now() - auditDays * DAY_MS)
      await purgeDeleted(db, now())
      await purgeAlerts(db, now(), { before: now() - incidents.days * DAY_MS, most: incidents.most })
      await purgeDrafts(db, now())
      await purgeVersions(db, now())
      await purgePreviews(db, now())
      await purgeBulks(db, now())
      // File and log become smaller again.
      await sql`pragma incremental_vacuum`.execute(db)
      await sql`pragma wal_checkpoint(truncate)`.execute(db)
    },
    /** Seals with the first of the keys what others have sealed; what lives for minutes only is left. */
    async reseal() {
      const kept = await Promise.all([sealedDrafts(db), sealedDeleted(db), sealedVersions(db)])
      // What is lost is counted: a line of the log for each, every day, would be too many.
      return reseal(createVault({ keys }), kept.flat())
    },
    close: () => db.destroy(),
  }
}
