import { describe, expect, it, vi } from 'vitest'
import type { WaitOptions } from '../../src/connect/client.ts'
import { ConnectError } from '../../src/connect/errors.ts'
import type { ConnectCluster } from '../../src/connectors/model.ts'
import type { Service } from '../../src/connectors/service/service.ts'
import { PATIENT } from '../support/patience.ts'
import { ada, BUTTON, createWorld, ORDERS, TRACE, type World } from './world.ts'

/** A Connect cluster whose pause is carried out, or not, and answered by a time-out. */
function timingOut({ prod, client }: World, carriedOut: boolean): ConnectCluster {
  const pause = async (name: string) => {
    if (carriedOut) await client.pause(name)
    throw new ConnectError('timed-out', 'Request timed out.', { outcomeUnknown: true })
  }
  return { ...prod, client: { ...client, pause } }
}

describe('a write of which Connect does not say whether it was done', () => {
  it.each([
    [true, 'seen since: paused'],
    [false, 'seen since: 3 of 3 tasks running'],
  ])('is not repeated; what is so is said (carried out: %s)', async (carriedOut, detail) => {
    const world = await createWorld()
    const service = world.another({ clusters: [timingOut(world, carriedOut)] })

    const { settled } = await world.until(service.act(ada, 'pause', ORDERS, {}, BUTTON))

    expect(await world.until(settled)).toMatchObject({
      kind: 'unknown',
      detail: `Kafka Connect did not say whether it was done; ${detail}`,
    })
    expect(world.asked()).toEqual(carriedOut ? ['PUT /connectors/orders-sink/pause'] : [])
  })

  it('while the broker is frozen is told, and was carried out after all', async () => {
    const { service, connect, client, clock, until, waiting } = await createWorld()
    connect.freezeBroker(true)

    const started = service.act(ada, 'pause', ORDERS, {}, BUTTON)
    await expect.poll(waiting).toContain('PUT /connectors/orders-sink/pause')
    // The worker counts its 30 s from when it gets the request.
    const isAnswered = async () => {
      await clock.advance(1_000)
      return waiting().length === 0
    }
    await vi.waitUntil(isAnswered, PATIENT)
    const { settled } = await until(started)

    expect(await until(settled)).toMatchObject({
      kind: 'unknown',
      detail: expect.stringContaining('3 of 3 tasks running'),
    })
    connect.freezeBroker(false)
    await until(clock.sleep(1_000))
    expect((await client.status('orders-sink')).connector.state).toBe('PAUSED')
  })
})

describe('what does not settle', () => {
  it('is told after a minute, with what was seen last', async () => {
    const { service, connect, clock, until } = await createWorld()

    const { settled } = await until(service.act(ada, 'restart', ORDERS, { mode: 'all' }, BUTTON))
    await until(clock.sleep(500))
    connect.rebalance(300_000)

    expect(await until(settled)).toMatchObject({
      kind: 'unsettled',
      detail: expect.stringMatching(/^still rebalancing after 60 s; last seen: .*unassigned/),
    })
  })
})

it('what a channel may read of what does not settle names no worker', async () => {
  const world = await createWorld()
  const status = async () => {
    throw new ConnectError('timed-out', 'http://10.1.2.3:8083 did not answer within 6 s.')
  }
  const { status: first } = world.client
  let looked = false
  const once: typeof first = (...asked) => {
    const now = looked ? status : first
    looked = true
    return now(...asked)
  }
  const service = world.another({ clusters: [{ ...world.prod, client: { ...world.client, status: once } }] })

  const { settled } = await world.until(service.act(ada, 'pause', ORDERS, {}, BUTTON))

  expect(await world.until(settled)).toMatchObject({
    kind: 'unsettled',
    detail: 'not settled after 60 s; last seen: nothing; Kafka Connect since then: timed-out',
  })
})

describe('a rebalance that lasts', () => {
  it('is not waited out longer than anything else', async () => {
    const world = await createWorld()
    const { client, clock, until } = world
    const late = clock.now() + 50_000
    const status: typeof client.status = async (name, wait) => {
      if (clock.now() < late) return client.status(name)
      if (wait?.repeats !== false) await clock.sleep(60_000, wait?.signal)
      throw new ConnectError('rebalancing', 'Request cannot be completed because a rebalance is expected')
    }
    const pause = async () => undefined
    const service = world.another({ clusters: [{ ...world.prod, client: { ...client, status, pause } }] })

    const { settled } = await until(service.act(ada, 'pause', ORDERS, {}, BUTTON))

    expect(await until(settled)).toMatchObject({
      detail: expect.stringMatching(/^still rebalancing/),
      seconds: 60,
    })
  })

  it.each(['status', 'connector'] as const)('is told to whoever acts meanwhile (%s)', async (read) => {
    const world = await createWorld()
    const waiting = async (name: string, wait?: WaitOptions) => {
      wait?.onRebalance?.()
      return world.client[read](name, wait)
    }
    const service = world.another({ clusters: [{ ...world.prod, client: { ...world.client, [read]: waiting } }] })
    const told: string[] = []

    const { settled } = await world.until(service.act(ada, 'delete', ORDERS, {}, BUTTON, (text) => told.push(text)))
    await world.until(settled)

    expect(told[0]).toBe('Kafka Connect is rebalancing; waiting for it to finish')
  })

  it.each<[string, (service: Service, wait: WaitOptions) => Promise<unknown>]>([
    ['show', (service, wait) => service.show(ada, ORDERS, wait)],
    ['trace', (service, wait) => service.trace(ada, ORDERS, 0, wait)],
  ])('is told to whoever reads (%s)', async (_, read) => {
    const { service, connect, until } = await createWorld()
    connect.failTask('orders-sink', 0, TRACE)
    connect.rebalance(10_000)
    let told = 0

    await until(read(service, { onRebalance: () => void told++ }))

    expect(told).toBeGreaterThan(0)
  })
})
