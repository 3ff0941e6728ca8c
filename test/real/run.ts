import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { endWithProcess } from './guard.ts'
import { startLab } from './lab.ts'

/**
 * Runs the tests that hold on a real Connect cluster: what the client's contract says, and the stories of this folder.
 * CONNECT_VERSION chooses Kafka's version; arguments go to Vitest.
 */
async function run(): Promise<number> {
  const version = process.env.CONNECT_VERSION || '4.3.1'
  const lab = await startLab({ version, say: (line) => console.log(`lab: ${line}`) })
  try {
    return await vitest({ CONNECT_URLS: lab.urls.join(), CONNECT_LOGS: lab.dataDir, CONNECT_VERSION: version })
  } finally {
    await lab.stop()
  }
}

function vitest(env: Record<string, string>): Promise<number> {
  const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))
  const args = [path('../../node_modules/vitest/vitest.mjs'), 'run', '--config', path('vitest.config.ts')]
  const child = spawn(process.execPath, [...args, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  const callOff = endWithProcess(() => child.kill())
  return new Promise((resolve) =>
    child.once('exit', (code) => {
      callOff()
      resolve(code ?? 1)
    }),
  )
}

process.exitCode = await run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  return 1
})
