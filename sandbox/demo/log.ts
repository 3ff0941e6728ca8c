import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname, relative } from 'node:path'

/** The bot's log goes to a file; what is worse than information is also said here. */
export function startLog(path: string) {
  mkdirSync(dirname(path), { recursive: true })
  const stream = createWriteStream(path)
  return {
    write(line: string) {
      stream.write(`${line}\n`)
      const level = /^\{"level":"(\w+)"/.exec(line)?.[1]
      if (level !== 'info' && level !== 'debug')
        console.error(`bot: ${line.slice(0, 500)}  (all of it: ${relative('', path)})`)
    },
    close: () => stream.end(),
  }
}
