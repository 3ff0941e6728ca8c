import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, vi } from 'vitest'
import { systemClock } from '../../src/clock.ts'
import { type Config, type ConnectClient, createConnectClient } from '../../src/connect/client.ts'
import { ConnectError } from '../../src/connect/errors.ts'
import { startWorkers } from '../support/workers.ts'

/** Real workers need seconds for what the stand-in does at once. */
const PATIENCE = { timeout: 60_000, interval: 20 }

export const SINK = 'org.apache.kafka.connect.file.FileStreamSinkConnector'

/**
 * Workers for the tests of one file, real or not, with a client each and connectors of its own, which are removed in
 * the end. `client` knows all workers, `impatient` too, but outlasts no rebalance; `each` are clients of one worker.
 */
export function useWorkers() {
  const run = randomBytes(4).toString('hex')
  const names = new Set<string>()
  const clients: ConnectClient[] = []
  let impatient: ConnectClient | undefined
  let close = async () => {}

  beforeAll(async () => {
    const workers = await startWorkers()
    close = workers.close
    const groups = [workers.urls, ...workers.urls.map((url) => [url])]
    clients.push(...groups.map((urls) => createConnectClient({ urls, clock: systemClock })))
    impatient = createConnectClient({ urls: workers.urls, clock: systemClock, limits: { patience: 0 } })
  })

  afterAll(async () => {
    for (const name of names) await clients[0]?.remove(name).catch(() => {})
    await Promise.all([...clients, impatient].map((client) => client?.close()))
    await close()
  }, 60_000)

  const started = (client: ConnectClient | undefined) => {
    if (!client) throw new Error('the workers have not been started')
    return client
  }
  const client = () => started(clients[0])

  return {
    client,
    impatient: () => started(impatient),
    each: () => clients.slice(1),

    /** A name that nothing else uses, nor this test when it is tried again; to be removed in the end. */
    name(label: string): string {
      const name = `contract-${run}-${names.size}-${label}`
      names.add(name)
      return name
    },

    /** A sink with two tasks, once all of it runs. */
    async runningSink(label: string, config: Config = {}): Promise<string> {
      const name = this.name(label)
      await client().create({ name, config: sinkConfig(config) })
      await shows(client(), name, 'RUNNING', ['RUNNING', 'RUNNING'])
      return name
    },
  }
}

export const sinkConfig = (config: Config = {}): Config => ({
  'connector.class': SINK,
  topics: 'contract',
  file: '/dev/null',
  'tasks.max': '2',
  ...config,
})

/** Waits until the connector and its tasks are in these states; fails with what is seen instead. */
export async function shows(client: ConnectClient, name: string, connector: string, tasks: string[]) {
  return vi.waitFor(async () => {
    const status = await client.status(name)
    expect({ connector: status.connector.state, tasks: status.tasks.map((task) => task.state) }).toEqual({
      connector,
      tasks,
    })
    return status
  }, PATIENCE)
}

/** Repeats a call that Connect refuses because of a rebalance: other tests of the run cause them. */
export async function onceCalm<T>(call: () => Promise<T>): Promise<T> {
  const outcome = await vi.waitFor(
    () =>
      call().then(
        (value) => ({ value }),
        (error: unknown) => {
          if (error instanceof ConnectError && error.kind === 'rebalancing') throw error
          return { error }
        },
      ),
    PATIENCE,
  )
  if ('error' in outcome) throw outcome.error
  return outcome.value
}
