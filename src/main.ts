import { flushCompileCache } from 'node:module'
import { systemClock } from './clock.ts'
import { ConfigError } from './config/problems.ts'
import { loadConfig } from './config.ts'
import { createLog } from './log.ts'
import { tidyMemory } from './memory.ts'
import { run } from './run.ts'
import { StartError } from './start-error.ts'

/** A fault that is known to do no harm: Slack's libraries let these escape (socket-mode 3.1). */
const HARMLESS = /app_rate_limited|SendWhileNotReady|SendWhileDisconnected/

async function main() {
  const config = loadConfig()
  const log = createLog({ level: config.logLevel })
  const escaped = (error: unknown) => {
    const text = error instanceof Error ? `${error.name} ${error.message}` : String(error)
    if (HARMLESS.test(text)) return log.warn({ err: error }, 'Slack’s library let an error escape')
    // A socket that gave up for good would leave a deaf process: let whoever runs it start it anew.
    log.fatal({ err: error }, 'Ended by an unexpected error')
    process.exit(1)
  }
  // Node would print it with all that hangs on it, which may be a secret.
  process.on('unhandledRejection', escaped).on('uncaughtException', escaped)
  let app: Awaited<ReturnType<typeof run>> | undefined
  const stop = async () => {
    // Sleeps keep no process alive, and once its sockets are closed nothing else does.
    setInterval(() => {}, 1_000)
    // Before it is ready nothing was begun that another process could not find again.
    await app?.stop()
    process.exit(0)
  }
  // From the start on: as the first process of a container it would not be ended by a signal that nobody listens to.
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.once(signal, () => {
      stop().catch((error: unknown) => {
        log.error({ err: error }, 'Could not stop cleanly')
        process.exit(1)
      })
    })
  }
  const started = run({ config, clock: systemClock, log, tidy: tidyMemory })
  // One that comes during the start waits for its end: without a listener it would end the process.
  process.on('SIGHUP', () => void started.then(({ reload }) => reload(loadConfig)).catch(() => undefined))
  app = await started
  // Written by default only by a process that ends by itself; the next one starts in half the time, and in less memory.
  flushCompileCache()
}

main().catch((error: unknown) => {
  const told = error instanceof ConfigError || error instanceof StartError
  console.error(told ? error.message : error)
  process.exit(1)
})
