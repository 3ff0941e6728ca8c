import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Child, startChild } from './child.ts'
import type { LoadSlack } from './slack.ts'

interface Place {
  slack: LoadSlack
  clusters: readonly { id: string; url: string }[]
}

export type Program = Pick<Child, 'usage' | 'stop'> & {
  /** Milliseconds from the start of the process until it has a socket to Slack. */
  startedIn: number
}

const CACHE = join(import.meta.dirname, '../../build/compile-cache')

/** The app as `npm start` runs it, once it has a socket to Slack. */
export const startApp = (place: Place) => start('../../scripts/start.js', place)

/** The bare Bolt app, likewise. */
export const startBareBolt = (place: Place) => start('../subject/bare-bolt.ts', place)

async function start(module: string, { slack, clusters }: Place): Promise<Program> {
  const dir = mkdtempSync(join(tmpdir(), 'kafka-connect-bench-'))
  const file = join(dir, 'config.yml')
  writeFileSync(file, configOf(clusters))
  const began = performance.now()
  const connected = slack.connected()
  const child = startChild(module, {
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_APP_TOKEN: 'xapp-bench',
    SLACK_API_URL: slack.apiUrl,
    CONFIG_FILE: file,
    STATE_DIR: dir,
    LOG_LEVEL: 'error',
    NODE_COMPILE_CACHE: CACHE,
  })
  await Promise.race([connected, child.ended])
  return {
    startedIn: performance.now() - began,
    usage: child.usage,
    async stop() {
      await child.stop()
      rmSync(dir, { recursive: true })
    },
  }
}

/** JSON is YAML. */
const configOf = (clusters: Place['clusters']) =>
  JSON.stringify({
    clusters,
    roles: { ops: { groups: ['@data-ops'] } },
    permissions: { everyone: ['CONNECT_INSPECT'], ops: ['CONNECT_ALTER_STATE'] },
  })
