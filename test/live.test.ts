import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startSlack } from '../sandbox/slack/server.ts'
import { workspace } from './support/workspace.ts'

const run = promisify(execFile)
let slack: Awaited<ReturnType<typeof startSlack>>
beforeEach(async () => {
  slack = await startSlack({ seed: workspace(), rateLimits: false })
})
afterEach(() => slack.close())

const tried = (env: Record<string, string>) =>
  run(process.execPath, ['test/live/slack.ts'], { env: { PATH: process.env.PATH ?? '', ...env } })

it('what is tried on a real workspace holds on the stand-in', async () => {
  const { stdout } = await tried({
    SLACK_BOT_TOKEN: 'xoxb-test',
    SLACK_APP_TOKEN: 'xapp-test',
    SLACK_TEST_CHANNEL: 'C0DATA',
    SLACK_API_URL: slack.apiUrl,
  })

  expect(stdout).toContain('5 passed, 0 failed')
})

it('without a workspace it says what it needs', async () => {
  const { stdout } = await tried({})

  expect(stdout).toContain('Nothing was tried: set SLACK_BOT_TOKEN')
})
