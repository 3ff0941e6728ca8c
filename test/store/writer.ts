import { createStore } from '../../src/store/store.ts'

/** The app as it writes: `writer.ts <dir>`. Entries and drafts without end, one line printed after each pair. */
const [dir = ''] = process.argv.slice(2)
const { records } = await createStore({ dir, keys: '', clock: { now: () => 1_000 } })
for (let n = 0; ; n++) {
  await records.audit.begin({
    ...{ at: n, actor: { id: 'U1', name: 'Ada', roles: [] }, action: 'stop', cluster: 'prod', connector: `c-${n}` },
    ...{ permission: 'CONNECT_ALTER_STATE', allowed: true, policies: [], request: {}, origin: { surface: 'command' } },
  })
  await records.drafts.put({ id: `d-${n}`, user: 'U1', text: `draft of c-${n}` })
  console.log(n)
}
