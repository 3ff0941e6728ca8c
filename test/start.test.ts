import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startSlack } from '../sandbox/slack/server.ts'
import { workspace } from './support/workspace.ts'

let dir: string
let slack: Awaited<ReturnType<typeof startSlack>>
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'kafka-connect-slack-'))
  slack = await startSlack({ seed: workspace(), rateLimits: false })
})
afterEach(async () => {
  await slack.close()
  rmSync(dir, { recursive: true })
})

const FILE = 'clusters: [{ id: prod, url: "http://127.0.0.1:9" }]\npermissions: { everyone: [CONNECT_INSPECT] }\n'

it.each([
  ['a wrong bot token', { SLACK_BOT_TOKEN: 'xoxb-wrong' }, /^SLACK_BOT_TOKEN: invalid_auth\. Copy the bot token/],
  ['a wrong app token', { SLACK_APP_TOKEN: 'xapp-wrong' }, /^SLACK_APP_TOKEN: invalid_auth\. Generate/],
  ['no folder for what is kept', { STATE_DIR: '/dev/null/x' }, /^STATE_DIR: .*must be a folder/],
  ['no tokens at all', { SLACK_BOT_TOKEN: '', SLACK_APP_TOKEN: '' }, /SLACK_APP_TOKEN: .*\n.*SLACK_BOT_TOKEN: /],
])('a start with %s ends with what to set, and no stack', async (_, env, said) => {
  const answer = await startWith(env)

  expect(
    answer.text
      .split('\n')
      .filter((line) => !line.startsWith('{'))
      .join('\n'),
  ).toMatch(said)
  expect(answer.text).not.toContain('    at ')
  expect(answer.code).toBe(1)
})

it('a start on a store that a newer version has written says so, and leaves it alone', async () => {
  mkdirSync(join(dir, 'data'))
  const store = new DatabaseSync(join(dir, 'data', 'store.db'))
  store.exec("create table migrations (name text primary key); insert into migrations values ('999-future')")

  const answer = await startWith({})

  expect(answer.text).toMatch(/^STATE_DIR: The store was written by a newer version .*999-future.*Start that version/m)
  expect(store.prepare('select name from migrations').all()).toEqual([{ name: '999-future' }])
  store.close()
})

it('an error that nobody catches ends the app with a line in the log, which holds no secret', async () => {
  const throwing = "throw Object.assign(new Error('no login with password=hunter2'), { headers: { a: 'hunter2' } })"

  const answer = await startWith(duringTheStart(throwing))

  expect(answer.text).toContain('"Ended by an unexpected error"')
  expect(answer.text).not.toContain('hunter2')
  expect(answer.code).toBe(1)
})

it('a start that is told to stop ends cleanly, though Slack has not answered yet', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const address = silent.address()

  const answer = await startWith({
    ...duringTheStart("process.kill(process.pid, 'SIGTERM')"),
    SLACK_API_URL: `http://127.0.0.1:${typeof address === 'object' && address?.port}/api/`,
  })

  silent.closeAllConnections()
  silent.close()
  expect(answer).toMatchObject({ code: 0, signal: null })
})

/** Runs a line of code in the process once it listens to what may end it. */
function duringTheStart(code: string) {
  const waiting = `const waiting = setInterval(() => {
    if (process.listenerCount('unhandledRejection') === 0) return
    clearInterval(waiting)
    ${code}
  }, 10)`
  return { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(waiting)}` }
}

async function startWith(env: Record<string, string>) {
  writeFileSync(join(dir, 'config.yml'), FILE)
  const child = spawn(process.execPath, ['src/main.ts'], {
    env: {
      PATH: process.env.PATH,
      // Half of a start is stripping types, and the same each time.
      NODE_COMPILE_CACHE: 'build/compile-cache',
      CONFIG_FILE: join(dir, 'config.yml'),
      STATE_DIR: join(dir, 'data'),
      SLACK_BOT_TOKEN: 'xoxb-test',
      SLACK_APP_TOKEN: 'xapp-test',
      SLACK_API_URL: slack.apiUrl,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += String(chunk)))
  const [code, signal] = await once(child, 'close')
  return { code, signal, text }
}
