import type { Clock } from './clock.ts'
import { ConnectError } from './errors.ts'
import type { Answer, Request, Worker } from './worker.ts'

/** A worker that let a read wait in vain is asked last for so long, so that not every request waits for it first. */
const SILENT_MS = 30_000

/**
 * Asks the worker that answered last, and the others in turn where that is harmless: after a connection that was never
 * made, and for reads that got no answer (a time-out, a worker that died meanwhile). A write whose bytes may have left is
 * never sent to another worker. Workers that were silent lately come last; a read asks all of them at once.
 */
export function createFailover(workers: readonly Worker[], clock: Pick<Clock, 'now'>) {
  let preferred = 0
  const silentUntil = new Map<Worker, number>()

  async function askOne(worker: Worker, request: Request): Promise<Answer> {
    try {
      const answer = await worker.ask(request)
      preferred = workers.indexOf(worker)
      silentUntil.delete(worker)
      return answer
    } catch (error) {
      const isSilent = error instanceof ConnectError && error.kind === 'timed-out' && request.limit === 'read'
      if (isSilent) silentUntil.set(worker, clock.now() + SILENT_MS)
      throw error
    }
  }

  /** Whoever answers first; if nobody does, the reasons of all. */
  async function askAll(some: readonly Worker[], request: Request): Promise<Answer | unknown[]> {
    const over = new AbortController()
    const signal = request.signal ? AbortSignal.any([request.signal, over.signal]) : over.signal
    try {
      return await Promise.any(some.map((worker) => askOne(worker, some.length > 1 ? { ...request, signal } : request)))
    } catch (error) {
      return error instanceof AggregateError ? error.errors : [error]
    } finally {
      over.abort('answered')
    }
  }

  /** Who is asked, one group after the other. */
  function groupsFor({ limit }: Request): Worker[][] {
    const inTurn = [...workers.slice(preferred), ...workers.slice(0, preferred)]
    const isSilent = (worker: Worker) => (silentUntil.get(worker) ?? 0) > clock.now()
    const silent = inTurn.filter(isSilent)
    const answering = inTurn.filter((worker) => !isSilent(worker)).map((worker) => [worker])
    const last = limit === 'write' ? silent.map((worker) => [worker]) : [silent]
    return [...answering, ...last].filter((group) => group.length > 0)
  }

  return {
    async ask(request: Request): Promise<Answer> {
      const failures: ConnectError[] = []
      for (const group of groupsFor(request)) {
        const answer = await askAll(group, request)
        if (!Array.isArray(answer)) return answer
        for (const error of answer) {
          if (!(error instanceof ConnectError) || !mayAskAnother(request, error)) throw error
          failures.push(error)
        }
      }
      throw together(failures)
    },

    async close(): Promise<void> {
      await Promise.all(workers.map((worker) => worker.close()))
    },
  }
}

const mayAskAnother = ({ limit }: Request, { kind, status }: ConnectError): boolean =>
  kind === 'unreachable' || (limit !== 'write' && status === undefined)

function together(failures: readonly ConnectError[]): ConnectError {
  const [first, ...others] = failures
  if (first && others.length === 0) return first
  const kinds = failures.map((failure) => failure.kind)
  const kind = kinds.includes('timed-out') ? 'timed-out' : (kinds.find((one) => one !== 'unreachable') ?? 'unreachable')
  return new ConnectError(kind, failures.map((failure) => failure.message).join(' '), {
    cause: new AggregateError(failures),
  })
}
