import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startConnect } from '../../sandbox/connect/server.ts'
import { startSlack } from '../../sandbox/slack/server.ts'
import { fileSink } from '../support/connectors.ts'
import { createPeople } from '../support/slack.ts'
import { workspace } from '../support/workspace.ts'

/** The app as a process of its own, in real time: what a kill leaves behind is only seen there. */
let world: Awaited<ReturnType<typeof startWorld>>
const processes: ChildProcess[] = []

beforeEach(async () => {
  world = await startWorld()
})
afterEach(async () => {
  for (const child of processes.splice(0)) await killed(child)
  await Promise.all([world.slack.close(), world.connect.close()])
  rmSync(world.dir, { recursive: true })
})

it('tells how a restart ended although the process that began it was killed', async () => {
  const first = await startBot()
  await world.as('operator').runs('/connect show orders-sink')
  world.connect.control.failTask('orders-sink', 0, 'java.lang.RuntimeException: boom\n\tat x.Y.z(Y.java:1)\n')
  await world.as('operator').clicks('Restart all', { confirm: true })
  await killed(first)

  await startBot()

  await world.slack.waitFor(
    () => /orders-sink .* (failed again|task 0)/.test(world.as('operator').screen()),
    'the outcome comes',
    'U0OPERATOR',
    90_000,
  )
  const restarts = world.connect.control.requests().filter(({ method }) => method === 'POST')
  expect(restarts).toHaveLength(1)
}, 120_000)

it('a stop on SIGTERM waits for what runs', async () => {
  const bot = await startBot()
  await world.as('operator').runs('/connect show orders-sink')
  await world.as('operator').clicks('Restart all', { confirm: true })

  bot.kill('SIGTERM')
  const [code] = await once(bot, 'exit')

  expect(code).toBe(0)
  expect(world.as('operator').screen()).toContain('operator restarted orders-sink')
}, 60_000)

async function startWorld() {
  const dir = mkdtempSync(join(tmpdir(), 'kafka-connect-slack-'))
  const [slack, connect] = await Promise.all([startSlack({ seed: workspace(), rateLimits: false }), startConnect()])
  connect.control.seed([fileSink('orders-sink')])
  writeFileSync(
    join(dir, 'config.yml'),
    `clusters: [{ id: prod, name: prod, url: "${connect.urls[0]}" }]\npermissions: { everyone: [CONNECT_INSPECT, CONNECT_ALTER_STATE] }\n`,
  )
  return { dir, slack, connect, as: createPeople(slack) }
}

async function startBot(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['src/main.ts'], {
    env: {
      PATH: process.env.PATH,
      CONFIG_FILE: join(world.dir, 'config.yml'),
      STATE_DIR: join(world.dir, 'data'),
      SLACK_BOT_TOKEN: 'xoxb-test',
      SLACK_APP_TOKEN: 'xapp-test',
      SLACK_API_URL: world.slack.apiUrl,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  processes.push(child)
  await new Promise<void>((ready) => {
    child.stdout?.on('data', (chunk) => String(chunk).includes('"Ready"') && ready())
  })
  return child
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}
