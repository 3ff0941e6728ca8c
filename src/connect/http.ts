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
  /** Of an endpoint that is asked over and over: an answer that is equal to the last one is not read again. */
  last: Last<T> | undefined
}

/** Keeps one answer with what was read from it. */
interface Last<T> {
  text?: string
  value?: T
}

/** Makes a value of an answer's body, or throws: a schema, or a function of ours where a schema would cost too much. */
export interface Reader<T> {
  parse(body: unknown): T
  /** Where the answer is asked for over and over, and mostly is what it was. */
  last?: Last<T>
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
  const workers = createFailover(urls.map((url) => createWorker(url, deps)))

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
  if (isSuccess && call.last?.value !== undefined && call.last.text === text) return { status, value: call.last.value }
  const body = parseJson(text)
  const isPage = body === undefined && text.trim() !== ''
  if (isPage || !(isSuccess || call.alsoAnswers.includes(status))) throw classify(call, status, text)
  try {
    const value = call.parse(body)
    if (isSuccess && call.last) Object.assign(call.last, { text, value })
    return { status, value }
  } catch (cause) {
    if (!isSuccess) throw classify(call, status, text)
    const message = `The answer to ${call.method} ${call.path} is not one that Kafka Connect gives.`
    throw new ConnectError('unexpected', message, { status, cause, outcomeUnknown: call.changes })
  }
}
