import { describe, expect, it } from 'vitest'
import { type AccessRules, createPolicy, PERMISSIONS, type Policy } from '../../src/connectors/policy.ts'
import type { Service } from '../../src/connectors/service/service.ts'
import { ada, allow, BUTTON, createWorld, mallory, ORDERS, rita, root, SINK, TRACE } from './world.ts'

const NAMED_ORDERS = new Map(Object.entries({ ...SINK, name: ORDERS.connector }))

const withPolicies = (...policies: Policy[]): AccessRules => ({ policies, authorizedRoles: ['*'], adminRoles: [] })

describe('clusters, plugins, whoami', () => {
  it('a Connect cluster is summed up', async () => {
    const { service, connect } = await createWorld()
    connect.failTask('orders-sink', 1, TRACE)

    expect(await service.clusters(ada)).toEqual([
      { id: 'prod', name: 'Production', version: '4.3.1', connectors: 1, tasks: 3, failed: 1, readOnly: false },
    ])
    expect(await service.clusters(mallory)).toEqual([])
  })

  it('plugins are listed with their versions', async () => {
    const { service } = await createWorld()

    const [prod] = await service.plugins(rita)

    expect(prod?.plugins).toContainEqual(expect.objectContaining({ class: SINK['connector.class'], type: 'sink' }))
  })

  it('whoami names no Connect cluster on which one has no right, also not by what denies it', async () => {
    const policies = [
      allow('operator'),
      { ...allow('reader', ['CONNECT_INSPECT'], 'orders-*'), effect: 'Deny' } as const,
    ]
    const { service } = await createWorld({ rules: withPolicies(...policies) })

    expect(await service.whoami(rita)).toEqual({ roles: ['reader'], rights: [] })
    expect(await service.whoami(rita, ORDERS)).toEqual({ roles: ['reader'], rights: [] })
  })

  it('whoami says nothing of a connector that one may not see, also not who denies it', async () => {
    const rules = withPolicies(allow('reader', ['CONNECT_INSPECT'], 'clicks-*'), {
      ...allow('reader', ['CONNECT_DELETE'], 'orders-*'),
      effect: 'Deny',
    })
    const { service } = await createWorld({ rules })

    expect(await service.whoami(rita, ORDERS)).toEqual({ roles: ['reader'], rights: [] })
    expect((await service.whoami(rita, { ...ORDERS, connector: 'clicks-sink' })).rights).toHaveLength(1)
  })

  it('whoami says which policy decides', async () => {
    const { service } = await createWorld()

    expect(await service.whoami(rita, ORDERS)).toEqual({
      roles: ['reader'],
      rights: [
        {
          cluster: 'prod',
          permission: 'CONNECT_INSPECT',
          effect: 'Allow',
          policies: ['on connect/*/connector/* to reader'],
        },
      ],
    })
  })
})

describe('the audit log', () => {
  it('holds what was done and what was refused, each with its outcome', async () => {
    const { service, entries, until } = await createWorld()
    await service.act(rita, 'pause', ORDERS, {}, BUTTON).catch(() => {})
    const { settled } = await until(service.act(ada, 'restart-task', ORDERS, { task: 1 }, BUTTON))
    await until(settled)

    expect(await entries()).toMatchObject([
      {
        action: 'restart-task',
        actor: { name: 'Ada', roles: ['operator'] },
        permission: 'CONNECT_ALTER_STATE',
        allowed: true,
        request: { task: 1 },
        origin: BUTTON,
        outcome: 'done',
        detail: expect.stringContaining('3 of 3 tasks running'),
      },
      { action: 'pause', actor: { name: 'Rita' }, allowed: false, policies: [], outcome: 'refused' },
    ])
  })

  it('holds a create that was refused, also of a name that the actor may not see', async () => {
    const { service, entries } = await createWorld({ rules: withPolicies(allow('operator', PERMISSIONS, 'clicks-*')) })
    const draft = { ...(await service.startCreate(ada, 'prod', SINK['connector.class'])), changes: NAMED_ORDERS }

    const saving = service.save(ada, { draft, confirmed: false, origin: BUTTON })

    await expect(saving).rejects.toMatchObject({ name: 'NotAllowed', permission: 'CONNECT_CREATE' })
    expect(await entries()).toMatchObject([{ ...ORDERS, action: 'create', allowed: false, outcome: 'refused' }])
  })

  it('holds a change of offsets that was refused for want of the right to stop the connector', async () => {
    const world = await createWorld()
    const { connect, another, entries, until } = world
    const partition = { kafka_topic: 'orders', kafka_partition: 0 }
    connect.commitOffsets('orders-sink', [{ partition, offset: { kafka_offset: 1 } }])
    const { id } = await until(world.service.planOffsets(ada, ORDERS, 'reset'))
    const rules = withPolicies(allow('operator', ['CONNECT_INSPECT', 'CONNECT_EDIT_CONFIG']))

    const changing = until(another({ policy: createPolicy(rules, ['prod']) }).changeOffsets(ada, id, BUTTON))

    await expect(changing).rejects.toMatchObject({ name: 'NotAllowed', permission: 'CONNECT_ALTER_STATE' })
    expect(await entries()).toMatchObject([{ ...ORDERS, action: 'offsets', outcome: 'refused' }])
  })

  it("shows one's own entries, and everybody's to the admins", async () => {
    const { service } = await createWorld()
    await service.act(rita, 'pause', ORDERS, {}, BUTTON).catch(() => {})

    expect(await service.audit(rita, { limit: 10 })).toHaveLength(1)
    await expect(service.audit(ada, { limit: 10, actor: rita.id })).rejects.toThrow('You see your own entries only')
    expect(await service.audit(root, { limit: 10 })).toHaveLength(1)
  })
})

describe('without CONNECT_INSPECT, whatever else one may do', () => {
  const blind = PERMISSIONS.filter((permission) => permission !== 'CONNECT_INSPECT')

  it.each([
    ['a change of offsets', (service: Service) => service.planOffsets(ada, ORDERS, { text: 'orders 0 = 1' })],
    ['the return to an earlier config', (service: Service) => service.startRestore(ada, ORDERS, 'v1')],
  ])('%s is not planned: it would show what is there now', async (_, plan) => {
    const { service, connect, until } = await createWorld({ rules: withPolicies(allow('operator', blind)) })
    connect.commitOffsets('orders-sink', [
      { partition: { kafka_topic: 'orders', kafka_partition: 0 }, offset: { kafka_offset: 7 } },
    ])

    await expect(until<unknown>(plan(service))).rejects.toMatchObject({ permission: 'CONNECT_INSPECT' })
  })
})
