import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../src/connectors/model.ts'
import { ada, allow, BUTTON, createWorld, mallory, ORDERS, rita, SINK } from './world.ts'

async function deleted() {
  const world = await createWorld({
    rules: {
      policies: [allow('operator'), allow('reader', ['CONNECT_INSPECT'])],
      authorizedRoles: ['*'],
      adminRoles: [],
    },
  })
  const { settled } = await world.until(world.service.act(ada, 'delete', ORDERS, {}, BUTTON))
  const outcome = await world.until(settled)
  return { ...world, outcome, kept: outcome.kept ?? 'nothing was kept' }
}

describe('delete', () => {
  it('shows before what it will be done to, by two requests and without an entry', async () => {
    const { service, connect, entries } = await createWorld()
    connect.forgetRequests()

    const card = await service.deletePlan(ada, ORDERS, BUTTON)

    expect(card).toMatchObject({ ...ORDERS, verdict: { reason: '3 of 3 tasks running' } })
    expect(connect.requests()).toHaveLength(2)
    expect(await entries()).toEqual([])
  })

  it('that is refused before it is asked for is in the audit log', async () => {
    const world = await createWorld()
    const readOnly = world.another({ clusters: [{ ...world.prod, readOnly: true }] })

    await expect(world.service.deletePlan(rita, ORDERS, BUTTON)).rejects.toThrow('You may not delete orders-sink')
    await expect(readOnly.deletePlan(ada, ORDERS, BUTTON)).rejects.toThrow(/read-only/)

    const refused = { ...ORDERS, action: 'delete', permission: 'CONNECT_DELETE', origin: BUTTON, outcome: 'refused' }
    expect(await world.entries()).toMatchObject([
      { ...refused, actor: { name: 'Ada' }, allowed: true },
      { ...refused, actor: { name: 'Rita' }, allowed: false },
    ])
  })

  it('deletes nothing when its config cannot be kept', async () => {
    const world = await createWorld()
    const full = { ...world.records.deleted, keep: () => Promise.reject(new Error('disk full')) }
    const service = world.another({ records: { ...world.records, deleted: full } })

    await expect(world.until(service.act(ada, 'delete', ORDERS, {}, BUTTON))).rejects.toThrow(
      'Nothing was done: the config of now could not be kept.',
    )

    expect(await world.client.names()).toEqual(['orders-sink'])
  })

  it('is done when the name is gone, although a status lingers', async () => {
    const { outcome, client } = await deleted()

    expect(outcome).toMatchObject({ kind: 'done', detail: 'deleted after 1 s' })
    expect(await client.names()).toEqual([])
  })

  it('of what is not there says so', async () => {
    const { service, until } = await deleted()

    await expect(until(service.act(ada, 'delete', { cluster: 'prod', connector: 'nope' }, {}, BUTTON))).rejects.toThrow(
      'There is no connector "nope" on prod.',
    )
  })
})

describe('recreate', () => {
  it('is offered after the process was killed while Connect had not answered', async () => {
    const world = await createWorld()
    const remove = async (name: string) => {
      await world.client.remove(name)
      return new Promise<never>(() => {})
    }
    const operations = { ...world.records.operations, renew: async () => undefined }
    const killed = world.another({
      clusters: [{ ...world.prod, client: { ...world.client, remove } }],
      records: { ...world.records, operations },
    })
    void killed.act(ada, 'delete', ORDERS, {}, BUTTON)
    await world.until(world.clock.sleep(31_000))
    const outcomes: Outcome[] = []

    await world.until(world.another().finishUnfinished((_, outcome) => void outcomes.push(outcome)))

    expect(outcomes).toMatchObject([{ kind: 'unknown', kept: expect.any(String) }])
    expect(await world.records.deleted.get(outcomes[0]?.kept ?? '')).toMatchObject({ ...ORDERS, state: 'RUNNING' })
  })

  it('brings keys without a value back as they were', async () => {
    const world = await createWorld()
    const connector: typeof world.client.connector = async (...asked) => ({
      ...(await world.client.connector(...asked)),
      nulls: { empty: null },
    })
    const service = world.another({ clusters: [{ ...world.prod, client: { ...world.client, connector } }] })

    const { settled } = await world.until(service.act(ada, 'delete', ORDERS, {}, BUTTON))
    const { kept = '' } = await world.until(settled)

    const config = { ...SINK, name: 'orders-sink', empty: null }
    expect(await world.records.deleted.get(kept)).toMatchObject({ config })
  })

  it('brings a deleted connector back with its config', async () => {
    const { service, client, kept, until } = await deleted()

    const { settled } = await until(service.recreate(ada, kept, BUTTON))

    expect(await until(settled)).toMatchObject({ kind: 'done', detail: '3 of 3 tasks running after 1 s' })
    expect((await client.connector('orders-sink')).config).toEqual({ ...SINK, name: 'orders-sink' })
  })

  it('takes CONNECT_CREATE', async () => {
    const { service, client, kept, until } = await deleted()

    await expect(until(service.recreate(rita, kept, BUTTON))).rejects.toMatchObject({ permission: 'CONNECT_CREATE' })

    expect(await client.names()).toEqual([])
  })

  it('is no way around a guard', async () => {
    const guards = [{ classes: ['*MockSink*'], keys: [], references: [], roles: ['admin'] }]
    const world = await createWorld({ guards })
    const { settled } = await world.until(world.service.act(ada, 'delete', ORDERS, {}, BUTTON))
    const { kept = '' } = await world.until(settled)

    await expect(world.until(world.service.recreate(ada, kept, BUTTON))).rejects.toThrow('only admin may')

    expect(await world.client.names()).toEqual([])
  })

  it('does nothing where one of that name exists again', async () => {
    const { service, connect, kept, until } = await deleted()
    connect.seed([{ name: 'orders-sink', config: { ...SINK, topics: 'others' } }])

    await expect(until(service.recreate(ada, kept, BUTTON))).rejects.toMatchObject({ kind: 'already-exists' })
  })

  it('of a config that is kept no longer says so', async () => {
    const { service, kept, clock, until } = await deleted()
    await clock.advance(31 * 24 * 3_600_000)

    await expect(until(service.recreate(ada, kept, BUTTON))).rejects.toThrow(/no longer kept/)
  })

  it('of a config that one may not see reads the same', async () => {
    const { service, kept, until } = await deleted()

    await expect(until(service.recreate(mallory, kept, BUTTON))).rejects.toThrow(/no longer kept/)
    await expect(until(service.keptRef(mallory, kept))).rejects.toThrow(/no longer kept/)
  })
})
