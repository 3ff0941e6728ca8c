import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fileSink, LOGIN_FAILED } from '../support/connectors.ts'
import { createScene, type Scene } from '../support/scene.ts'

let scene: Scene
beforeEach(async () => {
  scene = await createScene()
  scene.prod.control.seed([fileSink('orders-sink'), fileSink('clicks-sink')])
})
afterEach(() => scene.close())

describe('restarting what failed', () => {
  it('sends one restart, waits until the tasks run, and says how long it took', async () => {
    scene.prod.control.failTask('orders-sink', 1, LOGIN_FAILED, { once: true })

    await operator().runs('/connect restart orders-sink')

    expect(await operator().sees('✓')).toContain('operator restarted orders-sink on prod … 2 of 2 tasks running after')
    expect(writes()).toEqual(['POST /connectors/orders-sink/restart?includeTasks=true&onlyFailed=true'])
  })

  it('says so when it fails again with the same cause', async () => {
    scene.prod.control.failTask('orders-sink', 1, LOGIN_FAILED)

    await operator().runs('/connect restart orders-sink')

    expect(await operator().sees('failed again')).toContain('failed again with the same cause')
  })

  it('restarts nothing where nothing had failed, and offers to restart all', async () => {
    await operator().runs('/connect restart orders-sink')

    const screen = await operator().sees('nothing was restarted')

    expect(screen).toContain('[Restart all]')
  })

  it('restarts one task by its button', async () => {
    scene.prod.control.failTask('orders-sink', 1, LOGIN_FAILED, { once: true })
    await operator().runs('/connect show orders-sink')

    await operator().clicks('Restart task 1 of orders-sink')

    await operator().sees('operator restarted task 1 of orders-sink')
    expect(writes()).toEqual(['POST /connectors/orders-sink/tasks/1/restart'])
  })

  it('is announced in the channel in which the window was opened that led there', async () => {
    scene.prod.control.failTask('orders-sink', 1, LOGIN_FAILED, { once: true })
    await operator().runs('/connect trace orders-sink')
    await operator().sees('doAuthentication')
    await operator().clicks('Open connector')

    await operator().clicks('Restart what failed')

    await scene.as('reader').sees('operator restarted orders-sink')
  })

  it('corrects itself when the task fails once more within two minutes', async () => {
    scene.prod.control.failTask('orders-sink', 1, LOGIN_FAILED, { once: true })
    await operator().runs('/connect restart orders-sink')
    await operator().sees('✓')

    scene.prod.control.failTask('orders-sink', 1, LOGIN_FAILED)

    expect(await operator().sees(/failed (once more|again)/)).toContain('✖')
  })
})

describe('pause, resume and stop', () => {
  it('tells the outcome to the person and once to the channel', async () => {
    await operator().runs('/connect pause orders-sink')
    await operator().sees('paused after')

    await scene.as('reader').sees('operator paused orders-sink on prod')
    expect(
      scene
        .as('reader')
        .screen()
        .match(/paused orders-sink/g),
    ).toHaveLength(1)
  })

  it('offers the way back as the first button', async () => {
    await operator().runs('/connect pause orders-sink')
    await operator().sees('paused ❚❚')

    await operator().clicks('Resume')

    expect(await operator().sees('resumed orders-sink')).toContain('2 of 2 tasks running')
  })

  it('asks before it stops from a card', async () => {
    await operator().runs('/connect show orders-sink')

    expect(await operator().isAskedBy('Stop')).toContain('All tasks are shut down')
    await operator().clicks('Stop', { confirm: true })

    expect(await operator().sees('stopped ■')).toContain('operator stopped orders-sink on prod')
  })
})

describe('deleting', () => {
  it('takes the name as proof, keeps the config, and can be taken back', async () => {
    await admin().runs('/connect delete orders-sink')
    expect(await admin().sees('Type the connector')).toContain('Stops 2 tasks')
    await admin().types('Type the connector’s name to delete it', 'clicks-sink')
    await admin().submits()
    expect(admin().screen()).toContain('That is not the name')

    await admin().types('Type the connector’s name to delete it', 'orders-sink')
    await admin().submits()
    await admin().sees('deleted orders-sink')
    expect(await names()).toEqual(['clicks-sink'])

    await admin().clicks('Recreate')
    await admin().sees('recreated orders-sink')
    expect((await names()).toSorted()).toEqual(['clicks-sink', 'orders-sink'])
  })

  it('recreates what was stopped as stopped', async () => {
    await admin().runs('/connect stop orders-sink')
    await admin().sees('stopped ■')
    await admin().runs('/connect delete orders-sink')
    await admin().sees('Type the connector')
    await admin().types('Type the connector’s name to delete it', 'orders-sink')
    await admin().submits()
    await admin().sees('deleted orders-sink')

    await admin().clicks('Recreate')

    expect(await admin().sees('recreated orders-sink')).toContain('stopped after')
  })
})

const operator = () => scene.as('operator')
const admin = () => scene.as('admin')

/** What changed something, in order. */
const writes = () =>
  scene.prod.control
    .requests()
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path }) => `${method} ${path}`)

async function names(): Promise<string[]> {
  const response = await fetch(`${scene.prod.urls[0]}/connectors`)
  const body: unknown = await response.json()
  return Array.isArray(body) ? body.map(String) : []
}
