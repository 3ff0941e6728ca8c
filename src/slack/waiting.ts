import type { WaitOptions } from '../connect/client.ts'
import type { Ask } from './ask.ts'
import { waitingView } from './views/waiting.ts'

/** What a read is given to say, once, that it waits for a rebalance: that may take a minute. */
export function waiting({ reply }: Pick<Ask, 'reply'>): WaitOptions {
  let told = false
  return {
    onRebalance() {
      if (told) return
      told = true
      void reply.progress(waitingView)
    },
  }
}
