import type { PostErrorKind } from '../../alerts/errors.ts'

/** What Slack's name for an error means for a message that was to be posted or edited. */
interface Problem {
  kind: PostErrorKind
  says: string
  /** What to do about it. */
  next: string
}

/** Whatever is not among these is about what was sent. */
const PROBLEMS: readonly (Problem & { names: readonly string[] })[] = [
  {
    names: ['channel_not_found'],
    kind: 'refused',
    says: 'there is no such channel, or it is private and the app is not in it',
    next: 'Invite the app there, or change the route',
  },
  { names: ['not_in_channel'], kind: 'refused', says: 'the app is not in it', next: 'Invite it there' },
  { names: ['is_archived'], kind: 'refused', says: 'it is archived', next: 'Unarchive it, or change the route' },
  {
    // A name of ours.
    names: ['is_shared'],
    kind: 'refused',
    says: 'it is shared with another company, and no route says that this is meant',
    next: 'Set “shared: true” in its route, or change the route',
  },
  {
    names: [
      ...['restricted_action', 'restricted_action_read_only_channel', 'restricted_action_thread_only_channel'],
      ...['restricted_action_non_threadable_channel', 'restricted_action_thread_locked'],
      ...['no_permission', 'messages_tab_disabled', 'team_access_not_granted'],
    ],
    kind: 'refused',
    says: 'the app may not post there',
    next: 'Allow it in the channel’s or the workspace’s settings, or change the route',
  },
  {
    // Of the token: the same everywhere, until somebody mends it.
    names: ['missing_scope'],
    kind: 'not-sent',
    says: 'the app lacks a scope',
    next: 'Give it the scopes of its manifest, and install it anew',
  },
  {
    names: [
      ...['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired', 'ekm_access_denied'],
      ...['access_denied', 'org_login_required'],
    ],
    kind: 'not-sent',
    says: 'Slack does not take the app’s token',
    next: 'Install the app anew, and check SLACK_BOT_TOKEN',
  },
  {
    names: ['service_unavailable', 'team_added_to_org'],
    kind: 'not-sent',
    says: 'Slack is not available',
    next: 'Try again later',
  },
  {
    names: ['ratelimited', 'rate_limited', 'message_limit_exceeded'],
    kind: 'limited',
    says: 'Slack takes no more messages just now',
    next: 'Try again in a minute',
  },
  {
    // "Some aspect of the operation may have succeeded."
    names: ['fatal_error', 'internal_error', 'request_timeout'],
    kind: 'unknown',
    says: 'Slack failed, and may have taken it',
    next: 'Look whether it arrived, else try again',
  },
  {
    names: ['message_not_found', 'thread_not_found', 'cant_update_message'],
    kind: 'gone',
    says: 'the message was deleted',
    next: 'It is posted anew where it is still needed',
  },
]
const BY_NAME = new Map(PROBLEMS.flatMap((problem) => problem.names.map((name) => [name, problem])))
const REJECTED: Problem = {
  kind: 'rejected',
  says: 'Slack does not take this message',
  next: 'Look up the error: the app should not have sent it',
}

export const problemOf = (name: string): Problem => BY_NAME.get(name) ?? REJECTED

/** "it is archived (is_archived). Unarchive it, or change the route." `detail`: what stands in brackets. */
export function sayProblem(name: string, detail?: string): string {
  const { says, next } = problemOf(name)
  return `${says}${detail === undefined ? '' : ` (${detail})`}. ${next}.`
}
