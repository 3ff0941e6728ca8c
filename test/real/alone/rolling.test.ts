import { afterAll, beforeAll, expect, it } from 'vitest'
import { systemClock } from '../../../src/clock.ts'
import { type ConnectClient, createConnectClient } from '../../../src/connect/client.ts'
import { shows, sinkConfig } from '../../connect/contract.ts'
import { startBot } from '../../support/bot.ts'
import { type Lab, startLab } from '../lab.ts'
import { tasksRun } from '../scene.ts'

const INTERVAL_S = 5

/** Workers for whose tasks Connect waits as long as it does by default. */
let lab: Lab
let client: ConnectClient
let bot: Awaited<ReturnType<typeof startBot>>
beforeAll(async () => {
  lab = await startLab({ version: process.env.CONNECT_VERSION ?? '4.3.1', rebalanceDelay: 300_000 })
  client = createConnectClient({ urls: lab.urls, clock: systemClock })
  await client.create({ name: 'spread', config: sinkConfig({ file: '/dev/null' }) })
  await shows(client, 'spread', 'RUNNING', ['RUNNING', 'RUNNING'])
  bot = await startBot({
    clock: systemClock,
    clusters: [{ id: 'prod', urls: lab.urls }],
    slack: `alerts: { channel: C0DATA, interval: ${INTERVAL_S}s }`,
  })
  await systemClock.sleep(2_000 * INTERVAL_S)
})
afterAll(async () => {
  await bot?.close()
  await client?.close()
  await lab?.stop()
})

it('workers that are restarted one after the other raise no failure, although their tasks wait for them', async () => {
  for (const worker of [0, 1]) {
    await lab.stopWorker(worker)
    await lab.startWorker(worker)
    await tasksRun(client, 'spread', 2)
  }
  await systemClock.sleep(4_000 * INTERVAL_S)

  const said = (bot.slack.world.messages.get('C0DATA') ?? []).map(({ text }) => text)
  expect(said.filter((text) => text.startsWith('firing ✖'))).toEqual([])
})
