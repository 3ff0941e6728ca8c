import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { createMetrics } from '../src/metrics/metrics.ts'
import { METRICS } from '../src/metrics/table.ts'
import { createStore } from '../src/store/store.ts'

const read = (name: string) => readFileSync(`docs/operations/${name}`, 'utf8')

const Rules = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({ alert: z.string(), expr: z.string(), annotations: z.record(z.string(), z.string()) }).loose(),
      ),
    }),
  ),
})
const Dashboard = z.object({
  templating: z.object({ list: z.array(z.object({ query: z.unknown() })) }),
  panels: z.array(
    z.object({
      title: z.string(),
      targets: z.array(z.object({ expr: z.string(), legendFormat: z.string() })).default([]),
    }),
  ),
})

/** What Prometheus itself adds to every series, or to those of a histogram. */
const ANYWHERE = ['job', 'instance', 'le']
const PARTS = { histogram: ['_bucket', '_count', '_sum'], counter: [''], gauge: [''] }

/** Labels by name of series, of everything that a scrape may show. */
const SERIES = await seriesOfTheApp()

async function seriesOfTheApp(): Promise<ReadonlyMap<string, readonly string[]>> {
  const store = await createStore({ dir: ':memory:', keys: '', clock: { now: () => 0 } })
  const sources = { connected: () => true, requestsRunning: () => 0, clusters: () => [], alerts: store.alerts }
  const text = await createMetrics(sources).text()
  await store.close()
  const shown = [...text.matchAll(/^([a-z]\w*)(?:\{|\s)/gm)].map(([, name = '']) => [name, []] as const)
  const ours = Object.values(METRICS)
    .filter(({ name, type }) => text.includes(`# TYPE ${name} ${type}\n`))
    .flatMap(({ name, type, labelNames }) => PARTS[type].map((part) => [name + part, labelNames] as const))
  return new Map([['up', []], ...shown, ...ours])
}

const NAMES = /\b(?:kafka_connect_slack|nodejs|process)_\w+|\bup\b/g
const LABELS = [/(\w+)\s*(?:=~|!~|!=|=)\s*"/g, /\$labels\.(\w+)/g, /\{\{\s*(\w+)\s*\}\}/g]

/** What of an expression, and of the texts that go with it, the app does not have. */
function missingIn(expr: string, texts: readonly string[]): string[] {
  const names = expr.match(NAMES) ?? []
  const known = new Set([...ANYWHERE, ...names.flatMap((name) => SERIES.get(name) ?? [])])
  const grouped = [...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, labels = '']) => labels.split(/,\s*/))
  const named = [expr, ...texts].flatMap((text) =>
    LABELS.flatMap((form) => [...text.matchAll(form)].map(([, label = '']) => label)),
  )
  return [
    ...names.filter((name) => !SERIES.has(name)),
    ...[...grouped, ...named].filter((label) => !known.has(label)).map((label) => `label ${label}`),
    ...(names.length === 0 ? ['any metric'] : []),
  ]
}

const { groups } = Rules.parse(parse(read('alerts.yml')))
const rules = groups.flatMap((group) => group.rules)
const dashboard = Dashboard.parse(JSON.parse(read('dashboard.json')))
const targets = dashboard.panels.flatMap(({ title, targets }) => targets.map((target) => ({ title, ...target })))

describe('what operators are given uses only metrics and labels that there are', () => {
  it.each(rules)('in the rule $alert', ({ expr, annotations }) => {
    expect(missingIn(expr, Object.values(annotations))).toEqual([])
  })

  it.each(targets)('in the panel $title: $expr', ({ expr, legendFormat }) => {
    expect(missingIn(expr, [legendFormat])).toEqual([])
  })

  it('in what the dashboard lets one choose', () => {
    const queries = JSON.stringify(dashboard.templating.list)

    const asked = [...queries.matchAll(/label_values\((\w+), (\w+)\)/g)]

    expect(asked).toHaveLength(2)
    for (const [, name = '', label = ''] of asked) expect([...ANYWHERE, ...(SERIES.get(name) ?? [])]).toContain(label)
  })

  it('and would be found otherwise', () => {
    const expr = 'sum by (connector) (kafka_connect_slack_gone{state="failed"})'

    expect(missingIn(expr, ['{{task}}'])).toEqual([
      ...['kafka_connect_slack_gone', 'label connector', 'label state', 'label task'],
    ])
  })
})

it('names what it measures as Prometheus wants it', () => {
  for (const { name, type, help } of Object.values(METRICS)) {
    expect(name).toMatch(/^kafka_connect_slack_[a-z_]+$/)
    expect(name.endsWith('_total')).toBe(type === 'counter')
    expect(help).toMatch(/\.$/)
  }
})
