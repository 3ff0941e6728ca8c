import { PROD, STAGING } from '../../sandbox/demo/connectors.ts'
import { BAD_RECORD, LOGIN_REFUSED, POOL_EXHAUSTED } from '../../sandbox/demo/traces.ts'
import { isObj, list, obj } from '../../sandbox/slack/json.ts'
import { reviews, startsWith } from '../stories/form.ts'
import { createScene, type Scene } from '../support/scene.ts'
import type { Item } from './item.ts'

type Person = ReturnType<Scene['as']>
type Step = [name: string, run: (people: { admin: Person; operator: Person; reader: Person }) => Promise<unknown>]

const says = (command: string, sees: string, who: 'admin' | 'operator' | 'reader' = 'admin'): Step => [
  `${who}: ${command}`,
  async (people) => {
    await people[who].runs(command)
    await people[who].sees(sees)
  },
]

/** A walk through the app; what it sends on the way is what people get. */
const STEPS: readonly Step[] = [
  says('/connect', 'Find a connector'),
  says('/connect list', 'prod/'),
  says('/connect list --failed', 'prod/'),
  says('/connect show prod/payments-pg-source', '1 of 1 task failed'),
  says('/connect show prod/orders-jdbc-sink', '1 of 4 tasks failed'),
  says('/connect show orders-pg-source', 'staging'),
  says('/connect show order-pg-source', 'orders-pg-source'),
  says('/connect tasks prod/mirror-us-source', 'Task'),
  says('/connect topics prod/orders-pg-source', 'orders.public'),
  says('/connect plugins staging', 'Postgres'),
  says('/connect clusters', 'staging'),
  says('/connect audit', 'audit'),
  says('/connect whoami prod/orders-pg-source', 'admins'),
  says('/connect help', '/connect list'),
  says('/connect help restart', 'restart'),
  says('/connect lsit', 'list'),
  says('/connect restart prod/orders-jdbc-sink', 'CONNECT_ALTER_STATE', 'reader'),
  says('/connect restart prod/orders-jdbc-sink', '4 of 4 tasks running', 'operator'),
  says('/connect restart prod/inventory-jdbc-sink', 'failed again', 'operator'),
  says('/connect pause prod/clicks-jdbc-sink', 'paused', 'operator'),
  says('/connect stop prod/mirror-eu-heartbeat', 'stopped', 'operator'),
  says('/connect trace prod/payments-pg-source', 'Caused by'),
  says('/connect config prod/orders-pg-source', 'Check and review'),
  says('/connect create', 'Connector class'),
  [
    'admin: a form, what is wrong in it, its review, and the connector',
    async ({ admin }) => {
      await startsWith(admin, 'MockSinkConnector 4.3.1')
      await admin.submits()
      await admin.types('Connector name  name', 'gallery-sink')
      await admin.types('Topics  topics', 'orders')
      await reviews(admin)
      await admin.submits()
      await admin.sees('gallery-sink')
    },
  ],
  says('/connect config prod/orders-pg-source', 'Read only', 'reader'),
  says('/connect set prod/orders-jdbc-sink batch.size=500', 'Review'),
  says('/connect offsets prod/orders-pg-source', 'ffset'),
  says('/connect loggers staging', 'Change on staging'),
  says('/connect restart orders-*', 'orders-'),
  says('/connect drafts', 'orders-pg-source'),
  [
    'admin: /connect delete prod/audit-file-sink, another name, then the right one',
    async ({ admin }) => {
      await admin.runs('/connect delete prod/audit-file-sink')
      await admin.sees('Type the connector')
      await admin.types('Type the connector’s name to delete it', 'audit')
      await admin.submits()
      await admin.types('Type the connector’s name to delete it', 'audit-file-sink')
      await admin.submits()
      await admin.sees('Recreate')
    },
  ],
  ['admin: Home', ({ admin }) => admin.opensHome()],
]

/** Methods whose payloads people see. */
const SHOWN = /^(chat\.(postMessage|postEphemeral|update)|views\.(open|update|push|publish))$/

/** Walks through the app on the stand-ins; everything that people got, by the step that brought it. */
export async function tour(): Promise<Item[]> {
  const scene = await createScene()
  try {
    scene.prod.control.seed(PROD)
    scene.staging.control.seed(STAGING)
    scene.prod.control.failTask('payments-pg-source', 0, LOGIN_REFUSED)
    scene.prod.control.failTask('inventory-jdbc-sink', 0, BAD_RECORD)
    scene.prod.control.failTask('orders-jdbc-sink', 2, POOL_EXHAUSTED, { once: true })
    const people = { admin: scene.as('admin'), operator: scene.as('operator'), reader: scene.as('reader') }
    const items: Item[] = []
    let seen = 0
    for (const [name, run] of STEPS) {
      await run(people)
      await scene.slack.waitFor(() => !stillLoading(people), name, 'U0ADMIN')
      for (const person of Object.values(people)) await person.closes().catch(() => undefined)
      const exchanges = list(JSON.parse(scene.exchanges())).filter(isObj)
      const shown = exchanges.slice(seen).flatMap((exchange) => itemIn(exchange))
      items.push(...shown.map((item, index) => ({ ...item, name: `${name}, ${index + 1}` })))
      seen = exchanges.length
    }
    return items
  } finally {
    await scene.close()
  }
}

const stillLoading = (people: Record<string, Person>) =>
  Object.values(people).some((person) => person.screen().includes('Loading…'))

function itemIn({ kind, name, request, answer }: Record<string, unknown>): Omit<Item, 'name'>[] {
  if (kind === 'response_url') return [{ method: 'response_url', body: obj(request) }]
  if (kind === 'call' && SHOWN.test(String(name))) return [{ method: String(name), body: obj(request) }]
  const acknowledged = obj(answer)
  return kind === 'envelope' && isObj(acknowledged.view) ? [{ method: 'ack', body: acknowledged }] : []
}
