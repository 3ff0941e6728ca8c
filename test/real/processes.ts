import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { readFile } from 'node:fs/promises'

interface Java {
  /** Shown in errors. */
  name: string
  libs: string
  heapMegabytes: number
  defines: Record<string, string>
  main: string
  args: string[]
  logFile: string
}

/** A Java process with its output in a file. Small heap and one compiler: what matters here is a quick start. */
export function startJava({ name, libs, heapMegabytes, defines, main, args, logFile }: Java) {
  const log = openSync(logFile, 'a')
  const process = spawn(
    'java',
    [
      `-Xmx${heapMegabytes}m`,
      ...['-Xms64m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'],
      ...Object.entries(defines).map(([key, value]) => `-D${key}=${value}`),
      ...['-cp', `${libs}/*`, main, ...args],
    ],
    { stdio: ['ignore', log, log] },
  )
  closeSync(log)
  const exited = new Promise<void>((resolve) => {
    process.once('exit', () => resolve())
    process.once('error', () => resolve())
  })

  return {
    exited,
    signal: (signal: NodeJS.Signals) => process.kill(signal),
    /** @throws Error with the end of the log when the process is gone */
    async checkAlive() {
      if (isRunning(process)) return
      const lines = (await readFile(logFile, 'utf8')).trim().split('\n').slice(-15)
      throw new Error(`${name} has ended. The end of ${logFile}:\n${lines.join('\n')}`)
    },
    /** Ends it: politely first, by force after `patienceMs`. A frozen process is ended by force alone. */
    async stop(patienceMs: number) {
      process.kill('SIGTERM')
      const force = setTimeout(() => process.kill('SIGKILL'), patienceMs)
      await exited
      clearTimeout(force)
    },
  }
}
export type JavaProcess = ReturnType<typeof startJava>

const isRunning = (process: ChildProcess) =>
  process.pid !== undefined && process.exitCode === null && process.signalCode === null
