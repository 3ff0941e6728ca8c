import { webApi } from '@slack/bolt'
import { expect, it, onTestFinished } from 'vitest'
import { startSlack } from '../../sandbox/slack/server.ts'
import type { RootView } from '../../src/alerts/views.ts'
import { createEdits } from '../../src/slack/alerts/edits.ts'
import { createPoster } from '../../src/slack/alerts/poster.ts'
import { createDirectory } from '../../src/slack/directory.ts'
import { people, workspace } from '../support/workspace.ts'

const VIEW: RootView = { root: 'r1', revision: 1, summary: true, incidents: [], mentions: [], copy: false }
const UNTIL = 30_000

/** A poster whose process is stopped for so long while it asks who is in the channel. */
async function stoppedFor(ms: number) {
  const slack = await startSlack({ seed: workspace(), rateLimits: false })
  onTestFinished(() => slack.close())
  const client = new webApi.WebClient('xoxb-test', { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } })
  let now = 0
  const clock = { now: () => now, sleep: async () => {} }
  const directory = createDirectory({ client, clock })
  const isShared = async (channel: string) => {
    now += ms
    return directory.isShared(channel)
  }
  const poster = createPoster({
    client,
    directory: { ...directory, isShared },
    clusterName: (id) => id,
    inTurn: createEdits(),
    shared: new Set(),
    clock,
  })
  return { poster, screen: () => slack.screen(people.operator) }
}

it('posts nothing once another process may have taken over', async () => {
  const { poster, screen } = await stoppedFor(UNTIL)

  const posting = poster.post({ channel: 'C0DATA', view: VIEW, until: UNTIL })

  await expect(posting).rejects.toMatchObject({ kind: 'not-sent' })
  expect(screen()).not.toContain('recovered')
})

it('posts what took long to look up, as long as nobody else may', async () => {
  const { poster, screen } = await stoppedFor(UNTIL - 1)

  await poster.post({ channel: 'C0DATA', view: VIEW, until: UNTIL })

  expect(screen()).toContain('recovered')
})
