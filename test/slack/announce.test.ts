import { webApi } from '@slack/bolt'
import { expect, it, onTestFinished } from 'vitest'
import type { ChannelSeed } from '../../sandbox/slack/seed.ts'
import { startSlack } from '../../sandbox/slack/server.ts'
import type { Operation, Outcome } from '../../src/connectors/model.ts'
import { createLog } from '../../src/log.ts'
import { createAnnounce } from '../../src/slack/announce.ts'
import { createTestClock } from '../support/clock.ts'
import { people, workspace } from '../support/workspace.ts'

const DONE: Outcome = { kind: 'done', detail: 'paused after 1 s', seconds: 1 }

/** A workspace in whose #data something was paused, and what its people see of that. */
async function createWorld(data: Partial<ChannelSeed> = {}, settings: { enabled?: boolean; operations?: string } = {}) {
  const seed = workspace()
  const channels = seed.channels.map((channel) => (channel.id === 'C0DATA' ? { ...channel, ...data } : channel))
  const slack = await startSlack({ seed: { ...seed, channels }, rateLimits: false })
  onTestFinished(() => slack.close())
  const client = new webApi.WebClient('xoxb-test', { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } })
  const { announce } = createAnnounce({
    client,
    clock: createTestClock(),
    log: createLog({ level: 'error' }),
    clusterName: (id = '') => id,
    enabled: settings.enabled ?? true,
    operationsChannel: settings.operations,
  })
  const operation: Operation = {
    ...{ id: '1', action: 'pause', cluster: 'prod', connector: 'orders', startedAt: 0, expiresAt: 0 },
    ...{ actor: { id: people.operator, name: 'operator' }, origin: { surface: 'command', channel: 'C0DATA' } },
  }
  return {
    slack,
    client,
    ends: (outcome: Outcome, channel = 'C0DATA') =>
      announce({ ...operation, origin: { surface: 'command', channel } }, outcome),
    seen: () => slack.screen(people.operator),
  }
}

it('tells the channel once', async () => {
  const { ends, seen } = await createWorld()

  await ends(DONE)

  expect(seen().match(/operator paused orders/g)).toHaveLength(1)
})

it.each<[string, Partial<ChannelSeed>]>([
  ['other companies share', { isExtShared: true }],
  ['another company was asked to share', { isPendingExtShared: true }],
])('tells nothing in a channel that %s', async (_, data) => {
  const { ends, seen } = await createWorld(data)

  await ends(DONE)

  expect(seen()).toBe('')
})

it('tells nothing where Slack does not say who is in the channel', async () => {
  const { slack, ends, seen } = await createWorld()
  slack.fail('conversations.info', { kind: 'error', error: 'internal_error' })

  await ends(DONE)

  expect(seen()).toBe('')
})

it('tells nothing in the conversation of one person, who has the answer there', async () => {
  const { client, ends, seen } = await createWorld()
  const { channel } = await client.conversations.open({ users: people.operator })

  await ends(DONE, channel?.id)

  expect(seen()).toBe('')
})

it.each<[string, Outcome]>([
  ['nothing was to do', { ...DONE, kind: 'nothing-to-do' }],
  ['the next process is going to tell', { ...DONE, kind: 'unsettled', left: true }],
])('tells nothing where %s', async (_, outcome) => {
  const { ends, seen } = await createWorld()

  await ends(outcome)

  expect(seen()).toBe('')
})

it('tells nothing where that is turned off', async () => {
  const { ends, seen } = await createWorld({}, { enabled: false })

  await ends(DONE)

  expect(seen()).toBe('')
})

it('tells the channel of the operations instead, where there is one', async () => {
  const { slack, ends } = await createWorld({ isExtShared: true }, { operations: 'G0SECRET' })
  slack.world.channels.get('G0SECRET')?.members.push(slack.world.app.botUserId)

  await ends(DONE)

  expect(slack.screen(people.operator)).toContain('operator paused orders')
  expect(slack.screen(people.reader)).toBe('')
})
