import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fileSink, LOGIN_FAILED } from '../support/connectors.ts'
import { createScene, type Scene } from '../support/scene.ts'

const PROOF = 'Type the connector’s name to delete it'

/** Everything that Slack may bring, by both ways in which it can. */
describe.each(['socket', 'http'] as const)('in %s mode', (mode) => {
  let scene: Scene
  const operator = () => scene.as('operator')
  const admin = () => scene.as('admin')

  beforeEach(async () => {
    scene = await createScene({ mode })
    await scene.prod.control.seed([fileSink('orders-sink')])
  })
  afterEach(() => scene.close())

  it('answers a command', async () => {
    await operator().runs('/connect list')

    expect(operator().screen()).toContain('healthy ● prod/orders-sink')
  })

  it('does what a button says, and tells how it ended', async () => {
    scene.prod.control.failTask('orders-sink', 1, LOGIN_FAILED, { once: true })
    await operator().runs('/connect show orders-sink')

    await operator().clicks('Restart what failed')

    expect(await operator().sees('✓')).toContain('2 of 2 tasks running')
  })

  it('refuses and takes what a modal submits', async () => {
    await admin().runs('/connect delete orders-sink')
    await admin().sees('Type the connector')
    await admin().types(PROOF, 'other-sink')
    await admin().submits()
    const refused = admin().screen()

    await admin().types(PROOF, 'orders-sink')
    await admin().submits()

    expect(refused).toContain('That is not the name')
    expect(await admin().sees('deleted orders-sink')).toContain('[Recreate]')
  })

  it('offers what a select searches', async () => {
    await operator().runs('/connect')

    expect(await operator().searches('Find a connector…', 'orders')).toEqual(['orders-sink'])
  })

  it('hears of events', async () => {
    await operator().opensHome()

    expect(operator().screen()).toContain('Kafka Connect')
  })

  it('serves again after a restart', async () => {
    await scene.restarts()

    await operator().runs('/connect list')

    expect(operator().screen()).toContain('prod/orders-sink')
  })
})
