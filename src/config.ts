import { readFileSync } from 'node:fs'
import { accessOf } from './config/access.ts'
import { alertsOf } from './config/alerts.ts'
import { toConnectCluster } from './config/cluster.ts'
import { configPath, createLookUp, type Env, type ReadFile, readEnvironment } from './config/environment.ts'
import { readCommand, readConfigFile } from './config/file.ts'
import { ConfigError, type Problem } from './config/problems.ts'
import { GUARDED } from './connectors/guards.ts'

export type Config = ReturnType<typeof loadConfig>

const readText: ReadFile = (path) => readFileSync(path, 'utf8')

/**
 * The whole configuration, from the environment and the file that it names. Paths in the file are relative to it.
 * `notes` are for the log: what is allowed but may be a mistake. Throws a ConfigError that lists everything wrong.
 */
export function loadConfig(env: Env = process.env, readFile: ReadFile = readText) {
  const problems: Problem[] = []
  const lookUp = createLookUp(env, readFile, problems)
  const { file, kpow, mode } = readConfigFile(configPath(env), lookUp, readFile, problems)
  const settings = readEnvironment(env, lookUp, mode, problems)
  if (problems.length > 0 || settings === undefined || file === undefined) throw new ConfigError(problems)

  const { access, notes } = accessOf(file, kpow)
  return {
    slack: {
      botToken: settings.SLACK_BOT_TOKEN,
      connection: settings.connection,
      apiUrl: settings.SLACK_API_URL,
      command: file.slack.command,
      operationsChannel: file.slack.operations_channel,
      announce: file.slack.announce,
      whereToAsk: file.slack.where_to_ask,
    },
    clusters: file.clusters.map(toConnectCluster),
    roles: new Map(Object.entries(file.roles)),
    access,
    secrets: file.secrets,
    /** undefined: nothing is watched. */
    alerts: file.alerts && alertsOf(file.alerts),
    guards: file.guards ?? [{ ...GUARDED, roles: access.adminRoles }],
    stateDir: settings.STATE_DIR,
    storeKeys: settings.STORE_KEYS,
    logLevel: settings.LOG_LEVEL,
    healthPort: settings.HEALTH_PORT,
    /** undefined: every address of the machine. */
    bindAddress: settings.BIND_ADDRESS,
    notes,
  }
}

/** The slash command alone, known before there are tokens: /connect where there is no file yet. */
export function configuredCommand(env: Env = process.env, readFile: ReadFile = readText): string {
  const problems: Problem[] = []
  const command = readCommand(configPath(env), createLookUp(env, readFile, problems), readFile, problems)
  if (command === undefined) throw new ConfigError(problems)
  return command
}
