/**
 * Stands before whatever is measured, in its process, and answers what the bench asks. It imports nothing, so that it
 * weighs nothing.
 */
type Answerer = (argument: number) => unknown

const answerers = new Map<string, PromiseWithResolvers<Answerer>>()
answers('usage', usage)

/** Lets a module of ours answer one more question; who asks before waits until then. */
export function answers(question: string, answerer: Answerer): void {
  answererOf(question).resolve(answerer)
}

function answererOf(question: string): PromiseWithResolvers<Answerer> {
  const known = answerers.get(question) ?? Promise.withResolvers<Answerer>()
  answerers.set(question, known)
  return known
}

/** Milliseconds of CPU of all threads so far, and resident megabytes. */
function usage() {
  const { user, system } = process.cpuUsage()
  return { cpu: (user + system) / 1000, rss: process.memoryUsage.rss() / 2 ** 20 }
}

/** How many milliseconds of CPU `work` takes. */
export async function cpuOf(work: () => Promise<void>): Promise<number> {
  const before = usage().cpu
  await work()
  return usage().cpu - before
}

export async function repeat(times: number, work: () => Promise<unknown>): Promise<void> {
  for (let i = 0; i < times; i++) await work()
}

process.on('message', async ({ question, argument }: { question: string; argument: number }) => {
  const answerer = await answererOf(question).promise
  process.send?.({ value: await answerer(argument) })
})
