import { afterEach, beforeEach, expect, it } from 'vitest'
import { fileSink } from '../support/connectors.ts'
import { createScene, type Scene } from '../support/scene.ts'

/** One Connect cluster answers, the other one takes requests and says nothing. */
let scene: Scene
beforeEach(async () => {
  scene = await createScene()
  scene.prod.control.seed([fileSink('orders-sink')])
  scene.staging.control.hang('/connectors')
})
afterEach(async () => {
  scene.staging.control.hang(false)
  await scene.close()
})

it('what is typed into the select finds what the others have, while Slack still waits for it', async () => {
  await scene.as('reader').runs('/connect')

  expect(await scene.as('reader').searches('Find a connector…', 'orders')).toEqual(['orders-sink'])
})

it('stopping what may be there twice is refused until the Connect cluster is named', async () => {
  await scene.as('operator').runs('/connect stop orders-sink')
  await scene.as('operator').sees('staging did not answer, so it is not known whether it has a connector of that name')
  expect(writes()).toEqual([])

  await scene.as('operator').runs('/connect stop prod/orders-sink')

  await scene.as('operator').sees('operator stopped orders-sink on prod')
  expect(writes()).toEqual(['PUT /connectors/orders-sink/stop'])
})

it('pausing and looking do not wait for it', async () => {
  await scene.as('operator').runs('/connect pause orders-sink')

  await scene.as('operator').sees('operator paused orders-sink on prod')
})

const writes = () =>
  scene.prod.control
    .requests()
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path }) => `${method} ${path}`)
