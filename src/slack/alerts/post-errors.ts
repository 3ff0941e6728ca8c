import { webApi } from '@slack/bolt'
import { PostError, type PostErrorKind } from '../../alerts/errors.ts'
import { platformError } from '../platform-error.ts'

/** Slack's names for what it says of a call. Whatever else it says is about what was sent. */
const NAMES: Partial<Record<PostErrorKind, readonly string[]>> = {
  gone: ['message_not_found', 'thread_not_found', 'cant_update_message'],
  // "Some aspect of the operation may have succeeded."
  unknown: ['fatal_error', 'internal_error', 'request_timeout'],
  // Of Slack or of the token: the same everywhere, until somebody mends it.
  'not-sent': [
    ...['service_unavailable', 'team_added_to_org', 'invalid_auth', 'not_authed', 'account_inactive', 'missing_scope'],
    ...['token_revoked', 'token_expired', 'ekm_access_denied', 'access_denied', 'org_login_required'],
  ],
  limited: ['ratelimited', 'rate_limited', 'message_limit_exceeded'],
  refused: [
    ...['channel_not_found', 'not_in_channel', 'is_archived', 'no_permission', 'team_access_not_granted'],
    ...['restricted_action', 'restricted_action_read_only_channel', 'restricted_action_thread_only_channel'],
    ...['restricted_action_non_threadable_channel', 'restricted_action_thread_locked', 'messages_tab_disabled'],
  ],
}
const KINDS: ReadonlyMap<string, PostErrorKind> = new Map(
  (['gone', 'unknown', 'not-sent', 'limited', 'refused'] as const).flatMap((kind) =>
    (NAMES[kind] ?? []).map((name) => [name, kind] as const),
  ),
)

/** No connection was made: nothing was sent. */
const NO_CONNECTION = /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/

/** What an error of the Web API client means for a message that was to be posted or edited. */
export function toPostError(error: unknown): PostError {
  if (error instanceof PostError) return error
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return new PostError('limited', 'Slack asks to wait.', error.retryAfter * 1_000)
  }
  const name = platformError(error)
  if (name !== undefined) return new PostError(KINDS.get(name) ?? 'rejected', name)
  if (error instanceof webApi.WebAPIRequestError && NO_CONNECTION.test(codeOf(error.original))) {
    return new PostError('not-sent', 'Slack cannot be reached.')
  }
  return new PostError('unknown', 'Slack did not answer.')
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  return 'code' in error && typeof error.code === 'string' ? error.code : codeOf(error.cause)
}
