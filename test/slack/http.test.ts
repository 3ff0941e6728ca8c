import { App } from '@slack/bolt'
import pino from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { signed } from '../../sandbox/slack/requests.ts'
import { slackLogger } from '../../src/log.ts'
import { createGate } from '../../src/slack/gate.ts'
import { createHttpReceiver } from '../../src/slack/http.ts'
import { createTestClock } from '../support/clock.ts'
import { freePort } from '../support/port.ts'

const SECRET = 'known to Slack and to the app'
const FORM = 'application/x-www-form-urlencoded'
const MINUTE = 60

let opened: Awaited<ReturnType<typeof open>>
beforeEach(async () => {
  opened = await open()
})
afterEach(async () => {
  await Promise.all([opened.app.stop(), opened.clock.advance(10_000)])
})

/** An app behind an HTTP receiver, with one command that says what it was asked. */
async function open() {
  const clock = createTestClock()
  const port = await freePort()
  const late: string[] = []
  const gate = createGate({ clock, onLateAck: (kind) => late.push(kind) })
  const logger = slackLogger(pino({ level: 'silent' }))
  const receiver = createHttpReceiver({ signingSecret: SECRET, port, host: '127.0.0.1', logger, clock, gate })
  const app = new App({
    botId: 'B0CONNECT',
    botUserId: 'U0CONNECT',
    token: 'xoxb-test',
    receiver,
    logger,
    convoStore: false,
  })
  const ran: string[] = []
  const held = Promise.withResolvers<void>()
  app.command('/connect', async ({ ack, command }) => {
    ran.push(command.text)
    if (command.text === 'slowly') await held.promise
    await ack(`You said ${command.text}`)
  })
  app.event('app_home_opened', async () => {
    ran.push('home')
  })
  await app.start()
  return { app, clock, receiver, ran, late, release: held.resolve, url: `http://127.0.0.1:${port}/slack/events` }
}

const command = (text: string, id = text) =>
  new URLSearchParams({ command: '/connect', text, trigger_id: id, team_id: 'T0', user_id: 'U0' }).toString()

const now = () => Math.floor(Date.now() / 1000)

function post(body: string, headers: Record<string, string> = {}, url = opened.url) {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': FORM, ...signed(SECRET, now(), body), ...headers },
    body,
  })
}

it('takes what Slack has signed', async () => {
  const response = await post(command('list'))

  expect([response.status, await response.text()]).toEqual([200, 'You said list'])
  expect(opened.ran).toEqual(['list'])
})

describe('refuses', () => {
  it.each<[string, number, () => Promise<Response>]>([
    ['another signature', 401, () => post(command('list'), { 'x-slack-signature': `v0=${'0'.repeat(64)}` })],
    ['another secret', 401, () => post(command('list'), signed('guessed', now(), command('list')))],
    ['a body that was changed', 401, () => post(command('list'), signed(SECRET, now(), command('help')))],
    ['no signature', 401, () => fetch(opened.url, { method: 'POST', body: command('list') })],
    ['what is six minutes old', 401, () => post(command('x'), signed(SECRET, now() - 6 * MINUTE, command('x')))],
    ['more than 4 MiB', 413, () => post(command('x'.repeat(4 * 1024 * 1024)))],
    ['other paths', 404, () => post(command('list'), {}, opened.url.replace('events', 'install'))],
    ['other methods', 404, () => fetch(opened.url)],
  ])('%s', async (_what, status, send) => {
    const response = await send()

    expect(response.status).toBe(status)
    expect(opened.ran).toEqual([])
  })
})

describe('behind a proxy', () => {
  it.each<[string, () => Promise<Response>]>([
    ['that names a charset', () => post(command('list'), { 'content-type': `${FORM}; charset=UTF-8` })],
    ['that has a path of its own', () => post(command('list'), {}, opened.url.replace('/slack', '/kafka/slack'))],
    ['that adds headers', () => post(command('list'), { 'x-forwarded-for': '1.2.3.4', 'x-forwarded-proto': 'https' })],
  ])('%s, serves', async (_which, send) => {
    expect(await (await send()).text()).toBe('You said list')
  })
})

it('lets what is sent again run once, and answers it alike', async () => {
  const body = command('restart')
  const headers = signed(SECRET, now(), body)
  const first = await (await post(body, headers)).text()

  const again = await (await post(body, headers)).text()

  expect([first, again]).toEqual(['You said restart', 'You said restart'])
  expect(opened.ran).toEqual(['restart'])
})

it('lets an event that Slack repeats run once', async () => {
  const event = { type: 'app_home_opened', user: 'U0', tab: 'home' }
  const body = JSON.stringify({ type: 'event_callback', event_id: 'Ev1', team_id: 'T0', event })
  await post(body, { 'content-type': 'application/json' })

  const again = await post(body, { 'content-type': 'application/json', 'x-slack-retry-num': '1' })

  expect(again.status).toBe(200)
  expect(opened.ran).toEqual(['home'])
})

it('answers the question by which Slack learns that the address is ours', async () => {
  const body = JSON.stringify({ type: 'url_verification', challenge: '3eZbrw' })

  const response = await post(body, { 'content-type': 'application/json' })

  expect(await response.json()).toEqual({ challenge: '3eZbrw' })
})

it('reports what is not acknowledged in time', async () => {
  const response = post(command('slowly'))
  await expect.poll(() => opened.ran).toEqual(['slowly'])

  await opened.clock.advance(2_500)

  expect(opened.late).toEqual(['/connect'])
  opened.release()
  expect((await response).status).toBe(200)
})

it('answers what runs before it stops, and is ready only while it listens', async () => {
  const response = post(command('slowly'))
  await expect.poll(() => opened.ran).toEqual(['slowly'])

  const stopped = opened.receiver.stop()
  const ready = opened.receiver.connected()
  opened.release()

  expect(await (await response).text()).toBe('You said slowly')
  await stopped
  expect(ready).toBe(false)
  await expect(post(command('list'))).rejects.toThrow()
})
