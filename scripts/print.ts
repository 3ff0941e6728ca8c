import { ConfigError } from '../src/config/problems.ts'

/** Runs a script; problems of the configuration are printed one a line, and the exit code is then 1. */
export async function printingProblems(run: () => unknown): Promise<void> {
  try {
    await run()
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    console.error(`The configuration has problems:\n${error.message.replace(/^/gm, '  ')}`)
    process.exitCode = 1
  }
}
