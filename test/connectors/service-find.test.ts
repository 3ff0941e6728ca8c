import { describe, expect, it } from 'vitest'
import { ConnectError } from '../../src/connect/errors.ts'
import { keyOf } from '../../src/connectors/key.ts'
import type { ConnectCluster } from '../../src/connectors/model.ts'
import { ada, createWorld, ORDERS, type World } from './world.ts'

/** Beside prod a Connect cluster `staging` that has `names` after so many milliseconds; without names never answers. */
async function beside(after: number, names?: string[]) {
  const world = await createWorld()
  const answer = async () => {
    if (names === undefined) return new Promise<never>(() => {})
    await world.clock.sleep(after)
    return names
  }
  const staging: ConnectCluster = { ...world.prod, id: 'staging', name: 'Staging' }
  const client = { ...world.client, names: answer, statuses: () => new Promise<never>(() => {}) }
  const service = world.another({ clusters: [world.prod, { ...staging, client }] })
  return { ...world, service }
}

async function took<T>({ clock, until }: Pick<World, 'clock' | 'until'>, answer: Promise<T>) {
  const before = clock.now()
  const result = await until(answer.catch((error: unknown) => error))
  return { result, seconds: (clock.now() - before) / 1000 }
}

describe('a button', () => {
  it('finds its connector although another Connect cluster is silent', async () => {
    const world = await beside(0)

    const { result, seconds } = await took(world, world.service.byKey(ada, keyOf(ORDERS)))

    expect(result).toEqual(ORDERS)
    expect(seconds).toBeLessThan(1)
  })

  it('waits for the silent one where nobody else has it, and says that it did not answer', async () => {
    const world = await beside(0)

    const { result, seconds } = await took(world, world.service.byKey(ada, keyOf({ ...ORDERS, connector: 'else' })))

    expect(result).toBeInstanceOf(ConnectError)
    expect(seconds).toBeCloseTo(6, 0)
  })
})

describe('a name', () => {
  it('is found two seconds after the first answer when another Connect cluster is silent', async () => {
    const world = await beside(0)

    const { result, seconds } = await took(world, world.service.resolve(ada, { connector: 'orders-sink' }))

    expect(result).toEqual({ kind: 'one', ref: ORDERS })
    expect(seconds).toBeCloseTo(2, 0)
  })

  it('is on several when the other one says so in time', async () => {
    const world = await beside(1_500, ['orders-sink'])

    const { result } = await took(world, world.service.resolve(ada, { connector: 'orders-sink' }))

    expect(result).toEqual({ kind: 'many', refs: [ORDERS, { ...ORDERS, cluster: 'staging' }] })
  })

  it('is not taken for the only one while a Connect cluster is silent', async () => {
    const world = await beside(0)

    const { result } = await took(world, world.service.resolve(ada, { connector: 'orders-sink', only: true }))

    expect(result).toMatchObject({
      name: 'UserError',
      message:
        'staging did not answer, so it is not known whether it has a connector of that name. ' +
        'Nothing was done: name the Connect cluster, as in prod/orders-sink.',
    })
  })

  it('is enough with its Connect cluster', async () => {
    const world = await beside(0)

    const { result, seconds } = await took(world, world.service.resolve(ada, { ...ORDERS, only: true }))

    expect(result).toEqual({ kind: 'one', ref: ORDERS })
    expect(seconds).toBeLessThan(1)
  })
})

it('a list gives a silent Connect cluster up as soon as it is told to', async () => {
  const world = await beside(0)

  const { result, seconds } = await took(world, world.service.list(ada, {}, 2_000))

  expect(result).toMatchObject({ clusters: [{ rows: [ORDERS] }, { rows: [], error: { kind: 'timed-out' } }] })
  expect(seconds).toBeCloseTo(2, 0)
})
