import { describe, expect, it } from 'vitest'
import { anEntry, anOperation, aStore } from './builders.ts'

const END = { outcome: 'done', detail: '3 of 3 tasks running', durationMs: 4_000 } as const
const ORDERS = { cluster: 'prod', connector: 'orders' }

describe('claims', () => {
  it('are taken once per connector: the second request learns who holds it', async () => {
    const { records } = await aStore()
    const mine = anOperation({ id: 'mine', task: 2, plan: { tasks: [2] } })

    const claims = await Promise.all([
      records.operations.claim(mine, 'one'),
      records.operations.claim(anOperation({ id: 'theirs' }), 'one'),
    ])

    expect(claims).toEqual([{ taken: true }, { taken: false, holder: mine }])
  })

  it.each([
    { other: { cluster: 'lab' }, why: 'the same name on another Connect cluster' },
    { other: { connector: 'Orders' }, why: 'a name that differs in case' },
  ])('do not stand in the way of $why', async ({ other }) => {
    const { records } = await aStore()
    await records.operations.claim(anOperation(), 'one')

    const claim = await records.operations.claim(anOperation({ id: 'op-2', ...other }), 'one')

    expect(claim).toEqual({ taken: true })
  })

  it('are free again once what they are for has ended, which the audit log then says', async () => {
    const { records } = await aStore()
    const id = await records.audit.begin(anEntry())
    await records.operations.claim(anOperation({ id }), 'one')

    const isOurs = await records.operations.end(id, 'one', END)

    expect(isOurs).toBe(true)
    expect(await records.audit.list({ limit: 1 })).toMatchObject([END])
    expect(await records.operations.running(ORDERS)).toBeUndefined()
    expect(await records.operations.claim(anOperation({ id: 'op-2' }), 'one')).toEqual({ taken: true })
  })

  it('that have expired are not free: what their process left is finished first', async () => {
    const { records, time } = await aStore()
    const left = anOperation({ expiresAt: 31_000 })
    await records.operations.claim(left, 'one')
    time.now = 31_000

    const claim = await records.operations.claim(anOperation({ id: 'op-2', expiresAt: 61_000 }), 'one')

    expect(claim).toEqual({ taken: false, holder: left })
    expect(await records.operations.running(ORDERS)).toEqual(left)
  })

  it('keep what settling needs once the call was made', async () => {
    const { records } = await aStore()
    await records.operations.claim(anOperation(), 'one')

    await records.operations.keepPlan('op-1', { marked: ['0'] })

    expect(await records.operations.running(ORDERS)).toEqual(anOperation({ plan: { marked: ['0'] } }))
  })
})

describe('a process that was held up, and another one took over', () => {
  async function takenOver() {
    const store = await aStore()
    const id = await store.records.audit.begin(anEntry())
    await store.records.operations.claim(anOperation({ id, expiresAt: 31_000 }), 'one')
    store.time.now = 31_000
    await store.records.operations.takeOver('two', 61_000)
    return { ...store, id }
  }

  it('renews nothing any more', async () => {
    const { records, id } = await takenOver()

    await records.operations.renew([id], 'one', 99_000)

    expect(await records.operations.unfinished()).toMatchObject([{ expiresAt: 61_000 }])
  })

  it.each(['before', 'after'])('writes down no end, %s the other one has', async (when) => {
    const { records, id } = await takenOver()
    if (when === 'after') await records.operations.end(id, 'two', END)

    const isOurs = await records.operations.end(id, 'one', { ...END, outcome: 'unsettled' })

    const [entry] = await records.audit.list({ limit: 1 })
    expect([isOurs, entry?.outcome]).toEqual([false, when === 'after' ? 'done' : undefined])
  })
})

it('what was refused before it was claimed is written down all the same', async () => {
  const { records } = await aStore()
  const id = await records.audit.begin(anEntry())

  const isOurs = await records.operations.end(id, 'one', { ...END, outcome: 'refused' })

  expect(isOurs).toBe(true)
  expect(await records.audit.list({ limit: 1 })).toMatchObject([{ outcome: 'refused' }])
})

describe('what a process left', () => {
  it('is taken over once its claim has expired, by one of two that try at once', async () => {
    const { records, time } = await aStore()
    await records.operations.claim(anOperation({ expiresAt: 31_000 }), 'one')
    time.now = 31_000

    const taken = await Promise.all([
      records.operations.takeOver('two', 61_000),
      records.operations.takeOver('two', 61_000),
    ])

    expect(taken.flat()).toEqual([anOperation({ expiresAt: 61_000 })])
  })

  it('is left alone while its process renews the claim', async () => {
    const { records, time } = await aStore()
    await records.operations.claim(anOperation({ expiresAt: 31_000 }), 'one')
    await records.operations.renew(['op-1'], 'one', 41_000)
    time.now = 31_000

    const taken = await records.operations.takeOver('two', 61_000)

    expect(taken).toEqual([])
    expect(await records.operations.unfinished()).toEqual([anOperation({ expiresAt: 41_000 })])
  })
})
