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
const SCOPES = ['chat:write', 'channels:read']

/** A poster whose process is stopped for so long while it asks who is in the channel. */
async function stoppedFor(ms: number, scopes = SCOPES) {
  const slack = await startSlack({ seed: workspace({ scopes }), rateLimits: false })
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
  return { slack, poster, screen: () => slack.screen(people.operator) }
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

it.each(['internal_error', 'service_unavailable'])(
  'posts nothing in a channel that other companies may share, while Slack answers %s about it',
  async (error) => {
    const { slack, poster, screen } = await stoppedFor(0)
    slack.fail('conversations.info', { kind: 'error', error })

    const posting = poster.post({ channel: 'C0SHARED', view: VIEW, until: UNTIL })

    await expect(posting).rejects.toMatchObject({ kind: 'not-sent' })
    expect(screen()).not.toContain('recovered')
  },
)

it.each([
  ['shares', 'isExtShared'],
  ['was asked to share', 'isPendingExtShared'],
])('posts nothing in a channel that another company %s', async (_, is) => {
  const { slack, poster, screen } = await stoppedFor(0)
  Object.assign(slack.world.channels.get('C0DATA') ?? {}, { [is]: true })

  const posting = poster.post({ channel: 'C0DATA', view: VIEW, until: UNTIL })

  await expect(posting).rejects.toMatchObject({ kind: 'refused' })
  expect(screen()).not.toContain('recovered')
})

it('finds a post and a reply of its own again, where the app may read the channel, and nothing else', async () => {
  const { poster } = await stoppedFor(0, [...SCOPES, 'channels:history'])
  const thread = await poster.post({ channel: 'C0DATA', view: VIEW, until: UNTIL })
  const line = { event: 'joined', at: 1, before: 1, count: 1, names: ['orders'] } as const
  const lines = [7, 8].map((id) => ({ id, incident: 'i1', line }))
  const view = { root: 'r1', summary: false, lines, mentions: [], copy: false, incidents: [] }
  await poster.reply({ channel: 'C0DATA', thread, broadcast: false, view, until: UNTIL })
  const find = (root: string, last?: number) =>
    poster.find('C0DATA', root, last === undefined ? undefined : { thread, line: last, since: 0 })

  const found = await Promise.all([find('r1'), find('r2'), find('r1', 8), find('r1', 7)])

  expect(found).toEqual([thread, undefined, expect.any(String), undefined])
  expect(found[2]).not.toBe(thread)
})

it('calls the group in words, too', async () => {
  const { slack, poster } = await stoppedFor(0)

  await poster.post({ channel: 'C0DATA', view: { ...VIEW, mentions: ['S0OPS'], inWords: true }, until: UNTIL })

  const [message] = slack.world.messages.get('C0DATA') ?? []
  expect(message?.blocks ?? []).toEqual([])
  expect(message?.text).toMatch(/^recovered .* <!subteam\^S0OPS>$/)
})

it('calls the group that had a handle before, while Slack does not say who has it now', async () => {
  const { slack, poster } = await stoppedFor(60 * 60_000, [...SCOPES, 'usergroups:read'])
  const view = { ...VIEW, mentions: ['@data-ops'], inWords: true } as const
  await poster.post({ channel: 'C0DATA', view, until: Infinity })
  slack.fail('usergroups.list', { kind: 'server-error' })

  await poster.post({ channel: 'C0DATA', view, until: Infinity })

  const texts = (slack.world.messages.get('C0DATA') ?? []).map(({ text }) => text)
  expect(texts).toEqual(Array(2).fill(expect.stringContaining('<!subteam^S0OPS>')))
})

it('finds nothing where the app may not read the channel', async () => {
  const { poster } = await stoppedFor(0)
  await poster.post({ channel: 'C0DATA', view: VIEW, until: UNTIL })

  expect(await poster.find('C0DATA', 'r1')).toBeUndefined()
})

it('has posted nothing where Slack does not answer what stands in the channel', async () => {
  const { slack, poster } = await stoppedFor(0, [...SCOPES, 'channels:history'])
  slack.fail('conversations.history', { kind: 'server-error' })

  await expect(poster.find('C0DATA', 'r1')).rejects.toMatchObject({ kind: 'not-sent' })
})
