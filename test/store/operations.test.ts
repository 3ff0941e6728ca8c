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

    await records.operations.finish('op-1')

    expect(await records.operations.running(ORDERS)).toBeUndefined()
    expect(await records.operations.claim(anOperation({ id: 'op-2' }))).toEqual({ taken: true })
  })

  it('that have expired are not free: what their process left is finished first', async () => {
    const { records, time } = await aStore()
    const left = anOperation({ expiresAt: 31_000 })
    await records.operations.claim(left)
    time.now = 31_000

    const claim = await records.operations.claim(anOperation({ id: 'op-2', expiresAt: 61_000 }))

    expect(claim).toEqual({ taken: false, holder: left })
    expect(await records.operations.running(ORDERS)).toEqual(left)
  })

  it('keep what settling needs once the call was made', async () => {
    const { records } = await aStore()
    await records.operations.claim(anOperation())

    await records.operations.keepPlan('op-1', { marked: ['0'] })

    expect(await records.operations.running(ORDERS)).toEqual(anOperation({ plan: { marked: ['0'] } }))
  })
})

describe('what a process left', () => {
  it('is taken over once its claim has expired, by one of two that try at once', async () => {
    const { records, time } = await aStore()
    await records.operations.claim(anOperation({ expiresAt: 31_000 }))
    time.now = 31_000

    const taken = await Promise.all([records.operations.takeOver(61_000), records.operations.takeOver(61_000)])

    expect(taken.flat()).toEqual([anOperation({ expiresAt: 61_000 })])
  })

  it('is left alone while its process renews the claim', async () => {
    const { records, time } = await aStore()
    await records.operations.claim(anOperation({ expiresAt: 31_000 }))
    await records.operations.renew(['op-1'], 41_000)
    time.now = 31_000

    const taken = await records.operations.takeOver(61_000)

    expect(taken).toEqual([])
    expect(await records.operations.unfinished()).toEqual([anOperation({ expiresAt: 41_000 })])
  })
})
