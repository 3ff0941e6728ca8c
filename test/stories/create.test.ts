import { afterEach, beforeEach, expect, it } from 'vitest'
import { createScene, type Scene } from '../support/scene.ts'

let scene: Scene
beforeEach(async () => {
  scene = await createScene()
})
afterEach(() => scene.close())

it('a connector is created through the form, from the class to the card', async () => {
  const admin = scene.as('admin')
  await admin.runs('/connect create')
  await admin.sees('Connector class')
  await admin.chooses('Connector class', 'FileStreamSinkConnector 4.3.1')
  await admin.submits()
  await admin.sees('Check and review')
  await admin.types('Connector name  name', 'orders-file')
  await admin.types('Topics  topics', 'orders')
  await admin.submits()
  console.log(await admin.sees('what will be created'))
  await admin.submits()
  console.log(await admin.sees('✓'))
})
