import { parseArgs } from 'node:util'

export type Options = ReturnType<typeof readOptions>

/** What follows `npm run demo --`. @throws TypeError for what it does not know */
export function readOptions(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '4390' },
      open: { type: 'boolean', default: false },
      page: { type: 'boolean', default: true },
      kafka: { type: 'boolean', default: false },
      connect: { type: 'string' },
      'allow-writes': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
    allowNegative: true,
  })
  const { connect, 'allow-writes': allowWrites, port, ...rest } = values
  return { ...rest, port: Number(port), connect, allowWrites }
}

export const USAGE = `npm run demo -- [options]
  --port <n>        port of the page, 4390 unless taken
  --open            opens the page in the browser
  --no-page         in this terminal
  --kafka           on a real broker and two real workers (Java 17 and Maven)
  --connect <url>   on a Connect cluster of yours, read-only
  --allow-writes    … and not read-only`
