import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { endWithProcess } from './guard.ts'
import { startLab } from './lab.ts'
import { fetchPackages, requireJava } from './packages.ts'

const VERSION = process.env.CONNECT_VERSION || '4.3.1'

/**
 * Runs the tests that hold on real Connect clusters: what the client's contract says, and the stories of this folder.
 * CONNECT_VERSION chooses Kafka's version; arguments go to Vitest. Those that hurt a Connect cluster start one of their
 * own and mostly wait, so they run beside the others, which share one.
 */
async function run(): Promise<number> {
  // Before there are two that would do it.
  await requireJava()
  console.log(`lab: fetching Kafka ${VERSION}`)
  await fetchPackages(VERSION)
  const codes = await Promise.all([shared(), vitest('alone', {})])
  return Math.max(...codes)
}

async function shared(): Promise<number> {
  const lab = await startLab({ version: VERSION, say: (line) => console.log(`lab: ${line}`) })
  try {
    return await vitest('shared', { CONNECT_URLS: lab.urls.join(), CONNECT_LOGS: lab.dataDir })
  } finally {
    await lab.stop()
  }
}

function vitest(project: string, env: Record<string, string>): Promise<number> {
  const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))
  // Verbose also names what a version lacks, and is skipped for it.
  const shown = ['--reporter=verbose', '--passWithNoTests']
  const options = ['--config', path('vitest.config.ts'), '--project', project, ...shown]
  const args = [path('../../node_modules/vitest/vitest.mjs'), 'run', ...options, ...process.argv.slice(2)]
  const child = spawn(process.execPath, args, {
    stdio: 'inherit',
    env: { ...process.env, CONNECT_VERSION: VERSION, ...env },
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
