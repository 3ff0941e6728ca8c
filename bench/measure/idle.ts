import { type Figure, figure } from '../figure.ts'
import { startConnectClusters } from '../support/connect.ts'
import { startDay } from '../support/programs.ts'
import { startLoadSlack } from '../support/slack.ts'

const MB = 2 ** 20

/** A simulated day in which nothing happens to 1,000 connectors: what it costs, and what is left of it in memory. */
export async function measureIdle(): Promise<Figure[]> {
  const connect = await startConnectClusters(1, 1_000, 0)
  const slack = await startLoadSlack()
  const day = await startDay({ slack, clusters: connect.clusters })
  try {
    await day.pass(1)
    const early = (await day.usage()).rss
    await day.pass(23)
    const late = await day.usage()
    return [
      figure({
        name: 'resident memory after 24 simulated hours, against 1',
        unit: 'MB',
        value: late.rss,
        baseline: early,
        goal: { ratio: 1.1 },
      }),
      figure({ name: 'CPU of an idle day with 1,000 connectors', unit: 's', value: late.cpu / 1_000 }),
      ...perDay('Kafka Connect', connect.traffic),
      ...perDay('Slack', slack.traffic),
    ]
  } finally {
    await day.stop()
    await Promise.all([slack.close(), connect.close()])
  }
}

const perDay = (to: string, { requests, bytes }: { requests: number; bytes: number }) => [
  figure({ name: `requests to ${to} on an idle day`, unit: '', value: requests }),
  figure({ name: `traffic with ${to} on an idle day`, unit: 'MB', value: bytes / MB }),
]
