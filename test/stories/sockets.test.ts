import { afterEach, beforeEach, expect, it } from 'vitest'
import { fileSink } from '../support/connectors.ts'
import { MODE } from '../support/mode.ts'
import { createScene, type Scene } from '../support/scene.ts'

let scene: Scene
beforeEach(async () => {
  scene = await createScene()
  scene.prod.control.seed([fileSink('orders-sink')])
})
afterEach(() => scene.close())

it.skipIf(MODE === 'http')('a second socket opens, so that one may break without anybody noticing', async () => {
  await scene.slack.waitFor(() => scene.slack.sockets.count() === 2, 'the second socket opens', 'U0OPERATOR')

  scene.slack.sockets.dropOne()
  await scene.slack.waitFor(() => scene.slack.sockets.count() === 1, 'one socket is gone', 'U0OPERATOR')
  await scene.as('operator').runs('/connect list')

  expect(scene.as('operator').screen()).toContain('prod/orders-sink')
})

it('an operation that a stop interrupts is finished by the next process, which tells whoever asked', async () => {
  await scene.as('operator').runs('/connect show orders-sink')
  await scene.as('operator').clicks('Restart all', { confirm: true })
  scene.prod.control.hang('/status')

  await scene.restarts()
  scene.slack.reload('U0OPERATOR')
  scene.prod.control.hang(false)

  await scene.as('operator').sees('operator restarted orders-sink on prod … 2 of 2 tasks running')
})
