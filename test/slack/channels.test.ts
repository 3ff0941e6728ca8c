import { webApi } from '@slack/bolt'
import { expect, it, onTestFinished } from 'vitest'
import { startSlack } from '../../sandbox/slack/server.ts'
import { createChannelReport } from '../../src/slack/alerts/channels.ts'
import { aStore } from '../store/builders.ts'
import { people, workspace } from '../support/workspace.ts'

/** What C0DATA, the channel for all else, is told while processes come and go, each a minute old. */
async function createReports() {
  const slack = await startSlack({ seed: workspace(), rateLimits: false })
  onTestFinished(() => slack.close())
  const { alerts: records } = await aStore()
  const client = new webApi.WebClient('xoxb-test', { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } })
  const clock = { now: () => 0, sleep: async () => {} }
  const log = { warn: () => {} }

  return {
    slack,
    told: () => slack.screen(people.operator),
    async starts(...channels: string[]) {
      const routes = channels.map((channel) => ({ channel }))
      const alerts = { channel: 'C0DATA', routes, shared: new Set<string>() }
      await createChannelReport({ client, alerts, records, clock, log })(new AbortController().signal)
    },
  }
}

const OLD = /#old: it is archived/g
const QUIET = /#quiet: the app is not in it/g

it('a channel that takes no alerts is reported once, however often the app begins anew', async () => {
  const { starts, told } = await createReports()

  await starts('C0OLD')
  await starts('C0OLD')
  await starts('C0OLD', 'C0QUIET')

  expect([told().match(OLD), told().match(QUIET)].map((all) => all?.length)).toEqual([1, 1])
})

it('a channel that was mended meanwhile is reported again', async () => {
  const { starts, told } = await createReports()

  await starts('C0OLD')
  await starts()
  await starts('C0OLD')

  expect(told().match(OLD)).toHaveLength(2)
})

it('what Slack did not take is reported by the next process', async () => {
  const { slack, starts, told } = await createReports()
  slack.fail('chat.postMessage', { kind: 'error', error: 'internal_error' })

  await starts('C0OLD')
  await starts('C0OLD')

  expect(told().match(OLD)).toHaveLength(1)
})
