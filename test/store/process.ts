import { createStore } from '../../src/store/store.ts'

/**
 * Another process on the same store: `process.ts <dir> <id> <count>`. Says "ready", waits for a line, claims connectors
 * 0 to count - 1, prints how many it got, and stays as it is until it is killed.
 */
const [dir = '', id = '', count = '0'] = process.argv.slice(2)
const { records } = await createStore({ dir, keys: '', clock: { now: () => 1_000 } })
const origin = { surface: 'command' } as const
console.log('ready')

process.stdin.once('data', async () => {
  const actor = { id, name: id }
  await records.audit.begin({
    ...{ at: 1_000, actor: { ...actor, roles: [] }, action: 'stop', cluster: 'prod', connector: id },
    ...{ permission: 'CONNECT_ALTER_STATE', allowed: true, policies: [], request: {}, origin },
  })
  let taken = 0
  for (let n = 0; n < Number(count); n++) {
    const ref = { cluster: 'prod', connector: `c-${n}` }
    const times = { startedAt: 1_000, expiresAt: 61_000 }
    const claim = await records.operations.claim(
      { ...ref, ...times, id: `${id}-${n}`, action: 'stop', actor, origin },
      'one',
    )
    if (claim.taken) taken++
  }
  console.log(taken)
})
