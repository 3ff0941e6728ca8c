import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely'
import { makeOnce } from './files.ts'

/** Another process holding the file blocks the event loop for so long at most: less than Slack waits for an ack. */
const BUSY_MS = 2_000

/** The write-ahead log is cut back to this once it has been written into the file. */
const LOG_BYTES = 16_000_000

/** So many statements are kept prepared, those used last: preparing one takes longer than running it. */
const PREPARED = 200

/**
 * A Kysely dialect on one SQLite file, made with mode 0600 where it is missing (its -wal and -shm take that mode over);
 * `:memory:` keeps everything in the process.
 *
 * `synchronous=FULL`: with WAL, NORMAL survives a killed process but may lose the last commits to a power cut, and an
 * audit entry must not be lost once its call to Kafka Connect has left. It costs one fsync per write; writes are rare.
 */
export function openSqlite(path: string): SqliteDialect {
  // Turning WAL on takes a lock that SQLite does not wait for: it is on before a second process can see the file.
  if (path !== ':memory:') makeOnce(path, (draft) => open(draft).close())
  return new SqliteDialect({ database: forKysely(open(path)) })
}

function open(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: BUSY_MS })
  // The first holds for a file that is made now.
  database.exec('pragma auto_vacuum = incremental; pragma journal_mode = wal; pragma synchronous = full')
  database.exec(`pragma journal_size_limit = ${LOG_BYTES}`)
  return database
}

/** Kysely expects better-sqlite3: parameters as one array, and to be told which statements answer with rows. */
function forKysely(database: DatabaseSync): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>()
  return {
    close: () => database.close(),
    prepare(sql) {
      const statement = prepared.get(sql) ?? prepare(database, sql)
      prepared.delete(sql)
      prepared.set(sql, statement)
      const [oldest] = prepared.keys()
      if (prepared.size > PREPARED && oldest !== undefined) prepared.delete(oldest)
      return statement
    },
  }
}

function prepare(database: DatabaseSync, sql: string): SqliteStatement {
  const statement = database.prepare(sql)
  // Kysely types parameters as unknown; node:sqlite itself refuses what it cannot bind.
  const bind = (parameters: readonly unknown[]) => parameters as SQLInputValue[]
  return {
    // Without columns a pragma may have rows all the same, and does its work as they are read.
    reader: statement.columns().length > 0 || sql.startsWith('pragma '),
    all: (parameters) => statement.all(...bind(parameters)),
    run: (parameters) => statement.run(...bind(parameters)),
    iterate: (parameters) => statement.iterate(...bind(parameters)),
  }
}
