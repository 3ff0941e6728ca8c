import { ConfigError } from '../../src/config/problems.ts'
import { type Config, loadConfig } from '../../src/config.ts'

export const TOKENS = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }
/** The least that a file must say. */
export const CLUSTERS = 'clusters: [{ id: prod, url: "http://connect:8083" }]\n'
export const PERMISSIONS = 'permissions: { everyone: [CONNECT_INSPECT] }\n'

interface World {
  yaml?: string
  env?: Record<string, string>
  files?: Record<string, string>
}

/** Loads config.yml with this text, out of a world that has these files and variables only. */
export function load({ yaml = CLUSTERS + PERMISSIONS, env = {}, files = {} }: World = {}): Config {
  const all = new Map(Object.entries({ 'config.yml': yaml, ...files }))
  return loadConfig({ ...TOKENS, ...env }, (path) => {
    const content = all.get(path) ?? all.get(path.slice(process.cwd().length + 1))
    if (content === undefined) throw Object.assign(new Error(`no file ${path}`), { code: 'ENOENT' })
    return content
  })
}

/** The problems as `where: message`; [] when there are none. */
export function problemsOf(world: World): string[] {
  try {
    load(world)
    return []
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.problems.map(({ where, message }) => `${where}: ${message}`)
  }
}
