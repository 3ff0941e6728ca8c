import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aDirectory, aStore, DAY_MS } from './builders.ts'

const SECRET = 'hunter2-canary'
const ORDERS = {
  state: 'STOPPED',
  cluster: 'prod',
  connector: 'orders',
  deletedAt: 1_000,
  by: { id: 'U1', name: 'operator' },
  config: { 'connector.class': 'Jdbc', 'connection.password': SECRET },
}

const KEY_1 = '11'.repeat(32)
const KEY_2 = '22'.repeat(32)

describe('the configs of deleted connectors', () => {
  it('are given back whole', async () => {
    const { records } = await aStore()

    const id = await records.deleted.keep(ORDERS)

    expect(await records.deleted.get(id)).toEqual({ ...ORDERS, id })
  })

  it('are gone after 30 days, purged or not', async () => {
    const { records, purge, time } = await aStore()
    const id = await records.deleted.keep(ORDERS)

    time.now = 30 * DAY_MS + 999
    const lastMoment = await records.deleted.get(id)
    time.now = 30 * DAY_MS + 1_000
    const unpurged = await records.deleted.get(id)
    await purge()
    time.now = 1_000
    const purged = await records.deleted.get(id)

    expect(lastMoment).toEqual({ ...ORDERS, id })
    expect([unpurged, purged]).toEqual([undefined, undefined])
  })

  it('stand in no file in clear', async () => {
    const dir = aDirectory()
    const { records } = await aStore({ dir })

    await records.deleted.keep(ORDERS)

    const files = readdirSync(dir).map((name) => readFileSync(join(dir, name)))
    expect(files.some((file) => file.includes('orders'))).toBe(true)
    expect(files.some((file) => file.includes(SECRET))).toBe(false)
  })

  it('open with an older key as long as it is still given', async () => {
    const dir = aDirectory()
    const before = await aStore({ dir, keys: KEY_1 })
    const id = await before.records.deleted.keep(ORDERS)

    const after = await aStore({ dir, keys: `${KEY_2},${KEY_1}` })

    expect(await after.records.deleted.get(id)).toMatchObject({ config: ORDERS.config })
  })

  it('are lost with their key, and the log says so; starting is not', async () => {
    const dir = aDirectory()
    const notes: string[] = []
    const before = await aStore({ dir, keys: KEY_1 })
    const id = await before.records.deleted.keep(ORDERS)

    const after = await aStore({ dir, keys: KEY_2, log: { warn: (_, message) => notes.push(message) } })

    expect(await after.records.deleted.get(id)).toBeUndefined()
    expect(notes).toEqual(['A kept value cannot be decrypted: add its key to STORE_KEYS'])
  })
})
