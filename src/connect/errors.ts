/**
 * What an answer (or the lack of one) of the Kafka Connect REST API means for the caller.
 * `rebalancing` alone may be repeated, and only for calls that are safe to repeat.
 */
export type ConnectErrorKind =
  | 'not-found' // the connector, task or plugin does not exist
  | 'rebalancing' // answers again once the workers have agreed
  | 'already-exists' // POST of a name that is taken
  | 'rejected' // Connect understood and said no (validation, state, bad value)
  | 'unauthorized' // 401 or 403: our credentials, not the person's rights
  | 'unsupported' // this version has no such endpoint or option
  | 'starting' // the port is open, the worker is not ready
  | 'unreachable' // no connection: nothing was sent
  | 'timed-out' // no answer in time
  | 'unexpected' // anything else: proxies' pages, broken JSON, unknown texts

interface Details {
  /** HTTP status, where there was an answer. */
  status?: number
  /** A write whose effect is not known: it may have happened, or may still happen. Re-read before saying anything. */
  outcomeUnknown?: boolean
  cause?: unknown
}

/** `message` is Connect's own text, scrubbed of secrets and cut, or a sentence of ours where there was none. */
export class ConnectError extends Error {
  override name = 'ConnectError'
  readonly kind: ConnectErrorKind
  readonly status: number | undefined
  readonly outcomeUnknown: boolean

  constructor(kind: ConnectErrorKind, message: string, details: Details = {}) {
    super(message, { cause: details.cause })
    this.kind = kind
    this.status = details.status
    this.outcomeUnknown = details.outcomeUnknown ?? false
  }
}
