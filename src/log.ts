import { LogLevel, type Logger as SlackLogger } from '@slack/bolt'
import pino, { type DestinationStream, type Level, type Logger } from 'pino'
import { HIDDEN, scrub } from './connect/scrub.ts'

export type Log = Logger

/** Fields that are never written, wherever somebody put them. Configs and payloads are logged by their key names. */
const SECRET_FIELDS = [
  ...['token', 'botToken', 'appToken', 'signingSecret', 'password', 'secret', 'storeKeys', 'authorization', 'headers'],
  ...['config', 'body', 'payload', 'view', 'response_url', 'responseUrl', 'trigger_id', 'triggerId', 'heartbeat'],
]
/** An error may be the cause of itself. */
const MOST_CAUSES = 5

/** JSON lines: static messages with fields, every text scrubbed. Standard output unless a destination is given. */
export function createLog({ level, destination }: { level: Level; destination?: DestinationStream }): Log {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]), censor: HIDDEN },
    serializers: { err: describeError, error: describeError },
    formatters: { level: (label) => ({ level: label }), log: scrubTexts },
    hooks: {
      // pino writes the message of a bare error as it is.
      logMethod(args, method) {
        const [first] = args
        method.apply(this, args.length === 1 && first instanceof Error ? [first, 'Error'] : args)
      },
    },
  }
  return destination === undefined ? pino(options) : pino(options, destination)
}

/**
 * For Bolt, its clients and sockets. Their debug output holds payloads: it is dropped at every level, and so is
 * anything that is neither a text nor an error. Our own level stays as it is, whatever they set.
 */
export function slackLogger(log: Log): SlackLogger {
  const write =
    (level: 'info' | 'warn' | 'error') =>
    (...parts: unknown[]) =>
      log[level]({ text: parts.map(textOf).filter(Boolean).join(' ') }, "Word from Slack's library")
  return {
    debug() {},
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    getLevel: () => LogLevel.INFO,
    setLevel() {},
    setName() {},
  }
}

function textOf(part: unknown): string {
  if (part instanceof Error) return part.message
  return typeof part === 'string' ? part : ''
}

function scrubTexts(fields: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(fields).map(([key, value]) => [key, typeof value === 'string' ? scrub(value) : value])
  return Object.fromEntries(entries)
}

/** The fields that are known to hold no payload; libraries hang requests and answers on their errors. */
function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return scrub(String(error))
  const { name, message, stack = '', cause } = error
  const codes = ['code', 'kind', 'status', 'statusCode'].flatMap((key) => {
    const value = Reflect.get(error, key)
    return typeof value === 'string' || typeof value === 'number' ? [[key, value] as const] : []
  })
  return {
    name,
    message: scrub(message),
    ...Object.fromEntries(codes),
    stack: scrub(stack),
    ...(cause !== undefined && depth < MOST_CAUSES ? { cause: describeError(cause, depth + 1) } : {}),
  }
}
