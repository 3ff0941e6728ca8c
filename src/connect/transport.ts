import { ConnectError } from './errors.ts'

/** Why there is no connection, by the error's code: nothing was sent. */
const NO_CONNECTION: readonly (readonly [RegExp, string])[] = [
  [/^ECONNREFUSED$/, 'refused the connection: the worker is not running, or the port is wrong'],
  [/^(ENOTFOUND|EAI_\w+)$/, 'has a host name that cannot be resolved'],
  [/^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT)$/, 'cannot be reached over the network'],
  [/^CERT_HAS_EXPIRED$/, 'has a certificate that has expired'],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, 'has a certificate for another host name'],
  [
    /(CERT|SIGNATURE|ISSUER)/,
    'has a certificate that is not trusted, or wants one of ours: check the CA and the client certificate',
  ],
  [/^(ERR_SSL_|ERR_TLS_|EPROTO$)/, 'did not agree on TLS: check http or https in its URL, and the client certificate'],
]

/** What an error of the transport means. `url` names the worker. */
export function transportError(error: unknown, url: string, changes: boolean): ConnectError {
  const code = codeOf(error)
  const why = NO_CONNECTION.find(([pattern]) => pattern.test(code))?.[1]
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
