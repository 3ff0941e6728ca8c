import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { startConnect } from '../../sandbox/connect/server.ts'
import { systemClock as clock } from '../../src/clock.ts'
import { startBot } from '../support/bot.ts'
import { fileSink, LOGIN_FAILED } from '../support/connectors.ts'
import { scrape } from '../support/metrics.ts'
import { freePort } from '../support/port.ts'
import { promtool, RULES, startPrometheus } from './prometheus.ts'

type Close = () => Promise<void>
/** What is still to be closed: at the end the last first. */
const closing = new Set<Close>()
async function close(one: Close): Promise<void> {
  closing.delete(one)
  await one()
}

/** The app on both stand-ins, scraped by a Prometheus: all in real time. */
async function open() {
  const port = await freePort()
  const [prod, staging] = await Promise.all([startConnect({ clock }), startConnect({ clock })])
  for (const worker of [prod, staging]) closing.add(worker.close)
  prod.control.seed([fileSink('orders-sink')])
  const app = await startBot({
    clock,
    clusters: [
      { id: 'prod', urls: prod.urls },
      { id: 'staging', urls: staging.urls },
    ],
    slack: 'alerts: { channel: C0DATA, interval: 1s }',
    env: { HEALTH_PORT: String(port) },
    patience: 20_000,
  })
  closing.add(app.close)
  const prometheus = await startPrometheus(port)
  closing.add(prometheus.stop)
  return { port, prod, staging, app, prometheus }
}

let opened: Awaited<ReturnType<typeof open>>
beforeAll(async () => {
  opened = await open()
})
afterAll(async () => {
  for (const one of [...closing].reverse()) await close(one)
})

const firing = () => opened.prometheus.firing()
const until = (look: () => Promise<void>) => vi.waitFor(look, { timeout: 30_000, interval: 200 })

it('what is measured is as Prometheus wants it', async () => {
  const { text } = await scrape(opened.port)
  const ours = text.split('\n').filter((line) => line.includes('kafka_connect_slack_'))

  expect(ours.length).toBeGreaterThan(50)
  expect(await promtool(['check', 'metrics'], `${ours.join('\n')}\n`)).toBe('')
})

it('the rules hold what Prometheus understands, and fire when they should and not before', async () => {
  expect(await promtool(['check', 'rules', RULES])).toContain('SUCCESS')
  expect(await promtool(['test', 'rules', 'test/operations/rules.test.yml'])).toContain('SUCCESS')
})

const Dashboard = z.object({
  panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })).default([]) })),
})
const { panels } = Dashboard.parse(JSON.parse(readFileSync('docs/operations/dashboard.json', 'utf8')))
/** What Grafana puts in. */
const GIVEN = { $job: 'kafka-connect-slack', $connect_cluster: '.*', $__rate_interval: '10s' }
const FOR_TROUBLE = [
  'Tasks that do not run',
  'Workers: requests that did not succeed',
  'Calls that Slack limited or refused',
]

/** The panels of which no expression has an answer. */
async function emptyPanels(): Promise<string[]> {
  const shown = panels.map(async ({ title, targets }) => {
    const asked = targets.map(({ expr }) =>
      Object.entries(GIVEN).reduce((text, [name, value]) => text.replaceAll(name, value), expr),
    )
    const answers = await Promise.all(asked.map(opened.prometheus.shows))
    return asked.length === 0 || answers.includes(true) ? [] : [title]
  })
  return (await Promise.all(shown)).flat()
}

/** In this order: each goes on where the one before ended. */
describe('a Prometheus with the example rules, in less patience', () => {
  it('fires nothing while all is well', async () => {
    await until(async () => expect((await scrape(opened.port)).value('watching')).toBe(1))

    await until(async () => expect(await firing()).toEqual([]))
  })

  it('has something to show in every panel of the dashboard but those for what went wrong', async () => {
    await opened.app.as('operator').runs('/connect list')

    await until(async () => expect(await emptyPanels()).toEqual(FOR_TROUBLE))
  })

  it('fires while nobody looks after an incident, and ends when somebody acknowledges it', async () => {
    opened.prod.control.failTask('orders-sink', 0, LOGIN_FAILED)
    await until(async () =>
      expect(await firing()).toEqual(['KafkaConnectIncidentUnanswered prod', 'KafkaConnectTasksFailed prod']),
    )

    await opened.app.as('operator').clicks('Acknowledge')

    await until(async () => expect(await firing()).toEqual(['KafkaConnectTasksFailed prod']))
  })

  it('fires when a Connect cluster can be read no more', async () => {
    await close(opened.staging.close)

    await until(async () => expect(await firing()).toContain('KafkaConnectClusterNotRead staging'))
  })

  it('fires when the app has died', async () => {
    await close(opened.app.close)

    await until(async () => expect(await firing()).toContain('KafkaConnectSlackDown'))
  })
})
