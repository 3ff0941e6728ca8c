import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { aDirectory, aStore } from './builders.ts'

const [old, fresh] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')]
const DRAFT = { id: 'd1', user: 'U1', text: 'a draft' }
const DELETED = {
  ...{ cluster: 'prod', connector: 'orders-sink', deletedAt: 1_000, by: { id: 'U1', name: 'Ada' }, state: 'RUNNING' },
  config: { 'connection.password': 'canary' },
}
const VERSION = { ...{ cluster: 'prod', connector: 'orders-sink', replacedAt: 1_000 }, by: DELETED.by }

/** A store in which a draft, a deleted and an earlier config are sealed with the old key. */
async function aStoreOfBefore() {
  const dir = aDirectory()
  const { records, close } = await aStore({ dir, keys: old })
  await records.drafts.put(DRAFT)
  const deleted = await records.deleted.keep(DELETED)
  const version = await records.versions.keep({ ...VERSION, config: DELETED.config })
  await close()
  return { dir, deleted, version }
}

it('reads with every key, and seals anew with the first', async () => {
  const { dir, deleted, version } = await aStoreOfBefore()
  const both = await aStore({ dir, keys: `${fresh},${old}` })
  const read = await both.records.drafts.get('d1', 'U1')

  const told = await both.reseal()
  await both.close()
  const { records } = await aStore({ dir, keys: fresh })

  expect([read, told]).toEqual([DRAFT.text, { resealed: 3, lost: 0 }])
  expect(await records.drafts.get('d1', 'U1')).toBe(DRAFT.text)
  expect(await records.deleted.get(deleted)).toMatchObject({ config: DELETED.config })
  expect(await records.versions.get(version)).toMatchObject({ config: DELETED.config })
})

it('seals nothing twice', async () => {
  const { dir } = await aStoreOfBefore()
  const store = await aStore({ dir, keys: `${fresh},${old}` })
  await store.reseal()

  expect(await store.reseal()).toEqual({ resealed: 0, lost: 0 })
})

it('starts without the old key, says what is lost, and reads it again once the key is back', async () => {
  const { dir } = await aStoreOfBefore()
  const logged: string[] = []
  const without = await aStore({ dir, keys: fresh, log: { warn: (_, message) => void logged.push(message) } })

  const told = await without.reseal()
  const before = logged.length
  const lost = await without.records.drafts.list('U1')
  await without.close()
  const { records } = await aStore({ dir, keys: `${fresh},${old}` })

  expect([told, lost]).toEqual([{ resealed: 0, lost: 3 }, []])
  expect([before, logged.length]).toEqual([0, 1])
  expect(await records.drafts.get('d1', 'U1')).toBe(DRAFT.text)
})
