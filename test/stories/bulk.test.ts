import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fileSink, LOGIN_FAILED } from '../support/connectors.ts'
import { createScene, type Scene } from '../support/scene.ts'

let scene: Scene
beforeEach(async () => {
  scene = await createScene()
  scene.prod.control.seed([
    ...['orders-a', 'orders-b', 'orders-c'].map((name) => fileSink(name)),
    { ...fileSink('orders-resting'), state: 'PAUSED' },
    fileSink('clicks-sink'),
  ])
  scene.staging.control.seed([fileSink('orders-staging')])
})
afterEach(() => scene.close())

describe('a pattern', () => {
  it('shows what would be restarted and what not, and restarts just that', async () => {
    for (const name of ['orders-a', 'orders-c']) scene.prod.control.failTask(name, 1, LOGIN_FAILED, { once: true })

    await operator().runs('/connect restart orders-* --failed')

    const preview = await operator().sees('Restart what failed: 2 connectors on prod?')
    expect(preview).toContain('prod/orders-a: task 1')
    expect(preview).toContain('Left out, nothing of it failed: prod/orders-b')
    expect(preview).toContain('Left out, paused: prod/orders-resting')
    expect(writes()).toEqual([])

    await operator().clicks('Restart 2')
    await operator().sees('operator restarted 2 of 2 connectors on prod, after')

    expect(writes()).toEqual([
      'POST /connectors/orders-a/restart?includeTasks=true&onlyFailed=true',
      'POST /connectors/orders-c/restart?includeTasks=true&onlyFailed=true',
    ])
    await scene.as('reader').sees('operator restarted 2 of 2 connectors on prod')
  })

  it('says nothing where there is nothing to do', async () => {
    await operator().runs('/connect resume clicks-*')

    expect(await operator().sees('Nothing to do')).not.toContain('[Resume')
  })

  it('is refused where connectors are deleted', async () => {
    await scene.as('admin').runs('/connect delete orders-*')

    await scene.as('admin').sees('Delete is done to one connector at a time')
  })

  it('that is none is explained', async () => {
    await operator().runs('/connect pause or*ers')

    await operator().sees('is no pattern')
  })
})

describe('filters without a name', () => {
  it('pause every sink of one Connect cluster, and offer the way back', async () => {
    await operator().runs('/connect pause --cluster prod --sink')
    await operator().sees('Pause: 4 connectors on prod?')
    await operator().clicks('Pause 4')
    await operator().sees('operator paused 4 of 4 connectors on prod')

    await operator().clicks('Resume 4…')
    await operator().sees('Resume: 4 connectors on prod?')
    await operator().clicks('Resume 4')

    await operator().sees('operator resumed 4 of 4 connectors on prod')
    expect(await state('orders-resting')).toBe('PAUSED')
  })

  it('change nothing when the person cancels', async () => {
    await operator().runs('/connect stop --sink')
    expect(await operator().sees('Stop: 5 connectors on prod?')).toContain('All tasks are shut down')

    await operator().clicks('Cancel')

    await operator().sees('Cancelled')
    expect(writes()).toEqual([])
  })
})

it('one choice in a list stands for everything that it holds', async () => {
  await operator().runs('/connect list orders')

  await operator().chooses('All 5 of these…', 'Pause')

  const preview = await operator().sees('Pause: 3 connectors on prod?')
  expect(preview).toContain('Left out, you may not (CONNECT_ALTER_STATE): staging/orders-staging')
})

it('a reader is offered nothing to do to many', async () => {
  await scene.as('reader').runs('/connect list orders')

  expect(scene.as('reader').screen()).not.toContain('of these…')
})

it('above fifty the number is typed', async () => {
  scene.prod.control.seed(Array.from({ length: 51 }, (_, n) => fileSink(`many-${n}`)))
  await operator().runs('/connect pause many-*')
  await operator().sees('Pause: 51 connectors on prod?')
  await operator().clicks('Pause 51…')
  await operator().sees('Type 51 to go on')

  await operator().types('Type 51 to go on', '50')
  await operator().submits()
  expect(operator().screen()).toContain('These are 51. Nothing was done.')
  await operator().types('Type 51 to go on', '51')
  await operator().submits()

  await operator().sees('operator paused 51 of 51 connectors on prod')
})

it('of many that did not succeed twenty are named, and the rest behind a button', async () => {
  const names = Array.from({ length: 30 }, (_, n) => `many-${n}`)
  scene.prod.control.seed(names.map((name) => fileSink(name)))
  for (const name of names) scene.prod.control.failTask(name, 0, LOGIN_FAILED)
  await operator().runs('/connect restart many-*')
  await operator().sees('Restart what failed: 30 connectors')
  await operator().clicks('Restart 30')
  const summary = await operator().sees('operator restarted 0 of 30 connectors')
  expect(summary).toContain('not begun')
  expect(summary.match(/prod\/many-/g)).toHaveLength(20)

  await operator().clicks('All 30 that did not succeed')

  const all = await operator().sees('prod/many-29')
  expect(all.match(/prod\/many-/g)).toHaveLength(30)
  expect(all).toContain('the first 10 failed again with one cause: PSQLException')
})

it('a restart of the app half way loses and repeats nothing', async () => {
  const names = Array.from({ length: 12 }, (_, n) => `many-${n}`)
  scene.prod.control.seed(names.map((name) => fileSink(name)))
  for (const name of names) scene.prod.control.failTask(name, 0, LOGIN_FAILED, { once: true })
  await operator().runs('/connect restart many-*')
  await operator().sees('Restart what failed: 12 connectors')
  await operator().clicks('Restart 12')
  await operator().sees(/[1-9]\d? of 12 done/)

  await scene.restarts()

  await operator().sees('operator restarted 12 of 12 connectors on prod')
  expect(new Set(writes()).size).toBe(12)
  expect(writes()).toHaveLength(12)
})

const operator = () => scene.as('operator')

const writes = () =>
  scene.prod.control
    .requests()
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path }) => `${method} ${path}`)
    .toSorted()

async function state(name: string): Promise<unknown> {
  const response = await fetch(`${scene.prod.urls[0]}/connectors/${name}/status`)
  const body: unknown = await response.json()
  return JSON.stringify(body).includes('"PAUSED"') ? 'PAUSED' : 'else'
}
