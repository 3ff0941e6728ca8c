import { type Logger, webApi } from '@slack/bolt'
import type { Fetch } from './calls.ts'

interface Options {
  token: string
  apiUrl: string | undefined
  logger: Logger
  fetch: Fetch
}

/**
 * For every Web API client: an answer in 10 s or none; a 429 fails at once, since by default it would pause every call of
 * that client; no retries, since the SDK repeats posts that Slack had accepted. `headers` is never set: the SDK
 * would write the first token into it for all.
 */
export const clientOptions = ({ apiUrl, logger, fetch }: Omit<Options, 'token'>) => ({
  timeout: 10_000,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  logger,
  fetch,
  ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
})

export const createWebClient = ({ token, ...rest }: Options) => new webApi.WebClient(token, clientOptions(rest))
