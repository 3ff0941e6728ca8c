import { expect, it, vi } from 'vitest'
import { onceCalm, SINK, shows, sinkConfig, useWorkers } from './contract.ts'
import { errorOf } from './open.ts'

vi.setConfig({ testTimeout: 60_000 })
const workers = useWorkers()

it('a worker says its version, its Kafka cluster and its health', async () => {
  for (const client of workers.each()) {
    expect((await client.info()).version).toMatch(/^\d+\.\d+/)
    expect((await client.info()).kafka_cluster_id).toMatch(/^[\w-]{22}$/)
    expect(await client.health()).toMatchObject({ status: 'healthy' })
  }
})

it('the config of a connector is given back as it was given', async () => {
  const name = await workers.runningSink('config', { 'consumer.override.client.id': '${file:/nowhere:id}' })

  const info = await onceCalm(() => workers.client().connector(name))

  expect(info).toEqual({
    name,
    type: 'sink',
    nulls: {},
    config: { ...sinkConfig(), 'consumer.override.client.id': '${file:/nowhere:id}', name },
    tasks: [
      { connector: name, task: 0 },
      { connector: name, task: 1 },
    ],
  })
})

it('a change sets and removes keys and leaves the others alone', async () => {
  const name = await workers.runningSink('patched', { 'errors.tolerance': 'all' })

  const { config } = await onceCalm(() =>
    workers.client().patchConfig(name, { 'errors.tolerance': null, 'tasks.max': '1' }),
  )

  expect(config).toEqual({ ...sinkConfig({ 'tasks.max': '1' }), name })
  await shows(workers.client(), name, 'RUNNING', ['RUNNING'])
})

it('a config is put in place of the old one, or makes a connector where there was none', async () => {
  const name = workers.name('put')

  const first = await onceCalm(() => workers.client().putConfig(name, sinkConfig()))
  await shows(workers.client(), name, 'RUNNING', ['RUNNING', 'RUNNING'])
  const second = await onceCalm(() => workers.client().putConfig(name, sinkConfig()))

  expect([first.created, second.created]).toEqual([true, false])
  expect(second.connector.config).toEqual({ ...sinkConfig(), name })
  await shows(workers.client(), name, 'RUNNING', ['RUNNING', 'RUNNING'])
})

it('a config that is wrong is rejected with what is wrong, and nothing is made', async () => {
  const name = workers.name('wrong')

  const error = await errorOf(workers.client().create({ name, config: sinkConfig({ 'tasks.max': 'many' }) }))

  expect(error).toMatchObject({ kind: 'rejected', outcomeUnknown: false, status: 400 })
  expect(error.message).toContain('Invalid value many for configuration tasks.max: Not a number of type INT')
  expect(await workers.client().names()).not.toContain(name)
})

it('a class that no worker has is named, the others are not', async () => {
  const name = workers.name('classless')
  const config = { 'connector.class': 'com.example.Nope' }

  const create = await errorOf(workers.client().create({ name, config }))
  const validate = await errorOf(workers.client().validate('com.example.Nope', { name }))

  for (const error of [create, validate]) {
    expect(error).toMatchObject({ kind: 'rejected', outcomeUnknown: false })
    expect(error.message).toMatch(
      /^Failed to find any class that implements Connector and which name matches com\.example\.Nope$/,
    )
  }
})

it('plugins, their definitions and what is wrong with a form', async () => {
  const plugins = await workers.client().plugins(true)
  const definitions = await workers.client().pluginConfig(SINK)
  const validation = await workers.client().validate(SINK, { name: 'x', topics: 'a' })

  expect(plugins.find((plugin) => plugin.class === SINK)).toMatchObject({ type: 'sink' })
  expect(definitions.find((key) => key.name === 'file')).toMatchObject({ type: 'STRING' })
  expect(definitions.find((key) => key.name === 'tasks.max')?.order).toBeGreaterThan(0)
  expect(validation.configs.find(({ value }) => value?.name === 'topics')?.value?.errors).toEqual([])
  expect(validation.configs.flatMap(({ value }) => value?.errors ?? [])).toEqual([])
})

it('everything about a connector that is not there is not found, but its topics', async () => {
  const name = 'contract-nobody'
  const client = workers.client()
  const calls: Record<string, () => Promise<unknown>> = {
    status: () => client.status(name),
    connector: () => client.connector(name),
    pause: () => client.pause(name),
    resume: () => client.resume(name),
    stop: () => client.stop(name),
    'restart with options': () => client.restart(name, { includeTasks: true, onlyFailed: true }),
    restart: () => client.restart(name, { includeTasks: false, onlyFailed: false }),
    'restart of a task': () => client.restartTask(name, 0),
    patch: () => client.patchConfig(name, { a: '1' }),
    remove: () => client.remove(name),
    'plugin config': () => client.pluginConfig('com.example.Nope'),
  }

  const kinds = await Promise.all(
    Object.entries(calls).map(async ([what, call]) => [what, (await errorOf(onceCalm(call))).kind]),
  )

  expect(Object.fromEntries(kinds)).toEqual(Object.fromEntries(Object.keys(calls).map((what) => [what, 'not-found'])))
  expect(await client.topics(name)).toEqual([])
})
