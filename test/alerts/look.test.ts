import { describe, expect, it, onTestFinished } from 'vitest'
import { type ConnectOptions, startConnect } from '../../sandbox/connect/server.ts'
import { ask } from '../../src/alerts/look.ts'
import { systemClock } from '../../src/clock.ts'
import { createConnectClient } from '../../src/connect/client.ts'

const SINK = { 'connector.class': 'org.apache.kafka.connect.tools.MockSinkConnector', topics: 'orders' }
const NOBODY = new Set<string>()

/** The stand-in for Connect with one connector, and what the watcher asks of it. */
async function aConnectCluster(options: ConnectOptions = {}) {
  const connect = await startConnect(options)
  onTestFinished(() => connect.close())
  connect.control.seed([{ name: 'orders', config: SINK }])
  const client = createConnectClient({
    urls: connect.urls,
    clock: systemClock,
    limits: { read: 1_000, health: 300, patience: 0 },
  })
  onTestFinished(() => client.close())
  const look = (known: readonly string[] = ['orders']) =>
    ask(
      { id: 'prod', client, workers: [] },
      new Map(known.map((name) => [name, {}])),
      systemClock,
      0,
      NOBODY,
      new AbortController().signal,
    )
  const requests = () => connect.control.requests().map(({ method, path }) => `${method} ${path}`)
  return { look, requests, control: connect.control }
}

describe('one look at a Connect cluster', () => {
  it('is one request for all statuses and one for the herder', async () => {
    const { look, requests } = await aConnectCluster()

    const answers = await look()

    expect([...(answers.statuses?.keys() ?? [])]).toEqual(['orders'])
    expect(answers.stuck).toBeUndefined()
    expect(requests()).toEqual(['GET /connectors?expand=status', 'GET /health'])
  })

  it('asks for plain names where a connector has vanished', async () => {
    const { look } = await aConnectCluster()

    const answers = await look(['orders', 'items'])

    expect(answers.names).toEqual(new Set(['orders']))
  })

  it('below 3.9 asks for one connector instead of the health', async () => {
    const { look, requests } = await aConnectCluster({ version: '3.7.2' })

    const answers = await look()

    expect(answers.stuck).toBeUndefined()
    expect(requests().at(-1)).toBe('GET /connectors/orders')
  })

  it('finds a herder stuck that lists answer for all the same', async () => {
    const { look, control } = await aConnectCluster()
    control.hang('/health')

    const answers = await look()

    expect(answers.statuses?.size).toBe(1)
    expect(answers.stuck).toContain('did not answer')
  })

  it('does not take a rebalance for a herder that is stuck', async () => {
    const { look, control } = await aConnectCluster({ version: '3.7.2' })
    control.rebalance(5_000)

    expect((await look()).stuck).toBeUndefined()
  })

  it('says why nobody answers', async () => {
    const { look, control } = await aConnectCluster()
    control.hang(true)

    const answers = await look()

    expect(answers.statuses).toBeUndefined()
    expect(answers.unreachable).toContain('did not answer')
  })
})

describe('the workers of a Connect cluster', () => {
  it('are asked one a look in turn, and those that refuse at every look', async () => {
    const asked: string[] = []
    const worker = (id: string) => ({
      id,
      refuses: async () => {
        asked.push(id)
        return id === 'b'
      },
    })
    const client = createConnectClient({ urls: ['http://127.0.0.1:1'], clock: systemClock })
    onTestFinished(() => client.close())
    const statuses = async () => new Map()
    const cluster = {
      id: 'prod',
      client: { ...client, statuses, health: async () => ({ status: 'healthy', message: undefined }) },
      workers: ['a', 'b', 'c'].map(worker),
    }

    let suspects: ReadonlySet<string> = NOBODY
    for (let turn = 0; turn < 4; turn++) {
      const { refusing } = await ask(cluster, undefined, systemClock, turn, suspects, new AbortController().signal)
      suspects = new Set(refusing)
    }

    expect(asked).toEqual(['a', 'b', 'b', 'c', 'a', 'b'])
  })
})
