import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { expect, it, onTestFinished, vi } from 'vitest'
import { onceCalm, shows, sinkConfig, useWorkers } from './contract.ts'
import { errorOf } from './open.ts'

vi.setConfig({ testTimeout: 60_000 })
const workers = useWorkers()

const FAILED_ONLY = { includeTasks: true, onlyFailed: true }
const EVERYTHING = { includeTasks: true, onlyFailed: false }

it('what failed is restarted by a plan that still shows the old traces, and runs once the cause is gone', async () => {
  const folder = await mkdtemp(`${tmpdir()}/contract-`)
  onTestFinished(() => rm(folder, { recursive: true }))
  const name = workers.name('failing')
  await workers.client().create({ name, config: sinkConfig({ file: `${folder}/later/out` }) })
  const failed = await shows(workers.client(), name, 'RUNNING', ['FAILED', 'FAILED'])
  await mkdir(`${folder}/later`)

  const plan = await workers.client().restart(name, FAILED_ONLY)

  expect(failed.tasks[0]?.trace).toMatch(
    /^org\.apache\.kafka\.connect\.errors\.ConnectException: Couldn't find or create file/,
  )
  expect(failed.tasks[0]?.trace).toContain('Caused by: java.nio.file.NoSuchFileException')
  expect(plan?.connector.state).toBe('RUNNING')
  // Where another worker is at it already, or has done it, it is shown without the trace.
  const shown = plan?.tasks.map(({ state, trace }) => (trace === undefined ? 'under way' : `${state}: ${trace}`)) ?? []
  expect(shown).toHaveLength(2)
  for (const [task, says] of shown.entries()) {
    expect(['under way', `RESTARTING: ${failed.tasks[task]?.trace}`]).toContain(says)
  }
  const healed = await shows(workers.client(), name, 'RUNNING', ['RUNNING', 'RUNNING'])
  expect(healed.tasks.map((task) => task.trace)).toEqual([undefined, undefined])
})

it('one task that failed can be restarted alone', async () => {
  const folder = await mkdtemp(`${tmpdir()}/contract-`)
  onTestFinished(() => rm(folder, { recursive: true }))
  const name = workers.name('task')
  await workers.client().create({ name, config: sinkConfig({ file: `${folder}/later/out` }) })
  await shows(workers.client(), name, 'RUNNING', ['FAILED', 'FAILED'])
  await mkdir(`${folder}/later`)

  await onceCalm(() => workers.client().restartTask(name, 1))

  await shows(workers.client(), name, 'RUNNING', ['FAILED', 'RUNNING'])
})

it('where nothing failed, the plan marks nothing', async () => {
  const name = await workers.runningSink('healthy')

  const plan = await workers.client().restart(name, FAILED_ONLY)

  expect(plan?.connector.state).toBe('RUNNING')
  expect(plan?.tasks.map((task) => task.state)).toEqual(['RUNNING', 'RUNNING'])
})

it('a restart of everything marks everything, and everything runs again', async () => {
  const name = await workers.runningSink('all')

  const plan = await onceCalm(() => workers.client().restart(name, EVERYTHING))

  expect(plan?.connector.state).toBe('RESTARTING')
  expect(plan?.tasks.map((task) => task.state)).toEqual(['RESTARTING', 'RESTARTING'])
  await shows(workers.client(), name, 'RUNNING', ['RUNNING', 'RUNNING'])
})

it('a restart without options has no plan', async () => {
  const name = await workers.runningSink('plain')

  const plan = await onceCalm(() => workers.client().restart(name, { includeTasks: false, onlyFailed: false }))

  expect(plan).toBeUndefined()
})

it('what is paused says RESTARTING and is paused again', async () => {
  const name = await workers.runningSink('paused')
  await workers.client().pause(name)
  await shows(workers.client(), name, 'PAUSED', ['PAUSED', 'PAUSED'])

  const plan = await onceCalm(() => workers.client().restart(name, EVERYTHING))

  expect(plan?.connector.state).toBe('RESTARTING')
  await shows(workers.client(), name, 'PAUSED', ['PAUSED', 'PAUSED'])
})

it('what failed of a paused connector is paused by a restart, not by a resume, and runs then', async () => {
  const folder = await mkdtemp(`${tmpdir()}/contract-`)
  onTestFinished(() => rm(folder, { recursive: true }))
  const name = workers.name('paused-failed')
  await workers.client().create({ name, config: sinkConfig({ file: `${folder}/later/out` }) })
  await shows(workers.client(), name, 'RUNNING', ['FAILED', 'FAILED'])
  await workers.client().pause(name)
  await shows(workers.client(), name, 'PAUSED', ['FAILED', 'FAILED'])
  await mkdir(`${folder}/later`)

  await workers.client().restart(name, FAILED_ONLY)

  const paused = await shows(workers.client(), name, 'PAUSED', ['PAUSED', 'PAUSED'])
  expect(paused.tasks.map((task) => task.trace)).toEqual([undefined, undefined])
  await workers.client().resume(name)
  await shows(workers.client(), name, 'RUNNING', ['RUNNING', 'RUNNING'])
})

it('a restart of a stopped connector promises what it does not do', async () => {
  const name = await workers.runningSink('stopped-all')
  await workers.client().stop(name)
  await shows(workers.client(), name, 'STOPPED', [])

  const plan = await onceCalm(() => workers.client().restart(name, EVERYTHING))

  expect(plan?.connector.state).toBe('RESTARTING')
  await shows(workers.client(), name, 'STOPPED', [])
})

it('a task of a stopped connector cannot be restarted: Connect says that it is rebalancing, for ever', async () => {
  const name = await workers.runningSink('stopped')
  await workers.client().stop(name)
  await shows(workers.client(), name, 'STOPPED', [])

  await vi.waitFor(async () => {
    const error = await errorOf(workers.impatient().restartTask(name, 0))

    expect(error).toMatchObject({ kind: 'rebalancing', status: 409 })
    expect(error.message).toContain('no known leader URL')
  }, 20_000)
})
