import { readFileSync } from 'node:fs'
import { Validation } from '../../src/connect/definitions.ts'
import { type Definitions, readDefinitions } from '../../src/connectors/form/definitions.ts'
import { demandsOf } from '../../src/connectors/form/demands.ts'
import { newDraft } from '../../src/connectors/form/draft.ts'
import { buildForm } from '../../src/connectors/form/pages.ts'
import { createSecrecy } from '../../src/connectors/form/secrecy.ts'
import { tidyMemory } from '../../src/memory.ts'
import { formModal } from '../../src/slack/views/form/page.ts'
import { type Figure, figure, median } from '../figure.ts'

/** The largest definition there is: 150 keys. */
const LARGEST = new URL('../../sandbox/connect/definitions/PostgresConnector.validate.json', import.meta.url)
const ROUNDS = 30
/** Forms that are open at once, to weigh one. */
const OPEN = 100

/** From what Connect said to what Slack is sent: each page of the largest form, in a warm process. */
export async function measureForms(): Promise<Figure[]> {
  const definitions = largest()
  const pages = formOf(definitions).pages.map(({ id }) => id)
  const times = Array.from({ length: ROUNDS + 1 }, () => pages.map((page) => timeOf(definitions, page)))
  // The first round warms the process up.
  const medians = pages.map((_, page) => median(times.slice(1).map((round) => round[page] ?? Number.NaN)))
  const name = 'any page of the largest form, with descriptions'
  return [
    figure({ name, unit: 'ms', value: Math.max(...medians), goal: { value: 5 } }),
    figure({ name: 'memory of an open form', unit: 'kB', value: (await bytesOfOpen()) / 1_024 }),
  ]
}

const largest = () => readDefinitions(Validation.parse(JSON.parse(readFileSync(LARGEST, 'utf8'))), new Map(), String)

/** What an open form holds: its draft, what Connect said when its page was turned, and what it said last. */
async function bytesOfOpen(): Promise<number> {
  const before = await heapInUse()
  const open = Array.from({ length: OPEN }, (_, n) => ({
    draft: draftOf(String(n)),
    shown: largest(),
    known: largest(),
  }))
  const after = await heapInUse()
  return (after - before) / open.length
}

async function heapInUse(): Promise<number> {
  await tidyMemory()
  return process.memoryUsage().heapUsed
}

const draftOf = (id: string, page?: string) =>
  newDraft({ id, user: 'U1', cluster: 'prod', class: 'x', editable: true, described: true, ...(page && { page }) })

function timeOf(definitions: Definitions, page: string): number {
  const start = performance.now()
  const form = formOf(definitions)
  const draft = draftOf('d', page)
  JSON.stringify(
    formModal({
      draft,
      form,
      latest: form,
      clusterName: 'Production',
      readOnly: undefined,
      status: '',
      providers: [],
      typing: false,
      clicks: 1,
    }),
  )
  return performance.now() - start
}

const formOf = (definitions: Definitions) =>
  buildForm({
    definitions,
    config: new Map(),
    changes: new Map(),
    demands: demandsOf(definitions),
    exists: false,
    mayEdit: true,
    plugins: [],
    secrecy: createSecrecy(definitions, new Set()),
    topics: [],
  })
