import type { BulkEnd, BulkRun, BulkState } from './bulk.ts'
import type { LevelChange } from './loggers.ts'
import type { Operation, Origin, Outcome, Ref } from './model.ts'
import type { Permission } from './policy.ts'

/** One line of the audit log. Written before the call, completed after it. Holds no secret. */
export interface AuditEntry extends Ref {
  id: string
  at: number
  actor: { id: string; name: string; roles: readonly string[] }
  action: string
  permission: Permission
  allowed: boolean
  /** The policies that matched, as text. */
  policies: string[]
  /** What was asked, without secrets: { includeTasks: true } */
  request: Record<string, unknown>
  origin: Origin
  outcome?: Outcome['kind'] | 'refused' | 'error'
  detail?: string
  durationMs?: number
}

/** How what an entry announces has ended. */
export type EntryEnd = Required<Pick<AuditEntry, 'outcome' | 'detail' | 'durationMs'>>

export interface AuditFilter {
  actor?: string
  cluster?: string
  connector?: string
  action?: string
  limit: number
}

export interface DeletedConnector extends Ref {
  id: string
  deletedAt: number
  /** The connector's state then: RUNNING, PAUSED, STOPPED … Recreated, it is to be the same. */
  state: string
  by: { id: string; name: string }
  /** null: a key without a value. */
  config: Record<string, string | null>
}

/** A connector's config as it was before an edit. */
export interface ConfigVersion extends Ref {
  id: string
  replacedAt: number
  by: { id: string; name: string }
  config: Record<string, string>
}

/** What must outlive the process, as the service needs it; `store/` implements it. */
export interface Records {
  audit: {
    /** Rejects when it cannot be written: the write that it announces is then refused. */
    begin(entry: Omit<AuditEntry, 'id' | 'outcome' | 'detail' | 'durationMs'>): Promise<string>
    complete(id: string, end: EntryEnd): Promise<void>
    list(filter: AuditFilter): Promise<AuditEntry[]>
  }
  operations: {
    /**
     * Takes the claim on (cluster, connector), or answers who has it. One that has expired is no longer held by its
     * process, but free only once what that process left has been finished.
     */
    claim(operation: Operation, holder: string): Promise<{ taken: true } | { taken: false; holder: Operation }>
    /** Claims that their process still holds, it holds until then. */
    renew(ids: readonly string[], holder: string, until: number): Promise<void>
    /** Keeps what whoever ends it needs beside the operation: the way back before the call, what settling needs after it. */
    keepPlan(id: string, plan: unknown): Promise<void>
    /**
     * Completes its audit entry and lets the claim go, both or neither; also before it was claimed. false, and nothing done:
     * another process took it over meanwhile, and tells how it ended.
     */
    end(id: string, holder: string, end: EntryEnd): Promise<boolean>
    /** The operation under way on a connector, if any. */
    running(ref: Ref): Promise<Operation | undefined>
    /** Every operation under way. */
    unfinished(): Promise<Operation[]>
    /** Claims that have expired, held by this process from now on. Of two that ask at once one gets each. */
    takeOver(holder: string, until: number): Promise<Operation[]>
  }
  deleted: {
    /** Encrypted; kept 30 days. Answers its id. */
    keep(connector: Omit<DeletedConnector, 'id'>): Promise<string>
    get(id: string): Promise<DeletedConnector | undefined>
  }
  versions: {
    /** Encrypted; kept 90 days. Answers its id. */
    keep(version: Omit<ConfigVersion, 'id'>): Promise<string>
    get(id: string): Promise<ConfigVersion | undefined>
  }
  /** Unfinished forms as text. Encrypted, each for one Slack user; kept 7 days after the last change. */
  drafts: {
    put(draft: { id: string; user: string; text: string }): Promise<void>
    get(id: string, user: string): Promise<string | undefined>
    /** The newest first. */
    list(user: string): Promise<{ id: string; changedAt: number; text: string }[]>
    remove(id: string, user: string): Promise<void>
  }
  /** What was shown to a person before they let it run, as text. Encrypted; given for 15 minutes, and gone at the next day's tidying. */
  previews: {
    put(preview: { id: string; user: string; text: string }): Promise<void>
    get(id: string, user: string): Promise<string | undefined>
    /** The same, for the first who asks: then it is gone. */
    take(id: string, user: string): Promise<string | undefined>
  }
  /** Actions on many connectors; kept 7 days. A connector goes by its key. */
  bulks: {
    /** `holder`: the process that carries it out, until then. */
    begin(run: BulkRun, holder: string, until: number): Promise<void>
    /** Goes on holding, or takes over what nobody holds any more; false: another process has it, or it has ended. */
    hold(id: string, holder: string, until: number): Promise<boolean>
    /** Its turn has come. */
    begun(id: string, key: string): Promise<void>
    ended(id: string, key: string, end: BulkEnd): Promise<void>
    finish(id: string): Promise<void>
    get(id: string): Promise<BulkState | undefined>
    unfinished(): Promise<{ id: string; heldUntil: number }[]>
  }
  /** Log levels that are to go back to normal. */
  levels: {
    /** A later change of the same logger keeps what was before the first. */
    keep(change: LevelChange): Promise<void>
    list(): Promise<LevelChange[]>
    remove(change: Pick<LevelChange, 'cluster' | 'logger'>): Promise<void>
  }
}
