import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SlackSandbox } from '../../sandbox/slack/server.ts'

interface Options {
  slack: SlackSandbox
  /** The configuration file's text. */
  config: string
  /** How it is reached; without it by sockets. */
  env?: Record<string, string>
}

/**
 * The app as processes of their own, in real time, one after the other on the same store: what a kill leaves behind is
 * only seen there.
 */
export function createProcesses({ slack, config, env = { SLACK_APP_TOKEN: 'xapp-test' } }: Options) {
  const dir = mkdtempSync(join(tmpdir(), 'kafka-connect-slack-'))
  const stateDir = join(dir, 'data')
  const configFile = join(dir, 'config.yml')
  const configures = (text: string) => {
    writeFileSync(`${configFile}.new`, text)
    renameSync(`${configFile}.new`, configFile)
  }
  configures(config)
  const children: ChildProcess[] = []

  return {
    stateDir,
    /** Writes another configuration file in its place. */
    configures,

    /** As people start it, and so from the one file where that is built. Resolves when it serves; rejects when it ends before. */
    async start(): Promise<ChildProcess> {
      const child = spawn(process.execPath, ['scripts/start.js'], {
        env: {
          PATH: process.env.PATH,
          CONFIG_FILE: configFile,
          STATE_DIR: stateDir,
          SLACK_BOT_TOKEN: 'xoxb-test',
          SLACK_API_URL: slack.apiUrl,
          ...env,
        },
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      children.push(child)
      await new Promise<void>((ready, failed) => {
        child.stdout?.on('data', (chunk) => String(chunk).includes('"Ready"') && ready())
        child.once('exit', () => failed(new Error('the app has ended before it was ready')))
      })
      return child
    },

    /** Kills what still runs, and forgets what it kept. */
    async close(): Promise<void> {
      await Promise.all(children.map((child) => ends(child, 'SIGKILL')))
      rmSync(dir, { recursive: true })
    },
  }
}

/** Resolves with its exit code when it has ended; null: by the signal. */
export async function ends(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const exited = once(child, 'exit')
    child.kill(signal)
    await exited
  }
  return child.exitCode
}
