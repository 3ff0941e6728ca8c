import { expect, it, vi } from 'vitest'
import { onceCalm, shows, sinkConfig, useWorkers } from './contract.ts'
import { errorOf } from './open.ts'

vi.setConfig({ testTimeout: 60_000 })
const workers = useWorkers()

it('a connector that was created is nowhere at first, then runs', async () => {
  const name = workers.name('fresh')

  const created = await workers.client().create({ name, config: sinkConfig() })

  expect(created).toMatchObject({ name, type: 'sink', config: { ...sinkConfig(), name } })
  const status = await shows(workers.client(), name, 'RUNNING', ['RUNNING', 'RUNNING'])
  expect(status).toMatchObject({ name, type: 'sink' })
  expect(status.tasks.map((task) => task.id)).toEqual([0, 1])
  expect((await workers.client().statuses()).get(name)).toMatchObject(await workers.client().status(name))
  expect(await workers.client().names()).toContain(name)
})

it('a name is taken once', async () => {
  const name = await workers.runningSink('taken')

  const error = await errorOf(workers.client().create({ name, config: sinkConfig() }))

  expect(error).toMatchObject({ kind: 'already-exists', status: 409, message: `Connector ${name} already exists` })
})

it.each(['PAUSED', 'STOPPED'] as const)(
  'a connector can be created %s, and makes no tasks before it is resumed',
  async (state) => {
    const name = workers.name(`born-${state}`)

    await workers.client().create({ name, config: sinkConfig(), initial_state: state })

    await shows(workers.client(), name, state, [])
    await workers.client().resume(name)
    await shows(workers.client(), name, 'RUNNING', ['RUNNING', 'RUNNING'])
  },
)

it('pause, stop and resume are taken by every worker, again and again', async () => {
  const name = await workers.runningSink('moved')

  for (const client of workers.each()) {
    await client.pause(name)
    await client.pause(name)
    await shows(client, name, 'PAUSED', ['PAUSED', 'PAUSED'])
    await client.stop(name)
    await client.stop(name)
    await shows(client, name, 'STOPPED', [])
    await client.resume(name)
    await client.resume(name)
    await shows(client, name, 'RUNNING', ['RUNNING', 'RUNNING'])
  }
})

it('a removed connector is gone from the list at once, its status a little later', async () => {
  const name = await workers.runningSink('removed')

  await onceCalm(() => workers.client().remove(name))

  await vi.waitFor(async () => expect(await workers.client().names()).not.toContain(name), 5_000)
  expect(await errorOf(onceCalm(() => workers.client().connector(name)))).toMatchObject({ kind: 'not-found' })
  await vi.waitFor(async () => expect((await errorOf(workers.client().status(name))).kind).toBe('not-found'), 15_000)
})

it.each(['sp ace', '-> #1? [x] "<>:&+', 'naïve ✓ 🦊', '__proto__'])(
  'a connector called %j can be looked after',
  async (odd) => {
    const name = await workers.runningSink(odd)

    await workers.client().pause(name)

    await shows(workers.client(), name, 'PAUSED', ['PAUSED', 'PAUSED'])
    expect(await workers.client().connector(name)).toMatchObject({ name })
    expect((await workers.client().statuses()).has(name)).toBe(true)
    await onceCalm(() => workers.client().remove(name))
  },
)
