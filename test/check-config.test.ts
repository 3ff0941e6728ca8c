import { webApi } from '@slack/bolt'
import { afterEach, expect, it } from 'vitest'
import { type ConnectOptions, startConnect } from '../sandbox/connect/server.ts'
import { startSlack } from '../sandbox/slack/server.ts'
import { checkCluster } from '../scripts/check/cluster.ts'
import { checkSlack } from '../scripts/check/slack.ts'
import { CLUSTERS, load, PERMISSIONS } from './config/load.ts'
import { createTestClock } from './support/clock.ts'
import { workspace } from './support/workspace.ts'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()))
})

async function connect(options: ConnectOptions = {}) {
  const sandbox = await startConnect(options)
  open.push(sandbox)
  return sandbox
}

async function withConnector(name: string) {
  const sandbox = await connect()
  await fetch(`${sandbox.urls[0]}/connectors`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, config: { 'connector.class': 'FileStreamSink', topics: 'a', file: '/tmp/x' } }),
  })
  return sandbox
}

/** Checks with a clock that stands still, until the pause before the second look. */
function check(urls: string[], { headers = {}, pause = async () => {} }: Partial<Check> = {}) {
  const clock = createTestClock()
  const sleep = (ms: number, signal?: AbortSignal) => (ms === 5_000 ? pause() : clock.sleep(ms, signal))
  const cluster = { id: 'prod', name: 'Prod', urls, headers, tls: {}, readOnly: false, managed: [] }
  return checkCluster(cluster, { now: clock.now, sleep })
}

interface Check {
  headers: Record<string, string>
  pause: () => Promise<void>
}

it('says which version answers at every URL', async () => {
  const { urls } = await connect({ workers: 2, version: '4.1.2', kafkaClusterId: 'kafka-1' })

  const findings = await check(urls)

  expect(findings).toEqual(
    urls.map((url) => ({
      ok: true,
      what: `prod at ${url}`,
      text: 'Connect 4.1.2 after 0 ms, Kafka cluster id kafka-1',
    })),
  )
})

it('says what is wrong with each URL that does not serve', async () => {
  const { urls } = await connect({ auth: { user: 'bot', password: 'right' } })

  const findings = await check([...urls, 'http://127.0.0.1:1'], {
    headers: { authorization: `Basic ${btoa('bot:wrong')}` },
  })

  expect(findings).toMatchObject([
    { ok: false, text: expect.stringMatching(/^unauthorized: /) },
    { ok: false, text: expect.stringMatching(/^unreachable: /) },
  ])
})

it('refuses URLs that show different connectors', async () => {
  const [one, two] = [await withConnector('orders'), await connect()]

  const findings = await check([...one.urls, ...two.urls])

  expect(findings.at(-1)).toEqual({
    ok: false,
    what: 'prod',
    text: `its URLs show different connectors (orders only at ${one.urls[0]}): give each Connect cluster an entry of its own`,
  })
})

it('forgives a difference that is gone 5 s later', async () => {
  const [one, two] = [await withConnector('orders'), await connect()]
  let pauses = 0
  const pause = async () => {
    pauses++
    await fetch(`${one.urls[0]}/connectors/orders`, { method: 'DELETE' })
  }

  const findings = await check([...one.urls, ...two.urls], { pause })

  expect(pauses).toBe(1)
  expect(findings.map(({ ok }) => ok)).toEqual([true, true])
})

type Alerts = NonNullable<Parameters<typeof checkSlack>[0]['alerts']>

async function slackWith(token: string, groups: string[], alerts?: Alerts, scopes?: string[]) {
  const slack = await startSlack({ seed: workspace(scopes && { scopes }) })
  open.push(slack)
  const client = new webApi.WebClient(token, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } })
  return checkSlack({ roles: new Map([['admins', { users: [], groups }]]), alerts }, client)
}

it('says whose token it is and how large each user group is', async () => {
  const findings = await slackWith('xoxb-test', ['@data-admins', 'S0ADMINS', '@data-admin'])

  expect(findings).toEqual([
    { ok: true, what: 'SLACK_BOT_TOKEN', text: expect.stringContaining('Acme') },
    { ok: true, what: '@data-admins', text: '1 member' },
    { ok: true, what: 'S0ADMINS', text: '1 member' },
    { ok: false, what: '@data-admin', text: 'no such user group: did you mean @data-admins?' },
  ])
})

it('says which channels take alerts, and whether there is the group that is to be called', async () => {
  const file = `${CLUSTERS}${PERMISSIONS}alerts:
  channel: C0DATA
  routes:
    - { connectors: "a-*", channel: C0QUIET, mention: "@on-call" }
    - { connectors: "b-*", channel: C0OLD }
    - { connectors: "c-*", channel: C0NOWHERE }
    - { connectors: "d-*", channel: G0SECRET }
    - { connectors: "e-*", channel: C0SHARED }
`
  const { alerts } = load({ yaml: file })

  const findings = await slackWith('xoxb-test', [], alerts)

  expect(findings.slice(1)).toEqual([
    { ok: false, what: '@on-call', text: expect.stringContaining('no such user group') },
    { ok: false, what: 'C0QUIET', text: 'the app is not in it. Invite it there.' },
    { ok: false, what: 'C0OLD', text: expect.stringContaining('it is archived') },
    { ok: false, what: 'C0NOWHERE', text: expect.stringContaining('there is no such channel') },
    { ok: false, what: 'G0SECRET', text: expect.stringContaining('private and the app is not in it') },
    { ok: false, what: 'C0SHARED', text: expect.stringContaining('shared with another company') },
    { ok: true, what: 'C0DATA', text: '#data, the app is in it' },
  ])
})

it('says that it may not ask about a channel, which is no mistake', async () => {
  const { alerts } = load({ yaml: `${CLUSTERS}${PERMISSIONS}alerts: { channel: C0DATA }\n` })
  const scopes = ['commands', 'chat:write', 'users:read', 'usergroups:read']

  const findings = await slackWith('xoxb-test', [], alerts, scopes)

  expect(findings.at(-1)).toEqual({ ok: true, what: 'C0DATA', text: 'cannot be asked about (missing_scope)' })
})

it('says that Slack refuses the token', async () => {
  expect(await slackWith('xoxb-wrong', ['@data-admins'])).toEqual([
    { ok: false, what: 'Slack', text: 'An API error occurred: invalid_auth' },
  ])
})
