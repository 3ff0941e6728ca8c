import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, vi } from 'vitest'
import { systemClock } from '../../src/clock.ts'
import type { ConnectClient } from '../../src/connect/client.ts'
import { shows, sinkConfig, useWorkers } from '../connect/contract.ts'
import { type Place, startBot } from '../support/bot.ts'
import { people, type Role } from '../support/workspace.ts'
import type { LoggingWorkers } from './requests.ts'

/** The whole app in real time, on real workers as `prod`. `patience`: milliseconds that its people wait. */
export const startScene = ({ patience = 60_000, ...place }: Omit<Place, 'id'> & { patience?: number }) =>
  startBot({ clock: systemClock, clusters: [{ id: 'prod', ...place }], patience })
export type Scene = Awaited<ReturnType<typeof startScene>>

/** The workers that all files of a run share. @throws Error that says how to get some */
export function sharedWorkers(): LoggingWorkers {
  const { CONNECT_URLS: urls, CONNECT_LOGS: logs } = process.env
  if (!urls || !logs) throw new Error('There are no workers: `npm run test:connect` starts some for these stories.')
  return { urls: urls.split(','), logs }
}

/** The app on the shared workers for the stories of one file, with connectors of its own, and an empty screen each. */
export function useScene() {
  const workers = useWorkers()
  let scene: Scene | undefined
  beforeAll(async () => {
    scene = await startScene({ urls: sharedWorkers().urls })
  })
  beforeEach(() => {
    for (const person of Object.values(people)) scene?.slack.reload(person)
  })
  afterAll(() => scene?.close())

  function as(role: Role) {
    if (!scene) throw new Error('the app has not been started')
    return scene.as(role)
  }
  return {
    ...workers,
    as,
    failingSink: (label: string) => failingSink(workers.client(), workers.name(label)),
  }
}

/**
 * Waits until this many tasks run. What workers that come and go leave as the status of the connector itself may be
 * wrong for ever.
 */
export const tasksRun = (client: ConnectClient, name: string, count: number) =>
  vi.waitFor(
    async () => {
      const { tasks } = await client.status(name)
      expect(tasks.map(({ state }) => state)).toEqual(Array.from({ length: count }, () => 'RUNNING'))
    },
    { timeout: 60_000, interval: 100 },
  )

/** A sink whose two tasks have failed since the folder of its file is missing; `mend` makes that folder. */
export async function failingSink(client: ConnectClient, name: string) {
  const folder = await mkdtemp(`${tmpdir()}/story-`)
  onTestFinished(() => rm(folder, { recursive: true }))
  await client.create({ name, config: sinkConfig({ file: `${folder}/later/out` }) })
  await shows(client, name, 'RUNNING', ['FAILED', 'FAILED'])
  return { name, mend: () => mkdir(`${folder}/later`) }
}
