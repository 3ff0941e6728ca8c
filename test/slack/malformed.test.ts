import nock from 'nock'
import pino from 'pino'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { slackLogger } from '../../src/log.ts'
import { toPostError } from '../../src/slack/alerts/post-errors.ts'
import { createWebClient } from '../../src/slack/clients.ts'

// Imported, it changes what sockets do, also for other files of the same process.
nock.restore()
beforeAll(() => nock.activate())
afterAll(() => nock.restore())
afterEach(() => {
  const unused = nock.pendingMocks()
  nock.cleanAll()
  expect(unused, 'requests that were never made').toEqual([])
})

/** Nobody listens there: what answers is made up. */
const NOBODY = 'http://127.0.0.1:10009'
const client = createWebClient({
  token: 'xoxb-test',
  apiUrl: `${NOBODY}/api/`,
  logger: slackLogger(pino({ level: 'silent' })),
  fetch,
})
const post = () => client.chat.postMessage({ channel: 'C0DATA', text: 'hello' })
const slack = () => nock(NOBODY).post('/api/chat.postMessage')
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' }
const PAGE = { 'content-type': 'text/html' }

it.each<[string, () => unknown]>([
  ['a page', () => slack().reply(200, '<html>Slack is down</html>', PAGE)],
  ['a page of a proxy', () => slack().reply(502, '<html>Bad gateway</html>', PAGE)],
  ['nothing', () => slack().reply(200, '', JSON_TYPE)],
  ['half an answer', () => slack().reply(200, '{"ok":true,"ts":"17', JSON_TYPE)],
  ['something else', () => slack().reply(200, '[]', JSON_TYPE)],
  ['no word of how it went', () => slack().reply(200, '{"ts":"1795401113.000100"}', JSON_TYPE)],
  ['an error without a name', () => slack().reply(200, '{"ok":false}', JSON_TYPE)],
  ['a broken connection', () => slack().replyWithError(Object.assign(new Error('reset'), { code: 'ECONNRESET' }))],
])('a post that is answered with %s may have been taken, and is not said to be refused', async (_, answers) => {
  answers()

  const error = toPostError(await post().catch((thrown: unknown) => thrown))

  expect(error.kind).toBe('unknown')
})
