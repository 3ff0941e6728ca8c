import { systemClock } from '../../src/clock.ts'
import { createConnectClient } from '../../src/connect/client.ts'
import { createPolicy } from '../../src/connectors/policy.ts'
import { createService } from '../../src/connectors/service/service.ts'
import { createLog } from '../../src/log.ts'
import { createIncidents } from '../../src/slack/alerts/incidents.ts'
import { createAlertLooks } from '../../src/slack/alerts/looks.ts'
import { createMutes } from '../../src/slack/alerts/mutes.ts'
import { createBulk } from '../../src/slack/bulk.ts'
import { createShow } from '../../src/slack/show.ts'
import { createStore } from '../../src/store/store.ts'
import { answers, cpuOf } from '../support/probe.ts'

/** The app's own way, without Slack: rights, requests, checks, health, order; then the message as well. */
const clusters = (process.env.BENCH_URLS ?? '').split(',').map((url, n) => ({
  id: `c${n}`,
  name: `c${n}`,
  client: createConnectClient({ urls: [url], clock: systemClock }),
  readOnly: false,
  managed: [],
}))
const ids = clusters.map(({ id }) => id)
const inspect = { effect: 'Allow', actions: ['CONNECT_INSPECT'] } as const
const policies = [
  { ...inspect, resource: ['connect'], roles: ['*'] },
  { ...inspect, resource: ['connect', 'c0'], roles: ['ops'], actions: ['CONNECT_ALTER_STATE'] as const },
  { ...inspect, resource: ['connect', '*', 'connector', 'secret-*'], roles: ['*'], effect: 'Deny' as const },
]
const log = createLog({ level: 'error' })
const store = await createStore({ dir: ':memory:', keys: '', clock: systemClock })
const service = createService({
  clusters,
  policy: createPolicy({ policies, authorizedRoles: ['*'], adminRoles: [] }, ids),
  records: store.records,
  clock: systemClock,
  log,
})
const nobody = async () => {}
const bulk = createBulk({ service, clusterName: String, late: nobody, announce: nobody })
const incidents = createIncidents({ people: undefined, service })
const mutes = createMutes({ incidents, service, clusterName: String })
const sample = () => Promise.reject(new Error('no alerts here'))
const alerts = createAlertLooks({ incidents, mutes, sample, clusterName: String })
const show = createShow({ service, bulk, alerts, clock: systemClock, command: '/connect', clusterName: String })
const actor = { id: 'U1', name: 'ada', roles: ['ops', '*'] }

async function repeat(times: number, work: () => Promise<unknown>): Promise<void> {
  for (let i = 0; i < times; i++) await work()
}

answers('list', (times) => cpuOf(() => repeat(times, () => service.list(actor, {}))))
answers('render', (times) =>
  cpuOf(() => repeat(times, async () => JSON.stringify(await show.list({ actor, page: 0, words: '' })))),
)
