import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { startSlack } from '../../sandbox/slack/server.ts'
import { loadConfig } from '../../src/config.ts'
import type { Clock } from '../../src/connect/clock.ts'
import { createLog } from '../../src/log.ts'
import { run } from '../../src/run.ts'
import { createConnection, MODE, type Mode } from './mode.ts'
import { createPeople } from './slack.ts'
import { people, workspace } from './workspace.ts'

/** Who may do what, unless a test says otherwise. */
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

/** What a test may say of the configuration. */
export interface Settings {
  /** Replaces roles and policies. */
  file?: string
  /** More lines of the file. */
  slack?: string
  /** What a refusal adds, of `slack:`. */
  whereToAsk?: string
  /** Config keys that the administrator calls secret. */
  secrets?: string[]
  /** Whether secrets may be typed. */
  typing?: 'allow' | 'deny'
  /** Scopes of the bot token, where they are not those of the manifest. */
  scopes?: string[]
  /** How Slack reaches the bot. */
  mode?: Mode
  /** More of the environment. */
  env?: Record<string, string>
}

export interface Place {
  id: string
  urls: readonly string[]
  /** More lines of the Connect cluster. */
  more?: string | undefined
}

interface Options extends Settings {
  clock: Clock
  clusters: readonly Place[]
  /** Real milliseconds that a person waits for something to show. */
  patience?: number
}

/** The whole app as it runs for users, on these Connect clusters and before the stand-in Slack with its people. */
export async function startBot({
  clock,
  clusters,
  patience,
  file = FILE,
  slack: more = '',
  secrets = [],
  typing = 'deny',
  whereToAsk,
  mode = MODE,
  scopes,
  env: moreEnv = {},
}: Options) {
  const exchanges: unknown[] = []
  const dir = mkdtempSync(join(tmpdir(), 'kafka-connect-slack-'))
  const connection = await createConnection(mode)
  const slack = await startSlack({
    seed: workspace(scopes && { scopes }),
    clock,
    rateLimits: false,
    ...connection.slack,
    log: (exchange) => exchanges.push(exchange),
  })
  let text = [
    `slack: { mode: ${mode}${whereToAsk === undefined ? '' : `, where_to_ask: "${whereToAsk}"`} }`,
    more,
    `secrets: { typing: ${typing}, keys: ${JSON.stringify(secrets)} }`,
    'clusters:',
    ...clusters.map(line),
    file,
  ].join('\n')
  const env = {
    SLACK_BOT_TOKEN: 'xoxb-test',
    ...connection.env,
    SLACK_API_URL: slack.apiUrl,
    BIND_ADDRESS: '127.0.0.1',
    STATE_DIR: dir,
    LOG_LEVEL: 'debug',
    ...moreEnv,
  }
  const load = () => loadConfig(env, () => text)
  const lines: string[] = []
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  const start = () => run({ config: load(), clock, log: createLog({ level: 'debug', destination }) })
  let bot = await start()

  return {
    clock,
    slack,
    as: createPeople(slack, patience),
    /** Every payload between the bot and Slack, as JSON. */
    exchanges: () => JSON.stringify(exchanges),
    /** Everything the bot has logged. */
    log: () => lines.join(''),
    /** Where the bot keeps its store. */
    dir,
    /** With other variables, if they are given. */
    async restarts(changes: Record<string, string> = {}) {
      await bot.stop()
      Object.assign(env, changes)
      bot = await start()
    },
    /** As after SIGHUP, with the configuration file changed. */
    async reloads(change: (file: string) => string) {
      text = change(text)
      await bot.reload(load)
    },
    async close() {
      await bot.stop()
      await slack.close()
      rmSync(dir, { recursive: true })
    },
  }
}

const line = ({ id, urls, more }: Place) =>
  `  - { id: ${id}, name: ${id}, urls: [${urls.map((url) => `"${url}"`).join(', ')}]${more ? `, ${more}` : ''} }`
