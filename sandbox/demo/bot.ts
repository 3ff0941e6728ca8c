import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, openSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

const START = fileURLToPath(new URL('../../scripts/start.js', import.meta.url))
const LEASH = new URL('./leash.ts', import.meta.url).href
/** After SIGTERM; what still runs then is cut off. */
const PATIENCE_MS = 3000

interface Options {
  /** All that it needs; it gets nothing of this process's own environment. */
  env: Record<string, string>
  /** Where its output goes: into a file, since a pipe nobody reads any more would stop it. */
  logFile: string
  /** Told when it ends without having been asked to, with the end of its log. */
  onCrash: (log: string) => void
}

/** The bot as `npm start` starts it, in a process of its own. */
export function createBot({ env, logFile, onCrash }: Options) {
  mkdirSync(dirname(logFile), { recursive: true })
  const log = openSync(logFile, 'w')
  let bot: ChildProcess | undefined

  return {
    start() {
      if (bot) return
      const child = spawn(process.execPath, ['--import', LEASH, START], {
        env: { PATH: process.env.PATH, ...env },
        stdio: ['ignore', log, log, 'ipc'],
      })
      bot = child
      child.once('exit', (code) => {
        if (bot !== child) return
        bot = undefined
        if (code !== 0) onCrash(readFileSync(logFile, 'utf8').split('\n').slice(-20).join('\n'))
      })
    },
    /** `SIGKILL`: in the middle of whatever it does. */
    async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM') {
      const child = bot
      if (!child) return
      bot = undefined
      const exited = once(child, 'exit')
      child.kill(signal)
      const late = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
      await exited
      clearTimeout(late)
    },
  }
}
export type Bot = ReturnType<typeof createBot>
