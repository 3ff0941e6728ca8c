/**
 * Stands before whatever is measured, in its process, and answers what the bench asks. It imports nothing, so that it
 * weighs nothing.
 */
type Answerer = (argument: number) => unknown

const answerers = new Map<string, Answerer>([['usage', usage]])

/** Lets a module of ours answer one more question. */
export function answers(question: string, answerer: Answerer): void {
  answerers.set(question, answerer)
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

process.on('message', async ({ question, argument }: { question: string; argument: number }) => {
  process.send?.({ value: await answerers.get(question)?.(argument) })
})
