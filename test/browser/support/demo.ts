import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const DEMO = fileURLToPath(new URL('../../../sandbox/demo.ts', import.meta.url))

/** `npm run demo`, as people start it; its address. It ends with this process, however that ends. */
export async function startDemo() {
  const demo = spawn(process.execPath, [DEMO, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  if (!demo.stdout) throw new Error('The demo has no output')
  const lines = createInterface({ input: demo.stdout })
  const url = await new Promise<string>((resolve, reject) => {
    lines.on('line', (line) => {
      const [found] = /http:\S+/.exec(line) ?? []
      if (found) resolve(found)
    })
    demo.once('exit', () => reject(new Error('The demo has ended before it gave its address')))
  })
  return {
    url,
    async stop() {
      if (demo.exitCode !== null) return
      demo.kill('SIGINT')
      await once(demo, 'exit')
    },
  }
}
