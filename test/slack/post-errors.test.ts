import { LogLevel, webApi } from '@slack/bolt'
import { expect, it, onTestFinished } from 'vitest'
import type { Fault } from '../../sandbox/slack/faults.ts'
import { startSlack } from '../../sandbox/slack/server.ts'
import { toPostError } from '../../src/slack/alerts/post-errors.ts'
import { workspace } from '../support/workspace.ts'

/** What a post comes to while Slack fails in this way; to nobody where it is closed. */
async function posting(fault: Fault, { scopes, isClosed }: { scopes?: string[]; isClosed?: true } = {}) {
  const slack = await startSlack({ seed: workspace(scopes && { scopes }), rateLimits: false })
  onTestFinished(() => slack.close())
  if (isClosed) await slack.close()
  if (scopes === undefined) slack.fail('chat.postMessage', fault)
  const client = new webApi.WebClient('xoxb-test', {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
  })
  const error = await client.chat.postMessage({ channel: 'C0DATA', text: 'hello' }).catch((thrown: unknown) => thrown)
  return toPostError(error)
}

it.each([
  ['channel_not_found', 'refused', 'there is no such channel', 'change the route'],
  ['is_archived', 'refused', 'it is archived', 'Unarchive it'],
  ['not_in_channel', 'refused', 'the app is not in it', 'Invite it there'],
  ['restricted_action_read_only_channel', 'refused', 'the app may not post there', 'Allow it in the channel’s'],
  ['token_revoked', 'not-sent', 'Slack does not take the app’s token', 'check SLACK_BOT_TOKEN'],
  ['service_unavailable', 'not-sent', 'Slack is not available', 'Try again later'],
  ['message_limit_exceeded', 'limited', 'Slack takes no more messages', 'Try again in a minute'],
  ['internal_error', 'unknown', 'Slack failed, and may have taken it', 'Look whether it arrived'],
  ['invalid_blocks', 'rejected', 'Slack does not take this message', 'should not have sent it'],
])('a post that ends in %s is %s: says what is wrong and what to do', async (name, kind, says, next) => {
  const error = await posting({ kind: 'error', error: name })

  expect(error.kind).toBe(kind)
  expect(error.message).toContain(says)
  expect(error.message).toContain(`(${name})`)
  expect(error.message).toContain(next)
  expect(error.retryAfterMs).toBe(kind === 'limited' ? 60_000 : 0)
})

it.each<[string, Fault, { scopes?: string[]; isClosed?: true }, string, string]>([
  ['a 429', { kind: 'rate-limited', retryAfter: 7 }, {}, 'limited', 'Try again in 7 s.'],
  ['no answer', { kind: 'lost-answer' }, {}, 'unknown', 'Slack did not answer, and may have taken it.'],
  ['no connection', { kind: 'hang' }, { isClosed: true }, 'not-sent', 'Slack cannot be reached (ECONNREFUSED).'],
  ['a missing scope', { kind: 'hang' }, { scopes: ['commands'] }, 'not-sent', '(missing_scope: chat:write)'],
])('a post that ends in %s says so', async (_, fault, circumstances, kind, says) => {
  const error = await posting(fault, circumstances)

  expect(error.kind).toBe(kind)
  expect(error.message).toContain(says)
})
