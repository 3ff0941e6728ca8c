import { z } from 'zod'
import type { Clock } from '../connect/clock.ts'

/** One call of Slack's Web API, or one use of a response_url. */
export interface SlackCall {
  /** `chat.postMessage`, `response_url`, or `upload` for the content of a file. */
  method: string
  /** `ok`, Slack's word for what is wrong (`ratelimited`, `channel_not_found`), `http_500` or `no_answer`. */
  outcome: string
  ms: number
}

interface Deps {
  clock: Pick<Clock, 'now'>
  apiUrl: string
  /** undefined: nobody counts. */
  onCall: ((call: SlackCall) => void) | undefined
}

export type Fetch = typeof globalThis.fetch

/** How Slack is called: `fetch`, telling of each call its method and how it ended. */
export function createFetches({ clock, apiUrl, onCall }: Deps): { webApi: Fetch; responseUrl: Fetch } {
  const telling =
    (methodOf: (url: string) => string): Fetch =>
    async (input, init) => {
      if (onCall === undefined) return fetch(input, init)
      const method = methodOf(input instanceof Request ? input.url : String(input))
      const started = clock.now()
      const tell = (outcome: string) => onCall({ method, outcome, ms: clock.now() - started })
      try {
        const response = await fetch(input, init)
        tell(await outcomeOf(response).catch(() => 'no_answer'))
        return response
      } catch (error) {
        tell('no_answer')
        throw error
      }
    }
  return { webApi: telling((url) => methodIn(url, apiUrl)), responseUrl: telling(() => 'response_url') }
}

/** URLs of any other kind are made by Slack, for the content of a file, and hold tokens: nothing of them is told. */
function methodIn(url: string, apiUrl: string): string {
  const path = url.startsWith(apiUrl) ? url.slice(apiUrl.length) : ''
  return /^\/?([A-Za-z.]{1,60})$/.exec(path)?.[1] ?? 'upload'
}

const Answer = z.object({
  ok: z.boolean(),
  error: z
    .string()
    .regex(/^[a-z_]{1,60}$/)
    .catch('other_error')
    .optional(),
})

/** A refusal of the Web API comes with status 200. Only what is read is cloned: an unread clone holds the answer up. */
async function outcomeOf(response: Response): Promise<string> {
  if (response.status === 429) return 'ratelimited'
  if (!response.ok) return `http_${response.status}`
  if (!response.headers.get('content-type')?.startsWith('application/json')) return 'ok'
  const { ok, error = 'other_error' } = Answer.parse(await response.clone().json())
  return ok ? 'ok' : error
}
