import pino from 'pino'
import { expect, it } from 'vitest'
import { loadConfig } from '../src/config.ts'
import type { Generation } from '../src/generation.ts'
import { createReload } from '../src/reload.ts'
import { StartError } from '../src/start-error.ts'

const ENV = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }
const FILE = 'clusters: [{ id: prod, url: "http://127.0.0.1:9" }]\npermissions: { everyone: [CONNECT_INSPECT] }\n'
const read = (env: Record<string, string> = {}, file = FILE) => loadConfig({ ...ENV, ...env }, () => file)

/** Generations that say what is done to them. */
function start(prepare: () => Promise<void> = async () => {}, begin = () => {}) {
  const said: string[] = []
  const logged: string[] = []
  const make = (config: Generation['config']): Generation => {
    const name = `${++made}`
    return {
      config,
      processEvent: async () => void said.push(`${name} serves`),
      prepare,
      begin: () => {
        said.push(`${name} begins`)
        begin()
      },
      unwatch: async () => void said.push(`${name} ends its watch`),
      end: async () => void said.push(`${name} ends`),
    }
  }
  let made = 0
  const log = pino({ level: 'info' }, { write: (line: string) => void logged.push(line) })
  return { said, logged, ...createReload({ first: make(read()), make, graceMs: 0, log }) }
}
const EVENT = { body: {}, ack: async () => {} }

it('serves with what was read last, and ends what it replaced', async () => {
  const app = start()

  await app.reload(read)
  await app.processEvent(EVENT)

  expect(app.said).toEqual(['1 ends its watch', '1 ends', '2 begins', '2 serves'])
})

it.each([
  ['SLACK_BOT_TOKEN', { SLACK_BOT_TOKEN: 'xoxb-2' }, FILE],
  ['SLACK_APP_TOKEN', { SLACK_APP_TOKEN: 'xapp-2' }, FILE],
  ['STORE_KEYS', { STORE_KEYS: 'a'.repeat(64) }, FILE],
  ['slack.mode', { SLACK_SIGNING_SECRET: 'shared' }, `${FILE}slack: { mode: http }\n`],
])('names %s as what needs a restart, without its value, and takes nothing', async (name, env, file) => {
  const app = start()

  await app.reload(() => read(env, file))
  await app.processEvent(EVENT)

  expect(app.said).toEqual(['1 serves'])
  expect(app.logged.join()).toContain(`"${name}: has changed, which needs a restart"`)
  for (const value of Object.values(env)) expect(app.logged.join()).not.toContain(value)
})

it('goes on as before where Slack does not let it begin anew', async () => {
  const app = start(() => Promise.reject(new StartError('roles: missing_scope. Add it.')))

  await app.reload(read)
  await app.processEvent(EVENT)

  expect(app.said).toEqual(['2 ends', '1 serves'])
  expect(app.logged.join()).toContain('roles: missing_scope. Add it.')
})

it('says that it is reloaded also where what runs by itself does not begin', async () => {
  const app = start(undefined, () => {
    throw new Error('no watch')
  })

  await app.reload(read)
  await app.processEvent(EVENT)

  expect(app.said.at(-1)).toBe('2 serves')
  expect(app.logged.join()).toContain('has not begun after the reload')
  expect(app.logged.join()).not.toContain('Not reloaded')
})

it('reads once more, and not ten times, for ten signals during one reload', async () => {
  const held = Promise.withResolvers<void>()
  const app = start(() => held.promise)
  let reads = 0
  const load = () => {
    reads++
    return read()
  }
  const first = app.reload(load)
  await Promise.resolve()

  const others = Array.from({ length: 10 }, () => app.reload(load))
  held.resolve()
  await Promise.all([first, ...others])

  expect(reads).toBe(2)
})

it('begins nothing when a stop comes during a reload', async () => {
  const held = Promise.withResolvers<void>()
  const app = start(() => held.promise)
  const reloading = app.reload(read)
  await Promise.resolve()

  const ended = app.end()
  held.resolve()
  await Promise.all([reloading, ended])

  expect(app.said).toEqual(['2 ends', '1 ends'])
})
