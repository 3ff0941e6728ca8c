import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { startConnect } from '../../sandbox/connect/server.ts'
import { startSlack } from '../../sandbox/slack/server.ts'
import type { Config } from '../../src/config.ts'
import { loadConfig } from '../../src/config.ts'
import { createLog } from '../../src/log.ts'
import { run } from '../../src/run.ts'
import { createFlowingClock } from './flow.ts'
import { createPeople } from './slack.ts'
import { people, workspace } from './workspace.ts'

/** What the bot is configured with, beside the addresses of the stand-ins. */
const FILE = `
roles:
  admins: { groups: ["@data-admins"] }
  ops: { groups: ["@data-ops"] }
  editors: { users: [${people.editor}] }
policies:
  - { resource: [connect, "*"], effect: Allow, actions: [CONNECT_INSPECT], role: "*" }
  - { resource: [connect, "*"], effect: Allow, actions: [CONNECT_INSPECT, CONNECT_CREATE, CONNECT_EDIT_CONFIG, CONNECT_ALTER_STATE, CONNECT_DELETE], role: admins }
  - { resource: [connect, prod], effect: Allow, actions: [CONNECT_ALTER_STATE], role: ops }
  - { resource: [connect, prod, connector, "orders-*"], effect: Allow, actions: [CONNECT_EDIT_CONFIG], role: editors }
admin_roles: [admins]
`

interface Options {
  /** Replaces roles and policies. */
  file?: string
  /** More lines of the Connect clusters, by id. */
  cluster?: Record<string, string>
  slack?: string
  /** Config keys that the administrator calls secret. */
  secrets?: string[]
}

export type Scene = Awaited<ReturnType<typeof createScene>>

/** The whole app on both stand-ins: Slack with its people, and two Connect clusters, `prod` and `staging`. */
export async function createScene({ file = FILE, cluster = {}, slack: slackLines = '', secrets = [] }: Options = {}) {
  const clock = createFlowingClock()
  const exchanges: unknown[] = []
  const dir = mkdtempSync(join(tmpdir(), 'kafka-connect-slack-'))
  const [slack, prod, staging] = await Promise.all([
    startSlack({ seed: workspace(), clock, rateLimits: false, log: (exchange) => exchanges.push(exchange) }),
    startConnect({ clock, workers: 2 }),
    startConnect({ clock }),
  ])
  const line = (id: string, urls: readonly string[]) =>
    `  - { id: ${id}, name: ${id}, urls: [${urls.map((url) => `"${url}"`).join(', ')}]${cluster[id] ? `, ${cluster[id]}` : ''} }`
  const yaml = [
    slackLines,
    `secrets: { keys: ${JSON.stringify(secrets)} }`,
    'clusters:',
    line('prod', prod.urls),
    line('staging', staging.urls),
    file,
  ].join('\n')
  const env = {
    SLACK_BOT_TOKEN: 'xoxb-test',
    SLACK_APP_TOKEN: 'xapp-test',
    SLACK_API_URL: slack.apiUrl,
    STATE_DIR: dir,
    LOG_LEVEL: 'debug',
  }
  const config: Config = loadConfig(env, () => yaml)
  const lines: string[] = []
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  const start = () => run({ config, clock, log: createLog({ level: 'debug', destination }) })
  let bot = await start()

  return {
    clock,
    slack,
    prod,
    staging,
    as: createPeople(slack),
    /** Every payload between the bot and Slack, as JSON. */
    exchanges: () => JSON.stringify(exchanges),
    /** Everything the bot has logged. */
    log: () => lines.join(''),
    /** Where the bot keeps its store. */
    dir,
    async restarts() {
      await bot.stop()
      bot = await start()
    },
    async close() {
      await bot.stop()
      clock.stop()
      await Promise.all([slack.close(), prod.close(), staging.close()])
      rmSync(dir, { recursive: true })
    },
  }
}
