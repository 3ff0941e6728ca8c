import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createScene, type Scene } from '../support/scene.ts'
import { configOf, type Person, reviews, startsWith } from './form.ts'

const TWICE = 'com.example.TwiceSinkConnector'

let scene: Scene
beforeEach(async () => {
  scene = await createScene()
  // as a worker lists what is in several folders
  for (const version of ['1.10.1', '1.13.0', '1.13.0'])
    scene.prod.control.addPlugin({ class: TWICE, type: 'sink', version, definitions: [] })
})
afterEach(() => scene.close())

async function creates(person: Person, name: string): Promise<void> {
  await person.types('Connector name  name', name)
  await person.types('Topics  topics', 'orders')
  await reviews(person)
  await person.submits()
  await person.sees(`admin created ${name} on prod`)
}

describe('a class that is installed in two versions', () => {
  it('is offered in each, and runs in the one that was chosen', async () => {
    const admin = scene.as('admin')
    await admin.runs('/connect create')
    await admin.sees('Connector class')
    expect(await admin.searches('Connector class', 'Twice')).toEqual([
      'TwiceSinkConnector 1.13.0',
      'TwiceSinkConnector 1.10.1',
    ])
    await admin.closes()
    await startsWith(admin, 'TwiceSinkConnector 1.10.1')

    await creates(admin, 'older')

    expect(await configOf(scene.prod, 'older')).toMatchObject({ 'connector.plugin.version': '1.10.1' })
  })

  it('is created without a version on a worker that knows no such key', async () => {
    scene.prod.control.setVersion('4.0.0')
    const admin = scene.as('admin')
    await startsWith(admin, 'TwiceSinkConnector 1.10.1')

    await creates(admin, 'older')

    expect(await configOf(scene.prod, 'older')).not.toHaveProperty('connector.plugin.version')
  })
})
