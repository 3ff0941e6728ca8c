import { afterEach, beforeEach, expect, it } from 'vitest'
import { fileSink, LOGIN_FAILED } from '../support/connectors.ts'
import { MODE } from '../support/mode.ts'
import { createScene, type Scene } from '../support/scene.ts'

let scene: Scene
beforeEach(async () => {
  scene = await createScene()
  scene.prod.control.seed([fileSink('orders-sink')])
  scene.prod.control.failTask('orders-sink', 1, LOGIN_FAILED, { once: true })
})
afterEach(() => scene.close())

it('two people who restart at once send one restart, and both are told how it ends', async () => {
  await Promise.all([
    scene.as('operator').runs('/connect restart orders-sink'),
    scene.as('admin').runs('/connect restart orders-sink'),
  ])

  await scene.as('operator').sees('2 of 2 tasks running after')
  await scene.as('admin').sees('2 of 2 tasks running after')
  expect(restarts()).toHaveLength(1)
  const screens = [scene.as('operator').screen(), scene.as('admin').screen()].join('\n')
  expect(screens).toMatch(/started a restart \d s ago/)
})

it('a double click sends one restart', async () => {
  await scene.as('operator').runs('/connect show orders-sink')

  await Promise.all([1, 2].map(() => scene.as('operator').clicks('Restart what failed')))

  await scene.as('operator').sees('2 of 2 tasks running after')
  expect(restarts()).toHaveLength(1)
})

// Over HTTP Slack repeats events alone.
it.skipIf(MODE === 'http')('a delivery that Slack repeats runs once', async () => {
  scene.slack.sockets.duplicateNext()

  await scene.as('operator').runs('/connect restart orders-sink')

  await scene.as('operator').sees('2 of 2 tasks running after')
  expect(restarts()).toHaveLength(1)
})

it('the next person may act once the first has ended', async () => {
  await scene.as('operator').runs('/connect restart orders-sink')
  await scene.as('operator').sees('2 of 2 tasks running after')

  await scene.as('admin').runs('/connect restart orders-sink --all')

  await scene.as('admin').sees('admin restarted orders-sink')
  expect(restarts()).toHaveLength(2)
})

const restarts = () =>
  scene.prod.control.requests().filter(({ method, path }) => method === 'POST' && path.includes('/restart'))
