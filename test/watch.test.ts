import pino from 'pino'
import { expect, it, onTestFinished, vi } from 'vitest'
import { createConnectClient } from '../src/connect/client.ts'
import { createMetrics } from '../src/metrics/metrics.ts'
import { startWatch } from '../src/watch.ts'
import { createSlack } from './alerts/slack.ts'
import { CLUSTERS, load, PERMISSIONS } from './config/load.ts'
import { aStore } from './store/builders.ts'
import { createTestClock } from './support/clock.ts'
import { PATIENT } from './support/patience.ts'

/** Watches over a Connect cluster that nobody reaches, all in one process. */
async function aProcess() {
  const { alerts, clusters } = load({ yaml: `${CLUSTERS}${PERMISSIONS}alerts: { channel: C0DATA }\n` })
  if (alerts === undefined) throw new Error('nothing is watched')
  const clock = createTestClock()
  const store = await aStore({ clock })
  const client = createConnectClient({ urls: ['http://127.0.0.1:9'], clock })
  onTestFinished(() => client.close())
  const sources = { connected: () => true, requestsRunning: () => 0, clusters: () => ['prod'], alerts: store.alerts }
  /** Whether the process watches, each time that it says so. */
  const said: boolean[] = []
  const counted = createMetrics(sources)
  const watching = (is: boolean) => void said.push(is)
  const metrics = { ...counted, reports: { ...counted.reports, watching } }
  const { poster } = createSlack(clock.now)
  const log = pino({ level: 'silent' })
  const reportChannels = async () => {}
  const deps = { alerts, clusters, clientOf: () => client, store, poster, reportChannels, clock, log, metrics }
  function start(before: Promise<void> = Promise.resolve()) {
    const watch = startWatch({ ...deps, before })
    onTestFinished(() => watch.stop())
    return watch
  }
  return { start, said }
}

it('a watch goes on from the one before it in its process, which is over by then, without waiting', async () => {
  const { start, said } = await aProcess()
  const first = start()
  await vi.waitFor(() => expect(said).toEqual([true]), PATIENT)

  start(first.stop())

  // The time stands still.
  await vi.waitFor(() => expect(said).toEqual([true, false, true]), PATIENT)
})
