import { buildConnector, errors as undiciErrors } from 'undici'
import { ConnectError } from './errors.ts'

const OUT_OF_REACH = 'cannot be reached over the network'

/** Why there is no connection, by the error's code: nothing was sent. */
const NO_CONNECTION: readonly (readonly [RegExp, string])[] = [
  [/^ECONNREFUSED$/, 'refused the connection: the worker is not running, or the port is wrong'],
  [/^(ENOTFOUND|EAI_\w+)$/, 'has a host name that cannot be resolved'],
  [/^(EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT)$/, OUT_OF_REACH],
  [/^CERT_HAS_EXPIRED$/, 'has a certificate that has expired'],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, 'has a certificate for another host name'],
  // By TLS 1.3 ours is refused once the connection stands for us: nothing of what was sent is read.
  [
    /(CERT|SIGNATURE|ISSUER|UNKNOWN_CA)/,
    'has a certificate that is not trusted, or wants one of ours: check the CA and the client certificate',
  ],
]

/** Of a connection that did not come about; once it stands, the same errors say that it broke. */
const NOT_YET: typeof NO_CONNECTION = [
  [/^(EHOSTUNREACH|ENETUNREACH)$/, OUT_OF_REACH],
  [/^(ERR_SSL_|ERR_TLS_|EPROTO$)/, 'did not agree on TLS: check http or https in its URL, and the client certificate'],
]

/** Makes connections to a worker, and knows of which errors they had stood before: something may have been sent then. */
export function createConnections(tls: buildConnector.BuildOptions) {
  const errors = new WeakSet<object>()
  /** How the last connection that had stood broke. */
  let broken: { port: number | undefined; error: Error } | undefined
  const build = buildConnector({ ...tls, allowH2: false })
  const connect: buildConnector.connector = (options, callback) =>
    build(options, (...outcome) => {
      const port = outcome[1]?.localPort
      outcome[1]?.once('error', (error) => {
        errors.add(error)
        broken = { port, error }
      })
      callback(...outcome)
    })
  return {
    connect,
    stood: (error: unknown) => typeof error === 'object' && error !== null && errors.has(error),
    /** Of a worker that refuses our certificate undici says only that the other side closed the connection. */
    reasonOf: (error: unknown) =>
      broken !== undefined && error instanceof undiciErrors.SocketError && error.socket?.localPort === broken.port
        ? broken.error
        : error,
  }
}

/** What an error of the transport means. `url` names the worker; `stood`: the connection did before. */
export function transportError(error: unknown, url: string, changes: boolean, stood: boolean): ConnectError {
  const code = codeOf(error)
  const reasons = stood ? NO_CONNECTION : [...NO_CONNECTION, ...NOT_YET]
  const why = reasons.find(([pattern]) => pattern.test(code))?.[1]
  if (why) return new ConnectError('unreachable', `${url} ${why} (${code}).`, { cause: error })
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') {
    return new ConnectError('unexpected', `${url} sent an answer that is too large to read.`, {
      cause: error,
      outcomeUnknown: changes,
    })
  }
  const reason = code || (error instanceof Error ? error.name : 'unknown error')
  return new ConnectError('unexpected', `${url} broke the connection off before its answer was complete (${reason}).`, {
    cause: error,
    outcomeUnknown: changes,
  })
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  return 'code' in error && typeof error.code === 'string' ? error.code : codeOf(error.cause)
}
