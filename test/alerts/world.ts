import { setImmediate } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import type { WatchedCluster } from '../../src/alerts/look.ts'
import { createPeople } from '../../src/alerts/people.ts'
import { createRoutes, type RouteRule } from '../../src/alerts/routes.ts'
import { RULES } from '../../src/alerts/rules.ts'
import { createWatcher, type WatcherDeps } from '../../src/alerts/watcher.ts'
import { ConnectError } from '../../src/connect/errors.ts'
import type { ConnectorStatus } from '../../src/connect/schemas.ts'
import { createStore } from '../../src/store/store.ts'
import { createTestClock } from '../support/clock.ts'
import { createSlack } from './slack.ts'

const BEGIN = Date.UTC(2026, 10, 22, 14)

/** One Connect cluster whose answers the test sets. */
function createFleet(id: string) {
  let statuses = new Map<string, ConnectorStatus>()
  let down: ConnectError | undefined
  let health = 'healthy'
  let isHanging = false
  const answer = async <T>(value: T): Promise<T> => {
    if (isHanging) await new Promise(() => {})
    if (down) throw down
    return value
  }
  const cluster: WatchedCluster = {
    id,
    workers: [],
    client: {
      statuses: () => answer(new Map(statuses)),
      names: () => answer([...statuses.keys()]),
      health: () => answer({ status: health, message: undefined }),
      connector: (name) =>
        answer({ name, type: 'sink', config: { 'connector.class': `com.acme.${name}` }, nulls: {}, tasks: [] }),
    },
  }
  return {
    cluster,
    shows(all: readonly ConnectorStatus[]) {
      statuses = new Map(all.map((one) => [one.name, one]))
    },
    put(one: ConnectorStatus) {
      statuses.set(one.name, one)
    },
    goesDown: () => {
      down = new ConnectError('unreachable', `${id} refused the connection.`)
    },
    comesUp: () => {
      down = undefined
    },
    /** Answers nothing any more. */
    hangs: () => {
      isHanging = true
    },
    isStuck(stuck: boolean) {
      health = stuck ? 'unhealthy' : 'healthy'
    },
  }
}

interface Options {
  clusters?: string[]
  rules?: readonly RouteRule[]
  dir?: string
  watcher?: Partial<WatcherDeps>
}

/** The watcher with its store, Connect clusters and Slack; the test moves time. */
export async function createWorld({ clusters = ['prod'], rules = [], dir = ':memory:', watcher = {} }: Options = {}) {
  const clock = createTestClock(BEGIN)
  const slack = createSlack(clock.now)
  const store = await createStore({ dir, keys: '', clock })
  onTestFinished(() => store.close())
  const fleets = clusters.map(createFleet)
  const logged: string[] = []
  let ids = 0
  const newId = () => `id-${++ids}`

  /** Starts a process; ends it as a shutdown would. */
  function start(change: Partial<WatcherDeps> = {}) {
    const ending = new AbortController()
    const process = createWatcher({
      clusters: fleets.map(({ cluster }) => cluster),
      records: store.alerts,
      poster: slack.poster,
      routes: createRoutes(rules, { channel: 'C0ALERTS' }),
      rules: RULES,
      fallback: 'C0FALLBACK',
      intervalMs: 15_000,
      asked: async () => new Map(),
      random: () => 0.5,
      log: { warn: (fields, message) => logged.push(`${message} ${JSON.stringify(fields)}`) },
      ...{ clock, newId, ...watcher, ...change },
    })
    const ended = process.run(ending.signal)
    const stop = async () => {
      ending.abort()
      await ended
    }
    return { stop, nudge: process.nudge }
  }

  const [fleet = createFleet('none')] = fleets
  return {
    ...{ clock, slack, store, fleet, fleets, logged, start },
    people: createPeople({ records: store.alerts, clock, newId, nudge: () => {} }),
    async pass(seconds: number): Promise<void> {
      // What has just been started first comes to where it waits.
      await setImmediate()
      await clock.advance(seconds * 1_000)
    },
    open: () => store.alerts.change((tables) => tables.open()),
  }
}
export type World = Awaited<ReturnType<typeof createWorld>>
