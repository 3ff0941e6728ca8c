import { describe, expect, it } from 'vitest'
import { keyOf } from '../../src/connectors/key.ts'
import { ada, allow, BUTTON, createWorld, ORDERS, rita, SINK, TRACE } from './world.ts'

const NOBODY = { ...ORDERS, connector: 'nobody' }

describe('a card', () => {
  it('takes two requests and shows state, cause, summary and what may be done', async () => {
    const { service, connect } = await createWorld()
    connect.failTask('orders-sink', 1, TRACE)
    connect.forgetRequests()

    const card = await service.show(ada, ORDERS)

    expect(card).toMatchObject({
      clusterName: 'Production',
      type: 'sink',
      verdict: { health: 'degraded' },
      tasks: [{ id: 0 }, { id: 1, state: 'FAILED', cause: { exception: 'PSQLException' } }, { id: 2 }],
      summary: { class: SINK['connector.class'], tasksMax: '3', topics: 'orders' },
    })
    expect(card.offers.map(({ action, task }) => [action, task].join(' ').trim())).toEqual([
      'restart',
      'restart-task 0',
      'restart-task 1',
      'restart-task 2',
      'pause',
      'stop',
      'delete',
    ])
    expect(connect.requests()).toHaveLength(2)
  })

  it('offers nothing that the person may not do', async () => {
    const { service } = await createWorld()

    expect((await service.show(rita, ORDERS)).offers).toEqual([])
  })

  it('offers only what a managed connector takes', async () => {
    const world = await createWorld()
    const service = world.another({ clusters: [{ ...world.prod, managed: [{ pattern: '*', text: 'by Argo CD' }] }] })

    const { offers } = await service.show(ada, ORDERS)

    expect(new Set(offers.map(({ action }) => action))).toEqual(new Set(['restart', 'restart-task']))
  })

  it('shows the operation that is under way', async () => {
    const { service, until } = await createWorld()
    await until(service.act(ada, 'stop', ORDERS, {}, BUTTON))

    expect((await service.show(rita, ORDERS)).pending).toMatchObject({ action: 'stop', actor: { name: 'Ada' } })
  })

  it('without CONNECT_INSPECT has neither cause nor summary, and takes one request', async () => {
    const rules = { policies: [allow('operator', ['CONNECT_ALTER_STATE'])], authorizedRoles: ['*'], adminRoles: [] }
    const { service, connect } = await createWorld({ rules })
    connect.failTask('orders-sink', 1, TRACE)
    connect.forgetRequests()

    const card = await service.show(ada, ORDERS)

    expect(JSON.stringify(card)).not.toMatch(/PSQL|MockSink/)
    expect(connect.requests()).toHaveLength(1)
  })
})

describe('trace, config, topics', () => {
  it('a trace is read anew, without the secrets of the config', async () => {
    const { service, connect } = await createWorld()
    connect.seed([{ name: 'jdbc', config: { ...SINK, 'connection.password': 'hunter2-secret' } }])
    connect.failTask('jdbc', 0, `java.sql.SQLException: cannot log in with hunter2-secret\n${TRACE}`)

    const { cause, text } = await service.trace(ada, { cluster: 'prod', connector: 'jdbc' }, 0)

    expect(cause?.exception).toBe('PSQLException')
    expect(text).toContain('cannot log in with')
    expect(text).not.toContain('hunter2')
  })

  it('of a connector is that of what has failed, not one that was left beside a task that runs', async () => {
    const world = await createWorld()
    world.connect.failTask('orders-sink', 2, TRACE)
    const status: typeof world.client.status = async (...asked) => {
      const found = await world.client.status(...asked)
      return {
        ...found,
        tasks: found.tasks.map(({ trace = 'java.lang.Error: of old', ...task }) => ({ ...task, trace })),
      }
    }
    const service = world.another({ clusters: [{ ...world.prod, client: { ...world.client, status } }] })

    expect(await service.trace(ada, ORDERS)).toMatchObject({ task: 2, cause: { exception: 'PSQLException' } })
    world.connect.heal('orders-sink')
    await world.until((await world.until(world.service.act(ada, 'restart', ORDERS, {}, BUTTON))).settled)
    await expect(service.trace(ada, ORDERS)).rejects.toThrow('neither the connector nor a task has failed')
  })

  it('where there is no trace says so', async () => {
    const { service } = await createWorld()

    await expect(service.trace(ada, ORDERS, undefined)).rejects.toThrow(
      'orders-sink has no stack trace: neither the connector nor a task has failed.',
    )
  })

  it('topics come sorted', async () => {
    const { service, connect } = await createWorld()
    connect.seed([{ name: 'two', config: SINK, topics: ['b', 'a'] }])

    expect(await service.topics(rita, { cluster: 'prod', connector: 'two' })).toEqual(['a', 'b'])
  })
})

describe('what one may not see', () => {
  it('reads like what is not there', async () => {
    const rules = {
      policies: [allow('operator'), allow('reader', ['CONNECT_INSPECT'], 'other-*')],
      authorizedRoles: ['*'],
      adminRoles: [],
    }
    const { service } = await createWorld({ rules })
    const said = (error: Error) => error.message.replaceAll(/orders-sink|nobody/g, 'it')

    const hidden = await service.show(rita, ORDERS).catch(said)
    const absent = await service.show(ada, NOBODY).catch(said)

    expect(hidden).toBe(absent)
    await expect(service.byKey(rita, keyOf(ORDERS))).resolves.toBeUndefined()
    await expect(service.byKey(ada, keyOf(ORDERS))).resolves.toEqual(ORDERS)
  })

  it('comes with the closest of what one may see', async () => {
    const { service } = await createWorld()

    await expect(service.show(ada, { ...ORDERS, connector: 'order-sink' })).rejects.toMatchObject({ closest: [ORDERS] })
  })
})
