import { expect, it, onTestFinished } from 'vitest'
import type { Observation } from '../src/alerts/observe.ts'
import { createMetrics } from '../src/metrics/metrics.ts'
import { REQUESTS } from '../src/metrics/table.ts'
import { createStore } from '../src/store/store.ts'

async function open() {
  const store = await createStore({ dir: ':memory:', keys: '', clock: { now: () => 0 } })
  onTestFinished(() => store.close())
  const metrics = createMetrics({
    connected: () => true,
    requestsRunning: () => 2,
    clusters: () => ['prod'],
    alerts: store.alerts,
  })
  /** The lines of ours that hold this, without the name's beginning. */
  const lines = async (text: string) =>
    (await metrics.text())
      .split('\n')
      .filter((line) => line.startsWith('kafka_connect_slack_') && line.includes(text))
      .map((line) => line.slice('kafka_connect_slack_'.length))
  return { metrics, lines }
}

const census = (states: Record<string, number>): Observation => ({
  at: 5_000,
  causes: new Map(),
  lostWorkers: [],
  census: { connectors: new Map(Object.entries(states)), tasks: new Map() },
})

it('counts a late acknowledgement, whatever the command is called and whatever Slack may come to send', async () => {
  const { metrics, lines } = await open()

  for (const kind of ['/connect', '/kafka', 'view_submission', 'something_new']) metrics.ackedLate(kind)

  const counted = (await lines('late_acks_total')).filter((line) => !line.endsWith(' 0'))
  expect(counted).toEqual([
    'late_acks_total{kind="command"} 2',
    'late_acks_total{kind="view_submission"} 1',
    'late_acks_total{kind="other"} 1',
  ])
})

it('counts late acknowledgements from zero on, so that the first one is seen to be one more', async () => {
  const { lines } = await open()

  const late = await lines('late_acks_total')

  expect(late).toHaveLength(REQUESTS.length)
  expect(late.every((line) => line.endsWith(' 0'))).toBe(true)
})

it('shows states that Kafka Connect may come to have as other ones, and states that nothing is in as none', async () => {
  const { metrics, lines } = await open()

  metrics.reports.looked('prod', census({ RUNNING: 3, HIBERNATING: 2, DREAMING: 1 }))
  metrics.reports.looked('prod', census({ RUNNING: 4, HIBERNATING: 2 }))

  expect(await lines('connectors{')).toEqual(
    ['running"} 4', 'paused"} 0', 'stopped"} 0', 'failed"} 0', 'unassigned"} 0', 'restarting"} 0', 'other"} 2'].map(
      (end) => `connectors{connect_cluster="prod",state="${end}`,
    ),
  )
})

it('keeps what was last read while a Connect cluster does not answer', async () => {
  const { metrics, lines } = await open()
  metrics.reports.looked('prod', census({ RUNNING: 3 }))

  metrics.reports.looked('prod', { at: 65_000, causes: new Map(), lostWorkers: [], unreachable: 'gone' })

  expect(await lines('last_poll')).toEqual(['last_poll_timestamp_seconds{connect_cluster="prod"} 5'])
})

it('says nothing of connectors once another process watches them', async () => {
  const { metrics, lines } = await open()
  metrics.reports.watching(true)
  metrics.reports.looked('prod', census({ RUNNING: 3 }))

  metrics.reports.watching(false)

  expect(await lines('watching')).toEqual(['watching 0'])
  expect([...(await lines('connectors{')), ...(await lines('tasks{')), ...(await lines('last_poll'))]).toEqual([])
})
