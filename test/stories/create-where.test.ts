import { afterEach, describe, expect, it } from 'vitest'
import { createScene, type Scene } from '../support/scene.ts'
import { SINK } from './form.ts'

let scene: Scene
afterEach(() => scene.close())

describe('the Connect cluster that was named for a new connector', () => {
  it('is offered first', async () => {
    scene = await createScene()
    const admin = scene.as('admin')

    await admin.runs('/connect create staging')

    expect(await admin.sees('Connector class')).toContain('‹staging›')
  })

  it('with a class is enough to open its form', async () => {
    scene = await createScene()
    const admin = scene.as('admin')

    await admin.runs('/connect create MockSinkConnector --cluster staging')

    expect(await admin.sees('Check and review')).toContain('A new connector on staging')
  })

  it('is not forgotten while it is asked which connector is to be cloned', async () => {
    scene = await createScene()
    scene.prod.control.seed([SINK])
    scene.staging.control.seed([SINK])
    const admin = scene.as('admin')
    await admin.runs('/connect clone orders-sink --to staging')
    await admin.sees('Which one?')

    await admin.clicks('Open: prod/orders-sink')

    await admin.sees('A new connector on staging')
  })

  it.each([
    ['create', 'You may not create connectors: that takes CONNECT_CREATE. Ask in #data-platform.'],
    ['create prod', 'You may not create connectors on prod: that takes CONNECT_CREATE there. Ask in #data-platform.'],
    ['create --cluster stagin', 'There is no Connect cluster "stagin". Did you mean staging?'],
  ])('or why not, and where to ask: %s', async (words, said) => {
    scene = await createScene({ whereToAsk: 'Ask in #data-platform.' })

    await scene.as('reader').runs(`/connect ${words}`)

    await scene.as('reader').sees(said)
  })
})
