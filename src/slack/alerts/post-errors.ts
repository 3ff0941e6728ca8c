import { webApi } from '@slack/bolt'
import { PostError, type PostErrorKind } from '../../alerts/errors.ts'
import { platformError } from '../platform-error.ts'

/** Slack's names for what it says of a call. Whatever else it says it has not taken. */
const NAMED: Readonly<Record<string, PostErrorKind>> = {
  message_not_found: 'gone',
  thread_not_found: 'gone',
  cant_update_message: 'gone',
  // "Some aspect of the operation may have succeeded."
  fatal_error: 'unknown',
  internal_error: 'unknown',
  request_timeout: 'unknown',
  service_unavailable: 'not-sent',
  ratelimited: 'limited',
}

/** No connection was made: nothing was sent. */
const NO_CONNECTION = /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/

/** What an error of the Web API client means for a message that was to be posted or edited. */
export function toPostError(error: unknown): PostError {
  if (error instanceof PostError) return error
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return new PostError('limited', 'Slack asks to wait.', error.retryAfter * 1_000)
  }
  const name = platformError(error)
  if (name !== undefined) return new PostError(NAMED[name] ?? 'refused', name)
  if (error instanceof webApi.WebAPIRequestError && NO_CONNECTION.test(codeOf(error.original))) {
    return new PostError('not-sent', 'Slack cannot be reached.')
  }
  return new PostError('unknown', 'Slack did not answer.')
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  return 'code' in error && typeof error.code === 'string' ? error.code : codeOf(error.cause)
}
