import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { ConnectSandbox } from '../../../sandbox/connect/server.ts'
import { ask, openConnect, standing } from './worker.ts'

interface Recorded {
  case: string
  request: string
  status: number
  contentType: string | null
  allow?: string
  body: string
}

const RECORDED: Recorded[] = JSON.parse(readFileSync('test/fixtures/responses/errors.json', 'utf8'))

const SINK = {
  'connector.class': 'org.apache.kafka.connect.file.FileStreamSinkConnector',
  topics: 'cap',
  file: '/dev/null',
  'tasks.max': '2',
}

/** What the real worker was brought to before a case was recorded, by the case's name or its first words. */
const PREPARATIONS: Record<string, (connect: ConnectSandbox) => unknown> = {
  'validate: unknown class': ({ urls }) =>
    ask(urls[0] ?? '', 'POST', '/connectors', '{"name":"x","config":{"connector.class":"com.example.Nope"}}'),
  rebalance: ({ control }) => control.rebalance(60_000),
  'broker frozen': ({ control }) => control.freezeBroker(true),
  'worker starting': async ({ control }) => {
    await control.killWorker(0)
    await control.startWorker(0)
  },
}

const HEADERS: Record<string, Record<string, string>> = {
  'create: wrong content type': { 'Content-Type': 'text/plain' },
  'accept text/html': { Accept: 'text/html' },
  'header too large': { 'X-Large': 'x'.repeat(9000) },
  'basic auth: wrong password': { Authorization: `Basic ${btoa('operator:wrong')}` },
  'basic auth: not base64': { Authorization: 'Basic !!' },
}

const BODIES: Record<string, string> = {
  'URI too long': '',
  'put config: 2 MB value': JSON.stringify({ ...SINK, file: 'x'.repeat(2_000_000) }),
}

async function prepare(name: string) {
  const connect = await openConnect({
    clock: standing('2026-11-22T19:23:06.570Z'),
    delays: { healthTimeout: 5, targetTimeout: 5, requestTimeout: 5, starting: 60_000 },
    secrets: { '/lab/secrets/db.properties': { password: 'hunter2' } },
    ...(name.startsWith('basic auth') && { auth: { user: 'operator', password: 'secret' } }),
  })
  connect.control.seed([
    ...['running', 'steady', 'f1', 'f2'].map((connector) => ({ name: connector, config: SINK })),
    ...['stopped', 'paused'].map((connector) => ({ name: connector, config: SINK, state: 'STOPPED' as const })),
  ])
  await (PREPARATIONS[name] ?? PREPARATIONS[name.split(':')[0] ?? ''])?.(connect)
  return connect.urls[0] ?? ''
}

/** Ports differ, and so do the plugins beside the first. */
const comparable = (body: string) =>
  body.replace(/http:\/\/127\.0\.0\.1:\d+/, 'http://worker').replace(/(available connectors are: PluginDesc\{).*/, '$1')

it.each(RECORDED)('answers "$case" as the real worker did', async (recorded) => {
  const url = await prepare(recorded.case)
  const [, method = '', path = '', body] = /^(\S+) (\S+)(?: (.*))?$/s.exec(recorded.request) ?? []
  const target = path.replace(/aaa…$/, 'a'.repeat(9000))

  const reply = await ask(url, method, target, BODIES[recorded.case] ?? body, HEADERS[recorded.case])

  expect({ ...reply, body: comparable(reply.body) }).toEqual({
    status: recorded.status,
    contentType: recorded.contentType,
    allow: recorded.allow,
    body: comparable(recorded.body),
  })
})
