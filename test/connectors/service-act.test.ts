import { describe, expect, it } from 'vitest'
import { ada, allow, BUTTON, bob, createWorld, expectBusy, ORDERS, RULES, rita, SINK, TRACE } from './world.ts'

describe('what a person is told of an action', () => {
  it.each([
    ['pause', 'paused after 1 s, 3 tasks', 'PAUSED'],
    ['stop', 'stopped after 1 s, no tasks', 'STOPPED'],
  ] as const)('%s is said to be done once it is', async (action, detail, state) => {
    const { service, client, until } = await createWorld()

    const { settled } = await until(service.act(ada, action, ORDERS, {}, BUTTON))

    expect(await until(settled)).toMatchObject({ kind: 'done', detail })
    expect((await client.status('orders-sink')).connector.state).toBe(state)
  })

  it('resume waits until tasks have run for five seconds', async () => {
    const { service, connect, until, clock } = await createWorld()
    connect.seed([{ name: 'resting', config: SINK, state: 'STOPPED' }])
    const before = clock.now()

    const { settled } = await until(service.act(ada, 'resume', { cluster: 'prod', connector: 'resting' }, {}, BUTTON))

    expect(await until(settled)).toMatchObject({ kind: 'done', detail: '3 of 3 tasks running after 1 s' })
    expect(clock.now() - before).toBeGreaterThanOrEqual(5_000)
  })

  it('resume of a connector whose tasks all fail says so, with the cause', async () => {
    const { service, connect, until } = await createWorld()
    connect.seed([{ name: 'broken', config: SINK, tasks: 1 }])
    connect.failTask('broken', 0, TRACE)
    const broken = { cluster: 'prod', connector: 'broken' }
    await until((await until(service.act(ada, 'stop', broken, {}, BUTTON))).settled)

    const { settled } = await until(service.act(ada, 'resume', broken, {}, BUTTON))

    const outcome = await until(settled)
    expect(outcome.kind).toBe('failed')
    expect(outcome.cause?.exception).toBe('PSQLException')
  })

  it('what Connect shows meanwhile is passed on', async () => {
    const { service, connect, until } = await createWorld()
    const seen: string[] = []
    connect.failTask('orders-sink', 0, TRACE, { once: true })

    const { settled } = await until(service.act(ada, 'restart', ORDERS, {}, BUTTON, (text) => seen.push(text)))
    connect.rebalance(3_000)
    await until(settled)

    expect(seen).toContain('connector unassigned')
  })

  it('a cause is told only to those who may inspect', async () => {
    const mayInspect = { ...bob, roles: ['operator', 'reader'] }
    const policies = [allow('operator', ['CONNECT_ALTER_STATE']), allow('reader', ['CONNECT_INSPECT'])]
    const { service, connect, until } = await createWorld({ rules: { ...RULES, policies } })
    connect.failTask('orders-sink', 0, TRACE)

    const { settled } = await until(service.act(mayInspect, 'restart', ORDERS, {}, BUTTON))
    const meanwhile = await until(service.act(ada, 'restart', ORDERS, {}, BUTTON).catch((error: unknown) => error))

    expect((await until(settled)).cause?.exception).toBe('PSQLException')
    const told = await until(expectBusy(meanwhile).settled)
    expect(told.detail).toBe('failed again with the same cause after 1 s')
    expect(told.cause).toBeUndefined()
    const own = await until((await until(service.act(ada, 'restart', ORDERS, {}, BUTTON))).settled)
    expect(own.detail).toBe('failed again with the same cause after 1 s')
    expect(own.cause).toBeUndefined()
  })
})

describe('what is refused', () => {
  it('without the right, with the permission that is missing and where to ask', async () => {
    const { service } = await createWorld({ whereToAsk: 'Ask in #data-platform.' })

    const refused = service.act(rita, 'pause', ORDERS, {}, BUTTON)

    await expect(refused).rejects.toMatchObject({
      name: 'NotAllowed',
      permission: 'CONNECT_ALTER_STATE',
      message:
        'You may not pause orders-sink: that takes CONNECT_ALTER_STATE on prod; your roles are reader. Ask in #data-platform.',
    })
  })

  it('on a read-only Connect cluster, whatever it is', async () => {
    const world = await createWorld()
    const service = world.another({ clusters: [{ ...world.prod, readOnly: true }] })

    await expect(service.act(ada, 'restart', ORDERS, {}, BUTTON)).rejects.toThrow(/read-only/)
  })

  it.each([
    ['pause', true],
    ['stop', true],
    ['delete', true],
    ['restart', false],
  ] as const)('%s of what GitOps owns: refused is %s', async (action, refused) => {
    const world = await createWorld()
    const managed = [{ pattern: 'orders-*', text: 'managed by Argo CD in infra/connect.' }]
    const service = world.another({ clusters: [{ ...world.prod, managed }] })

    const done = world.until(service.act(ada, action, ORDERS, {}, BUTTON))

    if (refused) await expect(done).rejects.toThrow(/managed by Argo CD in infra\/connect/)
    else await expect(done).resolves.toBeDefined()
  })

  it.each([
    ['restart', 'PAUSED', 'Restart does nothing now: one is paused. What would: Resume, Stop, Delete.'],
    ['resume', 'RUNNING', 'Resume does nothing now: one is healthy (1 of 1 task running). What would: '],
  ] as const)('an action that would do nothing, with what would: %s of %s', async (action, state, said) => {
    const { service, connect } = await createWorld()
    connect.seed([{ name: 'one', config: { ...SINK, 'tasks.max': '1' }, state }])

    const refused = service.act(ada, action, { cluster: 'prod', connector: 'one' }, {}, BUTTON)

    await expect(refused).rejects.toThrow(said)
  })

  it('a task that is not there', async () => {
    const { service } = await createWorld()

    await expect(service.act(ada, 'restart-task', ORDERS, { task: 7 }, BUTTON)).rejects.toThrow(
      'orders-sink has no task 7: its tasks are 0, 1, 2.',
    )
  })

  it('nothing is done when the audit log cannot be written', async () => {
    const world = await createWorld()
    const full = { ...world.records.audit, begin: () => Promise.reject(new Error('disk full')) }
    const service = world.another({ records: { ...world.records, audit: full } })

    await expect(service.act(ada, 'pause', ORDERS, {}, BUTTON)).rejects.toThrow(/audit log cannot be written/)

    expect(world.asked()).toEqual([])
  })
})
