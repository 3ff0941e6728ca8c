import { classify, parseJson } from './classify.ts'
import { ConnectError } from './errors.ts'
import { createFailover } from './failover.ts'
import { type Answer, createWorker, type Request, type WorkerDeps } from './worker.ts'

export interface Call<T> extends Request {
  /** Throws when the body is not what it should be; no body is undefined. */
  parse: (body: unknown) => T
  /** Statuses beside 2xx whose body may be a proper answer. */
  alsoAnswers: readonly number[]
  /** Safe to send again after Connect has refused it because of a rebalance. */
  repeats: boolean
  /** Called once, before the first wait for a rebalance to end. */
  onRebalance: (() => void) | undefined
  read: Reader<T>['read'] | undefined
}

/** Makes a value of an answer's body, or throws: a schema, or a function of ours where a schema would cost too much. */
export interface Reader<T> {
  parse(body: unknown): T
  /** Reads the text of a success itself, where that costs less; undefined: it must be parsed. */
  read?: (text: string) => T | undefined
}

interface Parsed<T> {
  status: number
  value: T
}

interface Deps extends WorkerDeps {
  /** From 0 to 1: spreads the waits. */
  random: () => number
}

const FIRST_WAIT = 200
const LONGEST_WAIT = 5_000

/** Requests to the workers of one Connect cluster: time limits, failover, waiting out rebalances, parsing. */
export function createHttp(urls: readonly string[], deps: Deps) {
  const { clock, limits, random } = deps
  const workers = createFailover(
    urls.map((url) => createWorker(url, deps)),
    clock,
  )

  return {
    /** Rejects with a ConnectError, or with the reason of the call's signal. */
    async send<T>(call: Call<T>): Promise<Parsed<T>> {
      const started = clock.now()
      for (let wait = FIRST_WAIT; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
        try {
          return parseAnswer(call, await workers.ask(call))
        } catch (error) {
          const pause = wait * (0.75 + random() / 2)
          const inTime = clock.now() + pause - started <= limits.patience
          if (!call.repeats || !isRebalance(error) || !inTime) throw error
          if (wait === FIRST_WAIT) call.onRebalance?.()
          await clock.sleep(pause, call.signal)
        }
      }
    },
    close: workers.close,
  }
}

const isRebalance = (error: unknown): boolean => error instanceof ConnectError && error.kind === 'rebalancing'

function parseAnswer<T>(call: Call<T>, { status, text }: Answer): Parsed<T> {
  const isSuccess = status >= 200 && status < 300
  const read = isSuccess ? call.read?.(text) : undefined
  if (read !== undefined) return { status, value: read }
  const body = parseJson(text)
  const isPage = body === undefined && text.trim() !== ''
  if (isPage || !(isSuccess || call.alsoAnswers.includes(status))) throw classify(call, status, text)
  try {
    return { status, value: call.parse(body) }
  } catch (cause) {
    if (!isSuccess) throw classify(call, status, text)
    const message = `The answer to ${call.method} ${call.path} is not one that Kafka Connect gives.`
    throw new ConnectError('unexpected', message, { status, cause, outcomeUnknown: call.changes })
  }
}
