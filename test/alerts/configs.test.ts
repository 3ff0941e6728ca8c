import { expect, it } from 'vitest'
import { ConnectError } from '../../src/connect/errors.ts'
import { failed, running } from './statuses.ts'
import { DATABASE_DOWN } from './traces.ts'
import { createWorld } from './world.ts'

const a = 'orders'

/** A connector that runs, watched under a rule that asks for its class. */
async function watching() {
  const world = await createWorld({ rules: [{ class: 'com.acme.orders', channel: 'C0ORDERS' }] })
  world.fleet.shows([running(a)])
  const process = world.start()
  await world.pass(60)
  return { ...world, process, client: world.fleet.cluster.client }
}

it('what fails while the app stops is told by the next one, where it belongs', async () => {
  const { fleet, client, slack, process, start, pass } = await watching()
  const { connector } = client
  client.connector = (_, { signal } = {}) =>
    new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
  fleet.put(failed(a, DATABASE_DOWN))
  await pass(30)
  await process.stop()
  client.connector = connector

  start()
  await pass(60)

  expect(slack.messages.map(({ channel }) => channel)).toEqual(['C0ORDERS'])
})

it('a rebalance, in which no config can be read, holds no failure back', async () => {
  const { fleet, client, clock, slack, pass } = await watching()
  client.connector = async (_, wait) => {
    if (wait?.repeats !== false) await clock.sleep(60_000)
    throw new ConnectError('rebalancing', 'Cannot complete request momentarily due to stale configuration')
  }
  const failedAt = clock.now()
  fleet.put(failed(a, DATABASE_DOWN))

  await pass(90)

  expect(slack.messages).toHaveLength(1)
  expect((slack.messages[0]?.at ?? Infinity) - failedAt).toBeLessThanOrEqual(31_000)
})
