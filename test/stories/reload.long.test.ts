import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { startConnect } from '../../sandbox/connect/server.ts'
import type { Reaction } from '../../sandbox/slack/people/deliver.ts'
import { startSlack } from '../../sandbox/slack/server.ts'
import { fileSink } from '../support/connectors.ts'
import { createProcesses } from '../support/process.ts'
import { people, workspace } from '../support/workspace.ts'

/** Two files of which everything differs that decides an answer: of a mixture no word would be right. */
const RIGHTS = { red: 'CONNECT_DELETE', blue: 'CONNECT_CREATE' }
const fileOf = (name: 'red' | 'blue', url: string) => `
clusters: [{ id: ${name}, url: "${url}" }]
roles: { ${name}s: { users: [${people.operator}] } }
policies:
  - { resource: [connect, ${name}], effect: Allow, actions: [CONNECT_INSPECT, CONNECT_ALTER_STATE, ${RIGHTS[name]}], role: ${name}s }
`
/** Commands at least that come during one reload, and how many at once. */
const COMMANDS = 20
const AT_ONCE = 4
const SIGNALS = 10

let world: Awaited<ReturnType<typeof start>>
beforeEach(async () => {
  world = await start()
}, 30_000)
afterEach(() => world.close())

it('answers each of 200 commands once, by one of the two files, while ten signals come', async () => {
  const reactions = await world.runsUnderReloads(() => '/connect whoami')

  await vi.waitFor(() => expect(world.answers.size).toBe(reactions.length), { timeout: 10_000 })
  expect(reactions.filter(({ kind }) => kind !== 'done')).toEqual([])
  const answers = [...world.answers.values()]
  expect(answers.filter((texts) => texts.length !== 1)).toEqual([])
  const kinds = [...new Set(answers.flat())]
  const [red = '', blue = ''] = ['red', 'blue'].map((name) => kinds.find((text) => text.includes(name)))
  expect(kinds).toEqual(expect.arrayContaining([red, blue]))
  expect(kinds).toHaveLength(2)
  expect(red).toMatch(/roles: reds.*CONNECT_DELETE.*connect.red to reds/)
  expect(red).not.toMatch(/blue|CONNECT_CREATE/)
  expect(blue).toMatch(/roles: blues.*CONNECT_CREATE.*connect.blue to blues/)
  expect(blue).not.toMatch(/red\b|reds|CONNECT_DELETE/)
}, 60_000)

it('does each of many actions once, and tells each outcome once, while ten signals come', async () => {
  const names = Array.from({ length: 1_000 }, (_, n) => `sink-${n}`)
  world.connect.control.seed(names.map((name) => fileSink(name)))

  const reactions = await world.runsUnderReloads((n) => `/connect pause ${names[n]}`)

  const asked = names.slice(0, reactions.length)
  const outcomes = () =>
    [...world.answers.values()]
      .flat()
      .flatMap((text) => /(sink-\d+) on (?:red|blue) … paused after/.exec(text)?.[1] ?? [])
  await vi.waitFor(() => expect(outcomes().toSorted()).toEqual(asked.toSorted()), { timeout: 30_000 })
  expect(reactions.filter(({ kind }) => kind !== 'done')).toEqual([])
  const paused = world.connect.control
    .requests()
    .flatMap(({ path }) => /^.connectors.(.*).pause$/.exec(path)?.[1] ?? [])
  expect(paused.toSorted()).toEqual(asked.toSorted())
}, 90_000)

/** The app as a process of its own, in real time. */
async function start() {
  /** By response_url, what came to it. */
  const answers = new Map<string, string[]>()
  const connect = await startConnect()
  const slack = await startSlack({
    seed: workspace(),
    rateLimits: false,
    log: ({ kind, name, request }) => {
      if (kind === 'response_url') answers.set(name, [...(answers.get(name) ?? []), JSON.stringify(request)])
    },
  })
  const [url = ''] = connect.urls
  const processes = createProcesses({ slack, config: fileOf('red', url) })
  const app = await processes.start()
  let log = ''
  app.stdout?.on('data', (chunk) => (log += String(chunk)))
  const reloads = () => log.split('"Reloaded"').length - 1

  return {
    connect,
    answers,

    /** Ten signals, each with the other file; commands come all the while. */
    async runsUnderReloads(command: (n: number) => string): Promise<Reaction[]> {
      const reactions: Reaction[] = []
      for (let signal = 1; signal <= SIGNALS; signal++) {
        processes.configures(fileOf(signal % 2 === 0 ? 'red' : 'blue', url))
        app.kill('SIGHUP')
        while (reloads() < signal || reactions.length < signal * COMMANDS) {
          const commands = Array.from({ length: AT_ONCE }, (_, n) => command(reactions.length + n))
          const asks = commands.map((text) => slack.command(people.operator, 'C0DATA', text))
          reactions.push(...(await Promise.all(asks)))
        }
      }
      return reactions
    },

    async close(): Promise<void> {
      await processes.close()
      await Promise.all([slack.close(), connect.close()])
    },
  }
}
