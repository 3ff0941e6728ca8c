import type { Clock } from './clock.ts'
import type { Worker } from './workers.ts'

/** One request as it was answered. */
export interface LogEntry {
  method: string
  /** With its query, as sent. */
  path: string
  /** 0: the connection was closed before there was an answer. */
  status: number
  /** Index of the worker. */
  worker: number
}

/** What to hang: everything, the requests whose path holds a text or matches a pattern, or nothing any more. */
export type Hang = boolean | string | RegExp

interface Deps {
  clock: Clock
  workers: { list: Worker[] }
  log: (entry: LogEntry) => void
  closed: AbortSignal
}

/** What stands between the socket and the worker: a log of the requests, silence, slowness. */
export function createKnobs({ clock, workers, log, closed }: Deps) {
  let entries: LogEntry[] = []
  let hung: Hang = false
  let released = Promise.withResolvers<void>()
  let slowness = 0
  const held: string[] = []

  const hangs = (path: string) => {
    if (typeof hung === 'boolean') return hung
    return typeof hung === 'string' ? path.includes(hung) : hung.test(path)
  }

  return {
    record(method: string, path: string, worker: Worker) {
      return (status: number) => {
        const entry = { method, path, status, worker: workers.list.indexOf(worker) }
        entries.push(entry)
        log(entry)
      }
    },
    async delay(path: string) {
      while (hangs(path)) {
        held.push(path)
        await released.promise
        held.splice(held.indexOf(path), 1)
      }
      if (slowness > 0) await clock.sleep(slowness, closed)
    },
    /** Paths of the requests that hang now. */
    held: () => held as readonly string[],
    requests: () => entries as readonly LogEntry[],
    forgetRequests: () => {
      entries = []
    },
    /** What hung and hangs no more goes on. */
    hang(what: Hang) {
      hung = what
      released.resolve()
      released = Promise.withResolvers<void>()
    },
    slow(ms: number) {
      slowness = ms
    },
  }
}
export type Knobs = ReturnType<typeof createKnobs>
