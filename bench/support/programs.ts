import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startChild } from './child.ts'
import type { LoadSlack } from './slack.ts'
import { SIGNING_SECRET } from './slack-ways.ts'

interface Place {
  slack: Pick<LoadSlack, 'apiUrl' | 'port' | 'reached'>
  clusters: readonly { id: string; url: string }[]
  /** What it kept when it ran before; else it has nothing, and keeps nothing. */
  state?: string
}

/** As often as they are looked at unless the configuration says otherwise; a storm is waited for. */
const INTERVAL = '15s'

const CACHE = join(import.meta.dirname, '../../build/compile-cache')

/** The app as `npm start` runs it after `npm run build`, once Slack can reach it. It watches the Connect clusters this often. */
export const startApp = (place: Place, interval = INTERVAL) => start('../../scripts/start.js', place, interval)

/** The app as `npm start` runs it where nothing was built. */
export const startSources = (place: Place) => start('../../src/main.ts', place, INTERVAL)

/** The bare Bolt app, likewise. */
export const startBareBolt = (place: Place) => start('../subject/bare-bolt.ts', place, INTERVAL)

/** A bare Bolt app that shows a form and turns its pages. */
export const startBareForm = (place: Place) => start('../subject/bare-form.ts', place, INTERVAL)

/** The app, as `startApp`, in simulated time: `pass` hours. */
export async function startDay(place: Place) {
  const child = await start('../subject/day.ts', place, INTERVAL)
  return { ...child, pass: (hours: number) => child.ask('pass', hours) }
}

async function start(module: string, { slack, clusters, state }: Place, interval: string) {
  const dir = mkdtempSync(join(tmpdir(), 'kafka-connect-bench-'))
  const file = join(dir, 'config.yml')
  const mode = slack.port === undefined ? 'socket' : 'http'
  writeFileSync(file, configOf(clusters, mode, interval))
  const began = performance.now()
  const reached = slack.reached()
  const child = startChild(module, {
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_API_URL: slack.apiUrl,
    ...(slack.port === undefined
      ? { SLACK_APP_TOKEN: 'xapp-bench' }
      : { SLACK_SIGNING_SECRET: SIGNING_SECRET, PORT: String(slack.port) }),
    CONFIG_FILE: file,
    STATE_DIR: state ?? dir,
    LOG_LEVEL: 'error',
    NODE_COMPILE_CACHE: CACHE,
  })
  await Promise.race([reached, child.ended])
  return {
    /** Milliseconds from the start of the process until Slack could reach it. */
    startedIn: performance.now() - began,
    usage: child.usage,
    ask: child.ask,
    async stop() {
      await child.stop()
      rmSync(dir, { recursive: true })
    },
  }
}

export type Program = Awaited<ReturnType<typeof startApp>>

/** JSON is YAML. */
const configOf = (clusters: Place['clusters'], mode: string, interval: string) =>
  JSON.stringify({
    slack: { mode },
    clusters,
    roles: { ops: { groups: ['@data-ops'] } },
    permissions: {
      everyone: ['CONNECT_INSPECT'],
      ops: ['CONNECT_ALTER_STATE', 'CONNECT_CREATE', 'CONNECT_EDIT_CONFIG'],
    },
    alerts: { channel: 'C0DATA', interval },
  })
