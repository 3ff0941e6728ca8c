import { z } from 'zod'
import { parseKeys } from '../store/keys.ts'
import { type Problem, reasonOf } from './problems.ts'

export type Env = Readonly<Record<string, string | undefined>>
export type ReadFile = (path: string) => string
/** A variable's value; undefined when it is unset or empty. */
export type LookUp = (name: string) => string | undefined

const DEFAULT_FILE = 'config.yml'
export const configPath = (env: Env) => env.CONFIG_FILE || DEFAULT_FILE

const token = (prefix: string, source: string) =>
  z.string({ error: `is not set: ${source}` }).startsWith(prefix, `does not start with ${prefix}: ${source}`)

const port = z
  .string()
  .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65535, 'is no port: write a number up to 65535')
  .transform(Number)

/** What each way in which Slack reaches the app needs. `secret`: may also come from the file that NAME_FILE names. */
const Socket = z.object({
  SLACK_APP_TOKEN: token('xapp-', 'create one with connections:write under "Basic Information" of the Slack app').meta({
    description: 'App-level token with `connections:write` (`xapp-…`), for `slack.mode: socket`',
    secret: true,
  }),
})
const Http = z.object({
  SLACK_SIGNING_SECRET: z
    .string({ error: 'is not set: copy the signing secret from "Basic Information" of the Slack app' })
    .meta({ description: 'Signing secret of the Slack app, for `slack.mode: http`', secret: true }),
  PORT: port.prefault('3000').meta({ description: 'Port of `/slack/events`, for `slack.mode: http`' }),
})

const Connection = {
  socket: Socket.transform(({ SLACK_APP_TOKEN: appToken }) => ({ mode: 'socket' as const, appToken })),
  http: Http.transform(({ SLACK_SIGNING_SECRET: signingSecret, PORT: port }) => ({
    mode: 'http' as const,
    signingSecret,
    port,
  })),
}
export type Mode = keyof typeof Connection

const Common = z.object({
  SLACK_BOT_TOKEN: token('xoxb-', 'copy the bot token from "OAuth & Permissions" of the Slack app').meta({
    description: 'Bot token of the Slack app (`xoxb-…`)',
    secret: true,
  }),
  SLACK_API_URL: z
    .url({ protocol: /^https?$/, error: 'is no http(s) URL: leave it unset for Slack itself' })
    .default('https://slack.com/api/')
    .meta({ description: 'Another base for the Web API' }),
  CONFIG_FILE: z.string().default(DEFAULT_FILE).meta({ description: 'The YAML file' }),
  STATE_DIR: z.string().default('data').meta({ description: 'Folder for what must outlive the process' }),
  STORE_KEYS: z
    .string()
    .refine(holdsKeys, 'holds something else than 32-byte keys in base64 or hex: openssl rand -base64 32')
    .default('')
    .meta({
      description:
        'Keys for what is kept encrypted, separated by commas: the first encrypts, all decrypt. Unset: `key` in `STATE_DIR`',
      secret: true,
    }),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error'], { error: 'is no level: write debug, info, warn or error' })
    .default('info')
    .meta({ description: '`debug`, `info`, `warn` or `error`' }),
  HEALTH_PORT: port.optional().meta({
    description: 'Port of `/healthz`, `/readyz` and `/metrics`; unset: none',
  }),
  BIND_ADDRESS: z
    .union([z.ipv4(), z.ipv6()], { error: 'is no IP address: leave it unset for every address of the machine' })
    .optional()
    .meta({
      description: 'The one IP address where `PORT` and `HEALTH_PORT` are open; unset: every address of the machine',
    }),
})

const { SLACK_BOT_TOKEN, ...others } = Common.shape
/** All variables, one line each. */
export const Environment = z.object({ SLACK_BOT_TOKEN, ...Socket.shape, ...Http.shape, ...others })

/** Looks variables up, also where NAME_FILE names a file that holds the value. What is wrong is reported once. */
export function createLookUp(env: Env, readFile: ReadFile, problems: Problem[]): LookUp {
  const known = new Map<string, string | undefined>()

  function find(name: string): string | undefined {
    const value = env[name] || undefined
    const file = env[`${name}_FILE`] || undefined
    if (file === undefined) return value
    if (value !== undefined) problems.push({ where: name, message: `is set, and so is ${name}_FILE: keep one` })
    try {
      return value ?? (readFile(file).trim() || undefined)
    } catch (error) {
      problems.push({ where: `${name}_FILE`, message: `names a file that cannot be read (${reasonOf(error)})` })
      return undefined
    }
  }

  return (name) => {
    if (!known.has(name)) known.set(name, find(name))
    return known.get(name)
  }
}

/** Checks the variables that this mode needs; what is wrong goes to `problems`, and the answer is then undefined. */
export function readEnvironment(env: Env, lookUp: LookUp, mode: Mode, problems: Problem[]) {
  const values = Object.entries(Environment.shape).map(([name, schema]) => {
    const secret = schema.meta()?.secret === true
    return [name, secret ? lookUp(name) : env[name] || undefined] as const
  })
  const given = Object.fromEntries(values)
  const settings = Common.safeParse(given)
  const connection = Connection[mode].safeParse(given)
  const seen = new Set(problems.map(({ where }) => where.replace(/_FILE$/, '')))
  for (const { path, message } of [...(settings.error?.issues ?? []), ...(connection.error?.issues ?? [])]) {
    const where = String(path[0])
    if (!seen.has(where)) problems.push({ where, message })
  }
  return settings.data && connection.data && { ...settings.data, connection: connection.data }
}

function holdsKeys(text: string): boolean {
  try {
    parseKeys(text)
    return true
  } catch {
    return false
  }
}
