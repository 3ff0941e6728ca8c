import { mkdir } from 'node:fs/promises'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { startSlack } from '../../../sandbox/slack/server.ts'
import { systemClock } from '../../../src/clock.ts'
import { type ConnectClient, createConnectClient } from '../../../src/connect/client.ts'
import { createStore } from '../../../src/store/store.ts'
import { shows, sinkConfig } from '../../connect/contract.ts'
import { createProcesses, ends } from '../../support/process.ts'
import { createPeople } from '../../support/slack.ts'
import { workspace } from '../../support/workspace.ts'
import { type Lab, startLab } from '../lab.ts'
import { isWrite, takenDuring } from '../requests.ts'
import { tasksRun } from '../scene.ts'

/** What a killed process held is free after 30 s, and each restart is looked at for some. */
const PATIENCE = 120_000

const numbered = (label: string, count: number) =>
  Array.from({ length: count }, (_, n) => `orders-${label}-${String(n).padStart(2, '0')}`)
const FAILED = numbered('failed', 15)
const RUNNING = numbered('running', 20)
const PAUSED = numbered('paused', 4)
/** Nobody may touch it. */
const LOCKED = 'orders-locked'

/** A Connect cluster with forty connectors of its own, and the app as a process that can be killed. */
let lab: Lab
let client: ConnectClient
let slack: Awaited<ReturnType<typeof startSlack>>
let app: ReturnType<typeof createProcesses>
beforeAll(async () => {
  lab = await startLab({ version: process.env.CONNECT_VERSION ?? '4.3.1' })
  client = createConnectClient({ urls: lab.urls, clock: systemClock })
  slack = await startSlack({ seed: workspace(), rateLimits: false })
  app = createProcesses({ slack, config: config(lab.urls) })
  await createAll()
})
afterAll(async () => {
  await app?.close()
  await slack?.close()
  await client?.close()
  await lab?.stop()
})

it('restarts just the fifteen of forty that failed, each once, although workers leave and the app is killed', {
  timeout: 2 * PATIENCE,
  // What it hurts stays hurt.
  retry: 0,
}, async () => {
  const operator = createPeople(slack, PATIENCE)('operator')
  const first = await app.start()

  await operator.runs('/connect restart orders-* --failed')
  const preview = await operator.sees('Restart what failed: 15 connectors on prod?')
  await lab.stopWorker(1)
  await vi.waitFor(() => expectFailedOn(0), { timeout: PATIENCE, interval: 100 })
  await mkdir(later())
  const taken = await takenDuring({ urls: lab.urls.slice(0, 1), logs: lab.dataDir }, async () => {
    await operator.clicks('Restart 15')
    await client.create({ name: 'newcomer', config: sinkConfig() })
    await operator.sees(/[5-9] of 15 done/)
    await ends(first, 'SIGKILL')
    const second = await app.start()
    await operator.sees('operator restarted 15 of 15 connectors on prod')
    await ends(second, 'SIGTERM')
  })

  expect([...preview.matchAll(/prod\/(\S+): task 0/g)].map(([, name]) => name)).toEqual(FAILED)
  expect(preview).toContain(`Left out, nothing of it failed: ${RUNNING.slice(0, 5).map(path).join(', ')} and 15 more`)
  expect(preview).toContain(`Left out, paused: ${PAUSED.map(path).join(', ')}`)
  expect(preview).toContain(`Left out, you may not (CONNECT_ALTER_STATE): ${path(LOCKED)}`)
  expect(taken.filter(isWrite).toSorted()).toEqual([
    'POST /connectors',
    ...FAILED.map((name) => `POST /connectors/${name}/restart?includeTasks=true&onlyFailed=true`),
  ])
  for (const name of [...FAILED, ...RUNNING, LOCKED]) await tasksRun(client, name, 1)
  await inStates(PAUSED, 'PAUSED', 'PAUSED')
  expect(await audited()).toEqual([
    'bulk restart of orders-*: done',
    ...FAILED.map((name) => `restart of ${name}: done`),
  ])
})

const later = () => `${lab.dataDir}/later`
const path = (name: string) => `prod/${name}`

const config = (urls: readonly string[]) => `
clusters: [{ id: prod, name: prod, urls: [${urls.map((url) => `"${url}"`).join(', ')}] }]
policies:
  - { resource: [connect, "*"], effect: Allow, actions: [CONNECT_INSPECT, CONNECT_ALTER_STATE], role: "*" }
  - { resource: [connect, prod, connector, ${LOCKED}], effect: Deny, actions: [CONNECT_ALTER_STATE], role: "*" }
`

async function createAll() {
  const create = (name: string, file: string) => client.create({ name, config: sinkConfig({ file, 'tasks.max': '1' }) })
  for (const name of FAILED) await create(name, `${later()}/${name}`)
  for (const name of [...RUNNING, ...PAUSED, LOCKED]) await create(name, '/dev/null')
  await inStates(FAILED, 'RUNNING', 'FAILED')
  await inStates([...RUNNING, ...PAUSED, LOCKED], 'RUNNING', 'RUNNING')
  for (const name of PAUSED) await client.pause(name)
  await inStates(PAUSED, 'PAUSED', 'PAUSED')
}

async function inStates(names: readonly string[], connector: string, task: string) {
  for (const name of names) await shows(client, name, connector, [task])
}

/** They have moved, and failed there too. */
async function expectFailedOn(worker: number) {
  const statuses = await client.statuses()
  const seen = FAILED.map((name) => statuses.get(name)?.tasks.map(({ state, worker_id }) => `${state} on ${worker_id}`))
  const place = new URL(lab.urls[worker] ?? '').host
  expect(seen).toEqual(FAILED.map(() => [`FAILED on ${place}`]))
}

/** What the audit log holds, by name. */
async function audited(): Promise<string[]> {
  const store = await createStore({ dir: app.stateDir, keys: '', clock: systemClock })
  const entries = await store.records.audit.list({ limit: 100 })
  await store.close()
  return entries.map(({ action, connector, outcome }) => `${action} of ${connector}: ${outcome}`).toSorted()
}
