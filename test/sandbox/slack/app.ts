import { App, LogLevel, webApi } from '@slack/bolt'
import { onTestFinished } from 'vitest'
import type { Clock } from '../../../sandbox/slack/clock.ts'
import { type SlackSandbox, startSlack } from '../../../sandbox/slack/server.ts'
import { workspace } from '../../support/workspace.ts'

const silent = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
}

interface Setup {
  clock?: Clock
  scopes?: string[]
  /** Bolt apps with one socket each. */
  sockets?: number
}

/** A sandbox with bare Bolt apps on it, connected, and a Web API client of theirs. */
export async function startApp(listen: (app: App) => void, { clock, scopes, sockets = 1 }: Setup = {}) {
  const slack = await startSlack({ seed: workspace(scopes ? { scopes } : {}), ...(clock ? { clock } : {}) })
  const apps = Array.from({ length: sockets }, () => createApp(slack))
  onTestFinished(async () => {
    await Promise.all(apps.map((app) => app.stop()))
    await slack.close()
  })
  for (const app of apps) {
    listen(app)
    await app.start()
  }
  return { slack, client: clientOf(slack) }
}

function createApp(slack: SlackSandbox): App {
  return new App({
    token: slack.world.app.botToken,
    appToken: slack.world.app.appToken,
    socketMode: true,
    convoStore: false,
    logger: silent,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
  })
}

/** A Web API client that reports Slack's refusals at once. */
export function clientOf(slack: SlackSandbox, token = slack.world.app.botToken): webApi.WebClient {
  return new webApi.WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silent,
  })
}
