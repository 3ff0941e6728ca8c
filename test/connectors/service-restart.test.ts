import { describe, expect, it } from 'vitest'
import { ada, BUTTON, bob, createWorld, expectBusy, ORDERS, TRACE } from './world.ts'

const RESTART_FAILED = 'POST /connectors/orders-sink/restart?includeTasks=true&onlyFailed=true'

describe('restart', () => {
  it('of what failed is one POST, and then only looks at the status', async () => {
    const { service, connect, asked, until } = await createWorld()
    connect.failTask('orders-sink', 1, TRACE, { once: true })

    const { settled } = await until(service.act(ada, 'restart', ORDERS, {}, BUTTON))
    await until(settled)

    expect(asked()).toEqual(['GET /', RESTART_FAILED])
  })

  it('of what failed when nothing had says that nothing was restarted', async () => {
    const { service, until } = await createWorld()

    const { settled } = await until(service.act(ada, 'restart', ORDERS, {}, BUTTON))

    expect(await until(settled)).toMatchObject({
      kind: 'nothing-to-do',
      detail: 'nothing had failed, nothing was restarted',
    })
  })

  it('of what failed in a paused connector leaves it paused, without failures', async () => {
    const { service, connect, until } = await createWorld()
    connect.failTask('orders-sink', 1, TRACE, { once: true })
    await until((await until(service.act(ada, 'pause', ORDERS, {}, BUTTON))).settled)

    const { settled } = await until(service.act(ada, 'restart', ORDERS, {}, BUTTON))

    expect(await until(settled)).toMatchObject({ kind: 'done', detail: 'paused after 1 s, runs once it is resumed' })
    expect((await service.show(ada, ORDERS)).verdict).toMatchObject({ reason: 'paused', failedTasks: [] })
  })

  it('that fails again at once tells the same cause', async () => {
    const { service, connect, until } = await createWorld()
    connect.failTask('orders-sink', 1, TRACE)

    const { settled } = await until(service.act(ada, 'restart', ORDERS, {}, BUTTON))

    const outcome = await until(settled)
    expect(outcome).toMatchObject({
      kind: 'failed-again',
      detail: 'failed again with the same cause after 1 s',
      cause: { exception: 'PSQLException', message: 'FATAL: password authentication failed for user "cdc"' },
    })
  })

  it('that fails again later than it was said to run corrects the answer', async () => {
    const { service, connect, entries, until } = await createWorld({ connect: { delays: { crash: 9_000 } } })
    connect.failTask('orders-sink', 1, TRACE)

    const { settled, correction } = await until(service.act(ada, 'restart', ORDERS, {}, BUTTON))

    expect((await until(settled)).kind).toBe('done')
    expect(await until(correction)).toMatchObject({
      kind: 'failed-again',
      detail: expect.stringMatching(/^failed again with the same cause after (9|1\d) s$/),
    })
    expect((await entries())[0]).toMatchObject({
      outcome: 'failed-again',
      detail: expect.stringContaining(', then failed'),
    })
  })

  it('that goes on well for two minutes has no correction', async () => {
    const { service, connect, until } = await createWorld()
    connect.failTask('orders-sink', 1, TRACE, { once: true })

    const { correction } = await until(service.act(ada, 'restart', ORDERS, {}, BUTTON))

    expect(await until(correction)).toBeUndefined()
  })

  it.each([
    ['all', 'POST /connectors/orders-sink/restart?includeTasks=true&onlyFailed=false'],
    ['connector', 'POST /connectors/orders-sink/restart'],
  ] as const)('of %s asks for just that', async (mode, request) => {
    const { service, asked, until } = await createWorld()

    const { settled } = await until(service.act(ada, 'restart', ORDERS, { mode }, BUTTON))

    expect(await until(settled)).toMatchObject({
      kind: 'done',
      detail: expect.stringContaining('3 of 3 tasks running'),
    })
    expect(asked()).toContain(request)
  })

  it('of one task restarts that one', async () => {
    const { service, connect, asked, until } = await createWorld()
    connect.failTask('orders-sink', 2, TRACE, { once: true })

    const { settled } = await until(service.act(ada, 'restart-task', ORDERS, { task: 2 }, BUTTON))

    expect(await until(settled)).toMatchObject({ kind: 'done', detail: '3 of 3 tasks running after 1 s' })
    expect(asked()).toEqual(['POST /connectors/orders-sink/tasks/2/restart'])
  })

  it('below Connect 3.0 restarts each failed task by itself and no healthy one', async () => {
    const { service, connect, asked, until } = await createWorld({ connect: { version: '2.8.1' } })
    connect.failTask('orders-sink', 0, TRACE, { once: true })
    connect.failTask('orders-sink', 2, TRACE, { once: true })

    const { settled } = await until(service.act(ada, 'restart', ORDERS, {}, BUTTON))

    expect((await until(settled)).kind).toBe('done')
    expect(asked()).toEqual([
      'GET /',
      'POST /connectors/orders-sink/tasks/0/restart',
      'POST /connectors/orders-sink/tasks/2/restart',
    ])
  })

  it('by two people within 10 ms is one POST, and both are told', async () => {
    const { service, connect, asked, clock, until } = await createWorld()
    connect.failTask('orders-sink', 1, TRACE, { once: true })

    const first = service.act(ada, 'restart', ORDERS, {}, BUTTON)
    await clock.advance(5)
    const second = service.act(bob, 'restart', ORDERS, {}, BUTTON)
    const refused = await until(second.catch((error) => error))
    const { settled } = await until(first)

    const busy = expectBusy(refused)
    expect(busy.message).toBe(
      'Ada started a restart of orders-sink 1 s ago. Nothing more was sent; its outcome follows.',
    )
    expect(await until(busy.settled)).toEqual(await until(settled))
    expect(asked().filter((request) => request.startsWith('POST'))).toEqual([RESTART_FAILED])
  })

  it('during a rebalance is sent once the rebalance is over', async () => {
    const { service, connect, until } = await createWorld()
    connect.failTask('orders-sink', 1, TRACE, { once: true })
    connect.rebalance(4_000)
    const words: string[] = []

    const { settled } = await until(service.act(ada, 'restart', ORDERS, {}, BUTTON, (text) => words.push(text)))

    expect((await until(settled)).kind).toBe('done')
    expect(words).toContain('Kafka Connect is rebalancing; waiting for it to finish')
  })
})
