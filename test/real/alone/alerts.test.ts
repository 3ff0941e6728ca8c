import { mkdir, rm } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { systemClock } from '../../../src/clock.ts'
import { type ConnectClient, createConnectClient } from '../../../src/connect/client.ts'
import { shows, sinkConfig } from '../../connect/contract.ts'
import { startBot } from '../../support/bot.ts'
import { type Lab, startLab } from '../lab.ts'
import { tasksRun } from '../scene.ts'

const SECOND = 1_000
const INTERVAL = 5 * SECOND
/** For a look and what it takes to tell. */
const QUIET = 4 * INTERVAL
const CHANNEL = 'C0DATA'

/** A Connect cluster of its own: it is hurt, and the watch must say so, or not. */
let lab: Lab
let client: ConnectClient
let bot: Awaited<ReturnType<typeof startBot>>
beforeAll(async () => {
  lab = await startLab({ version: process.env.CONNECT_VERSION ?? '4.3.1' })
  client = createConnectClient({ urls: lab.urls, clock: systemClock })
  await mkdir(`${lab.dataDir}/out`)
  for (const name of ['steady', 'spread']) await client.create({ name, config: sinkConfig({ file: '/dev/null' }) })
  for (const name of ['steady', 'spread']) await shows(client, name, 'RUNNING', ['RUNNING', 'RUNNING'])
  bot = await startBot({
    clock: systemClock,
    clusters: [{ id: 'prod', urls: lab.urls }],
    slack: `alerts: { channel: ${CHANNEL}, interval: ${INTERVAL / SECOND}s }`,
    patience: 90 * SECOND,
  })
  await systemClock.sleep(2 * INTERVAL)
})
afterAll(async () => {
  await bot?.close()
  await client?.close()
  await lab?.stop()
})
beforeEach(() => {
  bot.slack.world.messages.set(CHANNEL, [])
})

const operator = () => bot.as('operator')
/** What everybody sees in the channel, without the threads. */
const roots = () =>
  (bot.slack.world.messages.get(CHANNEL) ?? []).filter(
    ({ threadTs, visibleTo }) => threadTs === undefined && visibleTo === undefined,
  )

describe('a sink that loses its folder', () => {
  it('is told in time, restarted from its message, and its recovery edited in', async () => {
    const folder = `${lab.dataDir}/out`
    await client.create({ name: 'filed', config: sinkConfig({ file: `${folder}/orders`, 'tasks.max': '1' }) })
    await shows(client, 'filed', 'RUNNING', ['RUNNING'])
    await systemClock.sleep(2 * INTERVAL)
    await rm(folder, { recursive: true })
    await client.restartTask('filed', 0)
    await shows(client, 'filed', 'RUNNING', ['FAILED'])
    const failedAt = Date.now()

    await operator().sees('firing ✖ filed on prod: 1 of 1 task failed')
    expect(Date.now() - failedAt).toBeLessThanOrEqual(INTERVAL + 16 * SECOND)
    await mkdir(folder)
    await operator().clicks('Restart failed tasks')

    await operator().sees(/↳ .*operator restarted filed on prod … 1 of 1 task running after/)
    await operator().sees('recovered ● filed on prod')
    expect(roots()).toHaveLength(1)
  })
})

describe('workers', () => {
  it('that are restarted one after the other raise no message', async () => {
    for (const worker of [0, 1]) {
      await lab.stopWorker(worker)
      await lab.startWorker(worker)
      await tasksRun(client, 'spread', 2)
    }
    await systemClock.sleep(QUIET)

    expect(roots().map(({ text }) => text)).toEqual([])
  })

  it('of which one is killed raise no failure: its tasks move to the other', async () => {
    await lab.killWorker(1)
    await vi.waitFor(async () => expect(await workersOf('spread')).toEqual([hostOf(0)]), { timeout: 60 * SECOND })
    await systemClock.sleep(QUIET)

    expect(roots().filter(({ text }) => text.startsWith('firing ✖') && text.includes('failed'))).toEqual([])
    await lab.startWorker(1)
  })
})

describe('the broker', () => {
  it('that is gone makes one incident of the Connect cluster, none of its connectors; and it recovers', async () => {
    await lab.stopBroker()
    await operator().sees('firing ✖ prod')
    await systemClock.sleep(QUIET)
    const during = roots().map(({ text }) => text)

    await lab.startBroker()
    await operator().sees('recovered ● prod')

    expect(during).toHaveLength(1)
    expect(during[0]).toMatch(/^firing ✖ prod (does not answer|cannot be reached)/)
    expect(roots().filter(({ text }) => text.includes('tasks failed'))).toEqual([])
  })
})

const hostOf = (worker: number) => new URL(lab.urls[worker] ?? '').host

async function workersOf(name: string): Promise<string[]> {
  const { tasks } = await client.status(name)
  return [...new Set(tasks.map(({ worker_id }) => worker_id))]
}
