/** What a worker sends back. A missing `Content-Type` is a fact about Connect, not an omission. */
export interface Answer {
  status: number
  headers?: Record<string, string>
  body?: string
}

export const json = (status: number, value: unknown, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'Content-Type': 'application/json', ...headers },
  body: JSON.stringify(value),
})

export const empty = (status: number): Answer => ({ status })

const PHRASES: Record<number, string> = {
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  415: 'Unsupported Media Type',
}

/** JAX-RS's own refusals: JSON in the body, no Content-Type. */
export const unlabelled = (status: number): Answer => ({
  status,
  body: JSON.stringify({ error_code: status, message: `HTTP ${status} ${PHRASES[status]}` }),
})

/** Thrown by handlers; answered as Connect's `{ error_code, message }`. */
export class RestError extends Error {
  override name = 'RestError'
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

export const restError = ({ status, message }: RestError): Answer => json(status, { error_code: status, message })

export const notFound = (message: string) => new RestError(404, message)

/** A rebalance that GET requests are told of: Connect forgets to make a 409 of it. */
export const rebalanceExpected = () => new RestError(500, 'Request cannot be completed because a rebalance is expected')

export const staleConfiguration = () =>
  new RestError(
    409,
    'Cannot complete request momentarily due to stale configuration (typically caused by a concurrent config change)',
  )

export const noLeaderUrl = () =>
  new RestError(
    409,
    'Cannot complete request momentarily due to no known leader URL, likely because a rebalance was underway.',
  )
