import type { RootView, ThreadView } from './views.ts'

/**
 * Who posts, in Slack: each call sends one message at most. Rejects with a PostError; anything else counts as a post
 * without an answer. `until`: from then on somebody else may post it, so that it is not sent any more.
 */
export interface Poster {
  /** Answers the message's ts. `view.root` is for the message's metadata, so that it can be found again. */
  post(message: { channel: string; view: RootView; until: number }): Promise<string>
  reply(message: {
    channel: string
    thread: string
    broadcast: boolean
    view: ThreadView
    until: number
  }): Promise<void>
  update(message: { channel: string; ts: string; view: RootView; until: number }): Promise<void>
  /**
   * The ts of the message that shows a root, or of the reply in its thread that ends with a line and was claimed at
   * `since`, by its metadata; where the app may not read the channel, undefined. It sends nothing, whatever it rejects with.
   */
  find(
    channel: string,
    root: string,
    reply?: { thread: string; line: number; since: number },
  ): Promise<string | undefined>
}
