import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createBot } from './demo/bot.ts'
import { startClusters } from './demo/clusters.ts'
import { createCourse, createHappenings } from './demo/happenings.ts'
import { fillLab } from './demo/lab.ts'
import { readManifest } from './demo/manifest.ts'
import { openInBrowser } from './demo/open.ts'
import { type Options, readOptions, USAGE } from './demo/options.ts'
import { startTerminal } from './demo/terminal.ts'
import { PEOPLE, workspace } from './demo/workspace.ts'
import { buildPage } from './page/build.ts'
import { startPage } from './page/server.ts'
import { createStage } from './page/stage.ts'
import { createTraffic } from './page/traffic.ts'
import type { Log } from './slack/people/deliver.ts'
import { startSlack } from './slack/server.ts'

const beside = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** On a slow machine. */
const BOT_STARTS_MS = 30_000

/** `npm run demo`: the bot, as it is, between a stand-in Slack and a stand-in (or real) Kafka Connect. */
async function demo(options: Options) {
  const { ending, leave } = createEnding()
  const manifest = readManifest()
  const seed = workspace(manifest)
  const traffic = createTraffic(Date.now)
  const files = options.page ? buildPage() : undefined
  let page: Awaited<ReturnType<typeof startPage>> | undefined
  const log: Log = (heard) => {
    const exchange = traffic.hear(heard)
    page?.exchange(exchange)
  }

  const stateDir = mkdtempSync(join(tmpdir(), 'kafka-connect-slack-'))
  ending(() => rmSync(stateDir, { recursive: true, force: true }))
  const [slack, connect] = await Promise.all([startSlack({ seed, log }), startConnect(options)])
  ending(() => Promise.all([slack.close(), connect.close()]))

  let connected = false
  const bot = createBot({
    env: {
      SLACK_BOT_TOKEN: seed.app.botToken,
      SLACK_APP_TOKEN: seed.app.appToken,
      SLACK_API_URL: slack.apiUrl,
      STATE_DIR: stateDir,
      CONFIG_FILE: connect.config,
      ...connect.env,
    },
    logFile: beside('../build/demo/bot.log'),
    onCrash(lastWords) {
      console.error(`The bot has ended by itself. The end of build/demo/bot.log:\n${lastWords}`)
      if (!connected) leave(1)
    },
  })
  ending(() => bot.stop())
  bot.start()
  await slack.waitFor(() => slack.sockets.count() > 0, 'The bot connects', 'U0ADMIN', BOT_STARTS_MS)
  connected = true

  const happenings = connect.clusters ? createHappenings(connect.clusters, slack, bot) : []
  const course = createCourse(happenings)
  if (!files) {
    const terminal = startTerminal({ slack, happenings, print: console.log, leave })
    ending(() => terminal.close())
    return
  }
  const stage = createStage({ commands: manifest.commands, people: PEOPLE, happenings, course })
  page = await startPage({ slack, traffic, stage, files: await files, port: options.port })
  ending(page.close)
  console.log(`Open ${page.url}\nCtrl-C ends everything.`)
  if (options.open) openInBrowser(page.url)
}

/** What must be ended, last begun first; by Ctrl-C, or when whoever started this has gone. */
function createEnding() {
  const ends: (() => unknown)[] = []
  async function leave(code = 0) {
    for (const end of ends.splice(0).reverse()) await end()
    process.exit(code)
  }
  for (const cause of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.on(cause, () => leave())
  return { ending: (end: () => unknown) => void ends.push(end), leave }
}

/** What the bot is put before, and the configuration that fits it. */
async function startConnect({ kafka, connect, allowWrites }: Options) {
  if (connect !== undefined) return yours([connect], !allowWrites, async () => {})
  if (kafka) {
    const { startLab } = await import('../test/real/lab.ts')
    const lab = await startLab({ say: console.log })
    await fillLab(lab.urls[0] ?? '')
    return yours(lab.urls, false, lab.stop)
  }
  const clusters = await startClusters()
  return { clusters, config: beside('config.yml'), env: clusters.env, close: clusters.close }
}

const yours = ([first = '', second = first]: readonly string[], readOnly: boolean, close: () => Promise<void>) => ({
  clusters: undefined,
  config: beside('config.yours.yml'),
  env: { CONNECT_URL_1: first, CONNECT_URL_2: second, READ_ONLY: String(readOnly) },
  close,
})

async function main() {
  const options = readOptions(process.argv.slice(2))
  if (options.help) console.log(USAGE)
  else await demo(options)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
