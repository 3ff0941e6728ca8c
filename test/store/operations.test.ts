import { describe, expect, it } from 'vitest'
import { anOperation, aStore } from './builders.ts'

const ORDERS = { cluster: 'prod', connector: 'orders' }

describe('claims', () => {
  it('are taken once per connector: the second request learns who holds it', async () => {
    const { records } = await aStore()
    const mine = anOperation({ id: 'mine', task: 2, plan: { tasks: [2] } })

    const claims = await Promise.all([
      records.operations.claim(mine),
      records.operations.claim(anOperation({ id: 'theirs' })),
    ])

    expect(claims).toEqual([{ taken: true }, { taken: false, holder: mine }])
  })

  it.each([
    { other: { cluster: 'lab' }, why: 'the same name on another Connect cluster' },
    { other: { connector: 'Orders' }, why: 'a name that differs in case' },
  ])('do not stand in the way of $why', async ({ other }) => {
    const { records } = await aStore()
    await records.operations.claim(anOperation())

    const claim = await records.operations.claim(anOperation({ id: 'op-2', ...other }))

    expect(claim).toEqual({ taken: true })
  })

  it('are free again once finished', async () => {
    const { records } = await aStore()
    await records.operations.claim(anOperation())

    await records.operations.finish('op-1', { kind: 'done', detail: '', seconds: 1 })

    expect(await records.operations.running(ORDERS)).toBeUndefined()
    expect(await records.operations.claim(anOperation({ id: 'op-2' }))).toEqual({ taken: true })
  })

  it('are taken over when they have expired, and the late holder does not free the new one', async () => {
    const { records, time } = await aStore()
    const next = anOperation({ id: 'op-2', expiresAt: 200_000 })
    await records.operations.claim(anOperation({ expiresAt: 61_000 }))
    time.now = 61_000

    const claim = await records.operations.claim(next)
    await records.operations.finish('op-1', { kind: 'done', detail: '', seconds: 1 })

    expect(claim).toEqual({ taken: true })
    expect(await records.operations.running(ORDERS)).toEqual(next)
  })

  it('hold for longer, with what settling needs, once the call was made', async () => {
    const { records, time } = await aStore()
    await records.operations.claim(anOperation({ expiresAt: 2_000 }))

    await records.operations.update('op-1', { plan: { marked: ['0'] }, expiresAt: 90_000 })
    time.now = 80_000

    expect(await records.operations.running(ORDERS)).toEqual(
      anOperation({ plan: { marked: ['0'] }, expiresAt: 90_000 }),
    )
  })

  it('that expired no longer count as running, but are still told as unfinished', async () => {
    const { records, time } = await aStore()
    await records.operations.claim(anOperation())
    time.now = 100_000

    const [running, unfinished] = [await records.operations.running(ORDERS), await records.operations.unfinished()]

    expect(running).toBeUndefined()
    expect(unfinished).toEqual([anOperation()])
  })
})
