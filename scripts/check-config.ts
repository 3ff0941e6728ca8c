import { setTimeout as wait } from 'node:timers/promises'
import { webApi } from '@slack/bolt'
import { systemClock } from '../src/clock.ts'
import { loadConfig } from '../src/config.ts'
import { checkCluster } from './check/cluster.ts'
import { checkSlack } from './check/slack.ts'
import { printingProblems } from './print.ts'

async function checkConfig(): Promise<void> {
  const config = loadConfig()
  const { slack, clusters, notes } = config
  console.log('The configuration can be read.')
  for (const note of notes) console.log(`  note   ${note}`)
  const client = new webApi.WebClient(slack.botToken, {
    slackApiUrl: slack.apiUrl,
    timeout: 10_000,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  })
  // The system's clock would let the process end while it sleeps.
  const sleep = (ms: number, signal?: AbortSignal) => wait(ms, undefined, signal === undefined ? {} : { signal })
  const clock = { ...systemClock, sleep }
  const findings = await Promise.all([
    ...clusters.map((cluster) => checkCluster(cluster, clock)),
    checkSlack(config, client),
  ])
  for (const { ok, what, text } of findings.flat()) console.log(`  ${ok ? 'ok    ' : 'WRONG '} ${what}: ${text}`)
  if (!findings.flat().every(({ ok }) => ok)) process.exitCode = 1
}

await printingProblems(checkConfig)
