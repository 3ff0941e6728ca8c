import { type AlertSchema, createAlertTables } from './alert-tables.ts'
import { type AuditTable, createAuditTable } from './audit.ts'
import { createDeletedTable, type DeletedTable } from './deleted.ts'
import type { Migration } from './migrate.ts'
import { createOperationsTable, type OperationsTable } from './operations.ts'

export interface Schema extends AlertSchema {
  audit: AuditTable
  operations: OperationsTable
  deleted: DeletedTable
}

/** In the order in which they run. They are only ever added to: what has run somewhere never changes. */
export const MIGRATIONS: readonly Migration[] = [
  createAuditTable,
  createOperationsTable,
  createDeletedTable,
  createAlertTables,
]
