import { readFileSync } from 'node:fs'
import { type Definitions, readDefinitions } from '../../src/connectors/form/definitions.ts'
import { demandsOf } from '../../src/connectors/form/demands.ts'
import { newDraft } from '../../src/connectors/form/draft.ts'
import { buildForm } from '../../src/connectors/form/pages.ts'
import { createSecrecy } from '../../src/connectors/form/secrecy.ts'
import { formModal } from '../../src/slack/views/form/page.ts'
import { type Figure, figure, median } from '../figure.ts'

/** The largest definition there is: 150 keys. */
const LARGEST = new URL('../../sandbox/connect/definitions/PostgresConnector.validate.json', import.meta.url)
const ROUNDS = 30

/** From what Connect said to what Slack is sent: each page of the largest form, in a warm process. */
export async function measureForms(): Promise<Figure[]> {
  const definitions = readDefinitions(JSON.parse(readFileSync(LARGEST, 'utf8')), new Map(), String)
  const pages = formOf(definitions).pages.map(({ id }) => id)
  const times = Array.from({ length: ROUNDS + 1 }, () => pages.map((page) => timeOf(definitions, page)))
  // The first round warms the process up.
  const medians = pages.map((_, page) => median(times.slice(1).map((round) => round[page] ?? Number.NaN)))
  const name = 'any page of the largest form, with descriptions'
  return [figure({ name, unit: 'ms', value: Math.max(...medians), goal: { value: 5 } })]
}

function timeOf(definitions: Definitions, page: string): number {
  const start = performance.now()
  const form = formOf(definitions)
  const draft = newDraft({ id: 'd', user: 'U1', cluster: 'prod', class: 'x', editable: true, page, described: true })
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
      turn: 1,
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
