import { systemClock } from '../../src/clock.ts'
import { createConnectClient } from '../../src/connect/client.ts'
import { createPolicy } from '../../src/connectors/policy.ts'
import { createService } from '../../src/connectors/service/service.ts'
import { createLog } from '../../src/log.ts'
import { listView } from '../../src/slack/views/list.ts'
import { createStore } from '../../src/store/store.ts'
import { answers, cpuOf, repeat } from '../support/probe.ts'

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
const store = await createStore({ dir: ':memory:', keys: '', clock: systemClock })
const service = createService({
  clusters,
  policy: createPolicy({ policies, authorizedRoles: ['*'], adminRoles: [] }, ids),
  records: store.records,
  clock: systemClock,
  log: createLog({ level: 'error' }),
})
const actor = { id: 'U1', name: 'ada', roles: ['ops', '*'] }

const list = () => service.list(actor, {})
async function render(): Promise<string> {
  const { clusters, bulk: acts } = await list()
  return JSON.stringify(listView({ clusters, acts, filter: '', page: 0, again: {}, at: Date.now() }))
}

answers('list', (times) => cpuOf(() => repeat(times, list)))
answers('render', (times) => cpuOf(() => repeat(times, render)))
