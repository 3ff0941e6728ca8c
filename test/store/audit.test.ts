import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { aDirectory, anEntry, aStore, DAY_MS } from './builders.ts'

const idsOf = (entries: { id: string }[]) => entries.map((entry) => entry.id)

describe('the audit log', () => {
  it('gives back an entry as it was begun, without an outcome', async () => {
    const { records } = await aStore()

    const id = await records.audit.begin(anEntry())

    expect(await records.audit.list({ limit: 10 })).toEqual([{ ...anEntry(), id }])
  })

  it('adds how it ended', async () => {
    const { records } = await aStore()
    const id = await records.audit.begin(anEntry())

    await records.audit.complete(id, { outcome: 'done', detail: '3 of 3 tasks running after 4 s', durationMs: 4_000 })

    expect(await records.audit.list({ limit: 10 })).toEqual([
      { ...anEntry(), id, outcome: 'done', detail: '3 of 3 tasks running after 4 s', durationMs: 4_000 },
    ])
  })

  it('shows the newest first, in the order of writing within a millisecond', async () => {
    const { records } = await aStore()
    const old = await records.audit.begin(anEntry({ at: 1 }))
    const first = await records.audit.begin(anEntry({ at: 2 }))
    const second = await records.audit.begin(anEntry({ at: 2 }))

    const listed = await records.audit.list({ limit: 10 })

    expect(idsOf(listed)).toEqual([second, first, old])
  })

  it.each([
    { filter: { actor: 'U2' }, finds: ['pause billing'] },
    { filter: { cluster: 'lab' }, finds: ['stop orders'] },
    { filter: { connector: 'orders' }, finds: ['stop orders', 'restart orders'] },
    { filter: { action: 'restart' }, finds: ['restart orders'] },
    { filter: { connector: 'orders', cluster: 'prod' }, finds: ['restart orders'] },
    { filter: { connector: 'Orders' }, finds: [] },
    { filter: { limit: 1 }, finds: ['stop orders'] },
  ])('filters by $filter', async ({ filter, finds }) => {
    const { records } = await aStore()
    await records.audit.begin(anEntry({ at: 1 }))
    await records.audit.begin(
      anEntry({ at: 2, connector: 'billing', action: 'pause', actor: { id: 'U2', name: 'other', roles: [] } }),
    )
    await records.audit.begin(anEntry({ at: 3, cluster: 'lab', action: 'stop' }))

    const listed = await records.audit.list({ limit: 10, ...filter })

    expect(listed.map((entry) => `${entry.action} ${entry.connector}`)).toEqual(finds)
  })

  it('says so when an entry to be completed is not there', async () => {
    const { records } = await aStore()

    const completing = records.audit.complete('7', { outcome: 'done', detail: '', durationMs: 1 })

    await expect(completing).rejects.toThrow('Audit entry 7 cannot be completed')
  })

  it('keeps entries for 400 days unless told otherwise', async () => {
    const { records, purge, time } = await aStore()
    await records.audit.begin(anEntry({ at: 0 }))
    const kept = await records.audit.begin(anEntry({ at: 1 }))
    time.now = 400 * DAY_MS + 1

    await purge()

    expect(idsOf(await records.audit.list({ limit: 10 }))).toEqual([kept])
  })

  it('rejects what could not be written, so that the write it announces is not made', async () => {
    const dir = aDirectory()
    const { records } = await aStore({ dir })
    const disk = new DatabaseSync(join(dir, 'store.db'))
    disk.exec(`create trigger full before insert on audit begin select raise(abort, 'database or disk is full'); end`)
    disk.close()

    const beginning = records.audit.begin(anEntry())

    await expect(beginning).rejects.toThrow('database or disk is full')
  })

  it('rejects writes once the store is closed', async () => {
    const { records, close } = await aStore()
    await close()

    await expect(records.audit.begin(anEntry())).rejects.toThrow()
  })
})
