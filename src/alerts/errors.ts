/** Another process watches now: what this one was about to write or post is not its business any more. */
export class LeaseLost extends Error {
  override name = 'LeaseLost'
}

/**
 * Why a message was not posted or edited.
 * limited: Slack asks to wait `retryAfterMs`. not-sent: Slack did not get it. unknown: it may have got it.
 * refused: the channel is gone, archived or without the app. rejected: Slack takes this message, or this edit, nowhere.
 * gone: the message, or the thread's root, was deleted.
 */
export type PostErrorKind = 'limited' | 'not-sent' | 'unknown' | 'refused' | 'rejected' | 'gone'

export class PostError extends Error {
  override name = 'PostError'
  readonly kind: PostErrorKind
  readonly retryAfterMs: number

  constructor(kind: PostErrorKind, message: string, retryAfterMs = 0) {
    super(message)
    this.kind = kind
    this.retryAfterMs = retryAfterMs
  }
}
