import { expect, it } from 'vitest'
import { RULES } from '../../src/alerts/rules.ts'
import { CLUSTERS, load, PERMISSIONS, problemsOf } from './load.ts'

const alerts = (text: string) => `${CLUSTERS}${PERMISSIONS}alerts: ${text}\n`

it('without alerts nothing is watched', () => {
  expect(load().alerts).toBeUndefined()
})

it('a channel is enough: the rules have sensible values', () => {
  const config = load({ yaml: alerts('{ channel: C0ALERTS }') })

  expect(config.alerts).toEqual({
    channel: 'C0ALERTS',
    intervalMs: 15_000,
    keep: { days: 90, most: 5_000 },
    rules: RULES,
    routes: [],
    heartbeat: undefined,
    shared: new Set(),
  })
})

it('routes lead to channels and groups, and say where other companies may read', () => {
  const route = '{ connectors: "orders-*", channel: C0ORDERS, mention: "@oncall", mention_after: 10m, shared: true }'
  const team = '{ config: { key: team, value: payments }, mention: S0PAY }'

  const config = load({ yaml: alerts(`{ channel: C0ALERTS, routes: [${route}, ${team}] }`) })

  expect(config.alerts?.routes).toEqual([
    { connector: 'orders-*', channel: 'C0ORDERS', mention: { group: '@oncall', afterMs: 600_000 } },
    { config: { key: 'team', value: 'payments' }, channel: 'C0ALERTS', mention: { group: 'S0PAY', afterMs: 0 } },
  ])
  expect(config.alerts?.shared).toEqual(new Set(['C0ORDERS']))
})

it('a heartbeat is a URL out of the environment, and no problem shows it', () => {
  const yaml = alerts('{ channel: C0ALERTS, heartbeat: "${HEARTBEAT_URL}" }')

  const config = load({ yaml, env: { HEARTBEAT_URL: 'https://hc.example.com/s3cret' } })
  const problems = problemsOf({ yaml, env: { HEARTBEAT_URL: 'https://user:s3cret@hc.example.com' } })

  expect(config.alerts?.heartbeat).toBe('https://hc.example.com/s3cret')
  expect(problems.join('\n')).toContain('alerts.heartbeat is no URL')
  expect(problems.join('\n')).not.toContain('s3cret')
})

it('a Connect cluster may be given longer for a lost worker', () => {
  const yaml = `clusters: [{ id: prod, url: "http://connect:8083", rebalance_grace: 20m }]\n${PERMISSIONS}`

  expect(load({ yaml }).clusters).toMatchObject([{ id: 'prod', rebalanceGraceMs: 1_200_000 }])
})

it('rules change what they name and nothing else', () => {
  const rules =
    '{ failed: 1m, rebalance_grace: 8m, paused: 2d, looks: 5, storm: { messages: 3, within: 30s }, recovers: 3, ' +
    'rebalance: { connectors: 9, percent: 20 }, crash_loop: 4, spread: 10 }'

  const config = load({ yaml: alerts(`{ channel: C0ALERTS, rules: ${rules} }`) })

  const { opens } = RULES
  expect(config.alerts?.rules).toEqual({
    ...RULES,
    opens: {
      ...opens,
      failed: { ms: 60_000 },
      waiting: { ms: 480_000 },
      paused: { ms: 172_800_000 },
      ...{ missing: { looks: 5 }, unreachable: { looks: 5 }, stuck: { looks: 5 }, worker: { looks: 5 } },
    },
    storm: { most: 3, ms: 30_000 },
    recovers: { looks: 3 },
    rebalance: { connectors: 9, share: 0.2 },
    ...{ crashLoop: 4, growth: 10 },
  })
})

it.each([
  ['{}', 'alerts.channel is missing'],
  ['{ channel: data-alerts }', 'alerts.channel is no channel id'],
  ['{ channel: C0ALERTS, interval: 15 }', 'alerts.interval must be a text'],
  ['{ channel: C0ALERTS, interval: 0s }', 'alerts.interval is too short'],
  ['{ channel: C0ALERTS, interval: soon }', 'alerts.interval is no time: write a number with s, m, h or d'],
  ['{ channel: C0ALERTS, interval: 100ms }', 'alerts.interval is no time'],
  ['{ channel: C0ALERTS, heartbeat: hc.example.com }', 'alerts.heartbeat is no URL'],
  ['{ channel: C0ALERTS, heartbeat: "ftp://hc.example.com" }', 'alerts.heartbeat is no URL'],
  ['{ channel: C0ALERTS, rules: { looks: 0 } }', 'alerts.rules.looks must be a whole number from 1 on'],
  [
    '{ channel: C0ALERTS, rules: { rebalance: { connectors: 5, percent: 101 } } }',
    'alerts.rules.rebalance.percent is more than 100 percent',
  ],
  ['{ channel: C0ALERTS, routes: [{ connector: orders }] }', 'did you mean connectors?'],
  ['{ channel: C0ALERTS, routes: [{ connectors: "a*b" }] }', 'alerts.routes[0].connectors is no pattern'],
])('alerts: %s is told to be wrong', (text, problem) => {
  expect(problemsOf({ yaml: alerts(text) }).join('\n')).toContain(problem)
})
