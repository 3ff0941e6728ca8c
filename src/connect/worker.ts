import type { Dispatcher, Pool } from 'undici'
import type { Asked } from './classify.ts'
import type { Clock } from './clock.ts'
import { ConnectError, type ConnectErrorKind } from './errors.ts'
import { TimeUp, within } from './limit.ts'
import { createConnections, transportError } from './transport.ts'

/** Time limits in milliseconds, the first three per attempt, and the largest answer in bytes. */
export interface Limits {
  read: number
  health: number
  write: number
  /** How long a rebalance is waited out. */
  patience: number
  bytes: number
}

/** One attempt as a log or a counter may know it: never headers or bodies. `status` or `error`; `ms` by the clock. */
export interface Attempt {
  method: string
  /** With query. */
  path: string
  /** Which one of the API it is, without names: "/connectors/{}/status". */
  endpoint: string
  /** Of the worker, without credentials. */
  url: string
  status?: number
  error?: ConnectErrorKind
  ms: number
}

export interface WorkerDeps {
  headers: Readonly<Record<string, string>>
  clock: Clock
  limits: Limits
  /** Pool of one worker's origin. */
  dispatcher: (origin: string, options: Pool.Options) => Dispatcher
  tls: { ca?: string; cert?: string; key?: string }
  onRequest: (attempt: Attempt) => void
}

export interface Request extends Asked {
  method: Dispatcher.HttpMethod
  endpoint: string
  /** "?expand=status" */
  query: string
  body: unknown
  limit: 'read' | 'health' | 'write'
  signal: AbortSignal | undefined
}

export interface Answer {
  status: number
  text: string
}

/** One worker by its URL, whose path (of a proxy) stands before every path of the API. */
export function createWorker(address: string, deps: WorkerDeps) {
  const { origin, pathname } = new URL(address)
  const base = pathname.replace(/\/+$/, '')
  const url = origin + base
  const { connect, stood, reasonOf } = createConnections(deps.tls)
  // Our own limits rule, by our clock; HTTP/2 knows no limit of size.
  const options = {
    connect,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxResponseSize: deps.limits.bytes,
    allowH2: false,
  }
  const pool = deps.dispatcher(origin, options)

  async function exchange({ method, path, query, body }: Request, signal: AbortSignal): Promise<Answer> {
    const headers = body === undefined ? deps.headers : { ...deps.headers, 'content-type': 'application/json' }
    const sent = body === undefined ? null : JSON.stringify(body)
    const response = await pool.request({ method, path: base + path + query, headers, body: sent, signal })
    return { status: response.statusCode, text: await response.body.text() }
  }

  function failureOf(error: unknown, { limit, changes }: Request): ConnectError {
    if (!(error instanceof TimeUp)) {
      const reason = reasonOf(error)
      return transportError(reason, url, changes, stood(reason))
    }
    const message = `${url} did not answer within ${deps.limits[limit] / 1000} s.`
    return new ConnectError('timed-out', message, { cause: error, outcomeUnknown: changes })
  }

  return {
    /** One attempt. Rejects with a ConnectError when there was no whole answer, or with the signal's reason. */
    async ask(request: Request): Promise<Answer> {
      const { method, path, endpoint, query, signal, limit } = request
      const started = deps.clock.now()
      const report = (outcome: Pick<Attempt, 'status' | 'error'>) =>
        deps.onRequest({ method, path: path + query, endpoint, url, ms: deps.clock.now() - started, ...outcome })
      const exchanging = within(deps.clock, deps.limits[limit], signal, (either) => exchange(request, either))
      const answer = await exchanging.catch((error: unknown) => {
        signal?.throwIfAborted()
        const failure = failureOf(error, request)
        report({ error: failure.kind })
        throw failure
      })
      report({ status: answer.status })
      return answer
    },
    close: () => pool.destroy(),
  }
}
export type Worker = ReturnType<typeof createWorker>
