import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const START = fileURLToPath(new URL('../../scripts/start.js', import.meta.url))
const LEASH = new URL('./leash.ts', import.meta.url).href
/** After SIGTERM; what still runs then is cut off. */
const PATIENCE_MS = 3000

/**
 * The bot as `npm start` starts it: a process of its own that gets everything by its environment. `say` gets what it
 * logs, line by line.
 */
export function createBot(env: Record<string, string>, say: (line: string) => void) {
  let bot: ChildProcess | undefined

  return {
    running: () => bot !== undefined,
    pid: () => bot?.pid,
    start() {
      if (bot) return
      const child = spawn(process.execPath, ['--import', LEASH, START], {
        env: { PATH: process.env.PATH, ...env },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      })
      bot = child
      for (const input of [child.stdout, child.stderr]) if (input) createInterface({ input }).on('line', say)
      child.once('exit', () => {
        if (bot === child) bot = undefined
      })
    },
    /** `SIGKILL`: in the middle of whatever it does. */
    async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM') {
      const child = bot
      if (!child) return
      const exited = once(child, 'exit')
      child.kill(signal)
      const late = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
      await exited
      clearTimeout(late)
    },
  }
}
export type Bot = ReturnType<typeof createBot>
