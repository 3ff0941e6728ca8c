import { fork } from 'node:child_process'
import { once } from 'node:events'
import { z } from 'zod'

const Answer = z.object({ value: z.unknown() })
/** Milliseconds of CPU of all threads so far, and resident megabytes now. */
const Usage = z.object({ cpu: z.number(), rss: z.number() })

/** Starts a module with `probe.ts` before it. Environment: what Node needs, and what is given. */
export function startChild(module: string, env: Record<string, string>) {
  const path = (relative: string) => new URL(relative, import.meta.url)
  const child = fork(path(module), [], {
    env: { PATH: process.env.PATH ?? '', ...env },
    execArgv: ['--import', path('probe.ts').href],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${module} ended with ${code}`)
  })
  ended.catch(() => undefined)
  child.stdout?.resume()

  async function ask(question: string, argument = 0): Promise<unknown> {
    const answered = once(child, 'message')
    child.send({ question, argument })
    const [message] = await Promise.race([answered, ended])
    return Answer.parse(message).value
  }

  return {
    /** Rejects when the process ends by itself. */
    ended,
    /** One question at a time; see `answers` of probe.ts. */
    ask: async (question: string, argument?: number) => z.number().parse(await ask(question, argument)),
    usage: async () => Usage.parse(await ask('usage')),
    async stop(): Promise<void> {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}
