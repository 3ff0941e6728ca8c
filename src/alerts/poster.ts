import type { RootView, ThreadView } from './views.ts'

/** Who posts, in Slack. Rejects with a PostError; anything else counts as a post without an answer. */
export interface Poster {
  /** Answers the message's ts. `view.root` is for the message's metadata, so that it can be found again. */
  post(message: { channel: string; view: RootView }): Promise<string>
  reply(message: { channel: string; thread: string; broadcast: boolean; view: ThreadView }): Promise<void>
  update(message: { channel: string; ts: string; view: RootView }): Promise<void>
  /** The ts of the message that shows a root, by its metadata; where the app may not read the channel, undefined. */
  find(channel: string, root: string): Promise<string | undefined>
}
