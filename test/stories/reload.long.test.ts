import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Reaction } from '../../sandbox/slack/people/deliver.ts'
import { startSlack } from '../../sandbox/slack/server.ts'
import { people, workspace } from '../support/workspace.ts'

/** Everything that decides an answer differs between the two: of a mixture no word would be right. */
const fileOf = (name: string, permission: string) => `
clusters: [{ id: ${name}, url: "http://127.0.0.1:9" }]
roles: { ${name}s: { users: [${people.operator}] } }
policies:
  - { resource: [connect, ${name}], effect: Allow, actions: [CONNECT_INSPECT, ${permission}], role: ${name}s }
`
const FILES = [fileOf('red', 'CONNECT_DELETE'), fileOf('blue', 'CONNECT_CREATE')] as const
/** Commands at least that come during one reload, and how many at once. */
const COMMANDS = 20
const AT_ONCE = 4
const SIGNALS = 10

let world: Awaited<ReturnType<typeof start>>
beforeEach(async () => {
  world = await start()
})
afterEach(async () => {
  world.app.kill('SIGKILL')
  await world.slack.close()
  rmSync(world.dir, { recursive: true })
})

it('answers each of 200 commands once, by one of the two files, while ten signals come', async () => {
  const asks = () => world.slack.command(people.operator, 'C0DATA', '/connect whoami')
  const reactions: Reaction[] = []

  for (let signal = 1; signal <= SIGNALS; signal++) {
    world.write(FILES[signal % 2 === 0 ? 0 : 1])
    world.app.kill('SIGHUP')
    while (world.reloads() < signal || reactions.length < signal * COMMANDS)
      reactions.push(...(await Promise.all(Array.from({ length: AT_ONCE }, asks))))
  }
  await vi.waitFor(() => expect(world.answers.size).toBe(reactions.length), { timeout: 10_000 })

  expect(reactions.filter(({ kind }) => kind !== 'done')).toEqual([])
  const answers = [...world.answers.values()]
  expect(answers.filter((texts) => texts.length !== 1)).toEqual([])
  const kinds = [...new Set(answers.flat())]
  const [red = '', blue = ''] = ['red', 'blue'].map((name) => kinds.find((text) => text.includes(name)))
  expect(kinds).toEqual(expect.arrayContaining([red, blue]))
  expect(kinds).toHaveLength(2)
  expect(red).toMatch(/roles: reds.*CONNECT_DELETE: yes/)
  expect(red).not.toMatch(/blue|CONNECT_CREATE: yes/)
  expect(blue).toMatch(/roles: blues.*CONNECT_CREATE: yes/)
  expect(blue).not.toMatch(/red|CONNECT_DELETE: yes/)
}, 60_000)

async function start() {
  const dir = mkdtempSync(join(tmpdir(), 'kafka-connect-slack-'))
  const path = join(dir, 'config.yml')
  /** By response_url, what came to it. */
  const answers = new Map<string, string[]>()
  const slack = await startSlack({
    seed: workspace(),
    rateLimits: false,
    log: ({ kind, name, request }) => {
      if (kind === 'response_url') answers.set(name, [...(answers.get(name) ?? []), JSON.stringify(request)])
    },
  })
  const write = (text: string) => {
    writeFileSync(`${path}.new`, text)
    renameSync(`${path}.new`, path)
  }
  write(FILES[0])
  const app: ChildProcess = spawn(process.execPath, ['src/main.ts'], {
    env: {
      PATH: process.env.PATH,
      CONFIG_FILE: path,
      STATE_DIR: join(dir, 'data'),
      SLACK_BOT_TOKEN: 'xoxb-test',
      SLACK_APP_TOKEN: 'xapp-test',
      SLACK_API_URL: slack.apiUrl,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let log = ''
  app.stdout?.on('data', (chunk) => (log += String(chunk)))
  while (!log.includes('"Ready"') && app.exitCode === null && app.stdout) await once(app.stdout, 'data')
  return { dir, slack, app, answers, write, reloads: () => log.split('"Reloaded"').length - 1 }
}
