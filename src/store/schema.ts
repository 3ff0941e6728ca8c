import {
  type AlertSchema,
  addSeenAt,
  createAlertTables,
  createEdits,
  createRefusals,
  keepCalls,
  listSnoozes,
} from './alert-tables.ts'
import { type AuditTable, createAuditTable } from './audit.ts'
import { type BulkEndsTable, type BulksTable, createBulkTables } from './bulks.ts'
import { createDeletedTable, type DeletedTable } from './deleted.ts'
import { createDraftsTable, type DraftsTable } from './drafts.ts'
import { createLevelsTable, type LevelsTable } from './levels.ts'
import type { Migration } from './migrate.ts'
import { addHolders, createOperationsTable, type OperationsTable } from './operations.ts'
import { createPreviewsTable, type PreviewsTable } from './previews.ts'
import { createVersionsTable, type VersionsTable } from './versions.ts'

export interface Schema extends AlertSchema {
  audit: AuditTable
  operations: OperationsTable
  deleted: DeletedTable
  drafts: DraftsTable
  versions: VersionsTable
  previews: PreviewsTable
  bulks: BulksTable
  bulk_ends: BulkEndsTable
  levels: LevelsTable
}

/** In the order in which they run. They are only ever added to: what has run somewhere never changes. */
export const MIGRATIONS: readonly Migration[] = [
  createAuditTable,
  createOperationsTable,
  createDeletedTable,
  createAlertTables,
  createDraftsTable,
  createVersionsTable,
  createPreviewsTable,
  createBulkTables,
  createLevelsTable,
  addHolders,
  addSeenAt,
  createRefusals,
  createEdits,
  listSnoozes,
  keepCalls,
]
