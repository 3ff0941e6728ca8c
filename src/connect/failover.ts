import { ConnectError } from './errors.ts'
import type { Answer, Request, Worker } from './worker.ts'

/**
 * Asks the worker that answered last, and the others in turn where that is harmless: after a connection that was never
 * made, and for reads that got no answer (a time-out, a worker that died meanwhile). A write whose bytes may have left is never sent to another worker.
 */
export function createFailover(workers: readonly Worker[]) {
  let preferred = 0

  return {
    async ask(request: Request): Promise<Answer> {
      const failures: ConnectError[] = []
      for (const worker of [...workers.slice(preferred), ...workers.slice(0, preferred)]) {
        try {
          const answer = await worker.ask(request)
          preferred = workers.indexOf(worker)
          return answer
        } catch (error) {
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
