import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createScene, type Scene } from '../support/scene.ts'
import { configOf, MOCK, PG, reviews, SINK, startsWith } from './form.ts'

let scene: Scene
beforeEach(async () => {
  scene = await createScene()
  scene.prod.control.seed([SINK, PG])
})
afterEach(() => scene.close())

describe('a new connector', () => {
  it('is created through the form, and announced where it was asked for', async () => {
    const admin = scene.as('admin')
    await startsWith(admin, 'MockSinkConnector 4.3.1')
    await admin.types('Connector name  name', 'payments-sink')
    await admin.types('Topics  topics', 'payments')

    const review = await reviews(admin)
    await admin.submits()
    await admin.sees('admin created payments-sink on prod')

    expect(review).toMatch(/Common\n(│ .*\n)*│ .*\+ topics {2}payments/)
    expect(await configOf(scene.prod, 'payments-sink')).toEqual({
      'connector.class': MOCK,
      name: 'payments-sink',
      topics: 'payments',
    })
    expect(await scene.as('reader').sees('healthy ● payments-sink')).toContain('1 of 1 task running')
  })

  it('is sent with all that was set, be it equal to a default, and with nothing else', async () => {
    const admin = scene.as('admin')
    await startsWith(admin, 'MockSinkConnector 4.3.1')
    await admin.types('Connector name  name', 'payments-sink')
    await admin.types('Topics  topics', 'payments')
    await admin.types('Tasks max  tasks.max', '1')

    const review = await reviews(admin)
    await admin.submits()
    await admin.sees('admin created payments-sink on prod')

    expect(review).toContain('What is not set is left out: its default counts.')
    expect(await configOf(scene.prod, 'payments-sink')).toEqual({
      'connector.class': MOCK,
      name: 'payments-sink',
      topics: 'payments',
      'tasks.max': '1',
    })
  })

  it('starts stopped where that is wanted', async () => {
    const admin = scene.as('admin')
    await startsWith(admin, 'MockSinkConnector 4.3.1')
    await admin.types('Connector name  name', 'payments-sink')
    await admin.types('Topics  topics', 'payments')
    await reviews(admin)
    await admin.chooses('Starts', 'Stopped')

    await admin.submits()

    expect(await admin.sees('admin created payments-sink')).toContain('stopped')
  })

  it('is not created while Kafka Connect objects, and each objection leads to its field', async () => {
    const admin = scene.as('admin')
    await startsWith(admin, 'MockSinkConnector 4.3.1')
    await admin.types('Connector name  name', 'payments-sink')
    await admin.types('Tasks max  tasks.max', '0')

    await admin.submits()
    await admin.sees('What Kafka Connect objects to')
    await admin.clicks('Go to tasks.max 1')

    expect(await admin.sees('Check and review')).toContain('✖ Invalid value 0 for configuration tasks.max')
    expect(await configOf(scene.prod, 'payments-sink')).toBeUndefined()
  })

  it('of a name that is taken is refused, and nothing that was filled in is lost', async () => {
    const admin = scene.as('admin')
    await startsWith(admin, 'MockSinkConnector 4.3.1')
    await admin.types('Connector name  name', 'orders-sink')
    await admin.types('Topics  topics', 'payments')
    const review = await reviews(admin)
    await admin.submits()
    await admin.sees('That did not work')

    await admin.clicks('Back to the form')

    expect(review).toContain('A connector of this name exists already')
    expect(await admin.sees('Check and review')).toContain('[ payments ]')
    expect(await configOf(scene.prod, 'orders-sink')).toMatchObject({ topics: 'orders' })
  })

  it.each([
    ['orders/sink', 'cannot be reached later'],
    ['..', 'cannot be named . or ..'],
  ])('cannot be named %s', async (name, why) => {
    const admin = scene.as('admin')
    await startsWith(admin, 'MockSinkConnector 4.3.1')
    await admin.types('Connector name  name', name)

    await admin.submits()

    expect(admin.screen()).toContain(why)
  })

  it('of a class that blocks while it validates can be created all the same, with a warning', async () => {
    const admin = scene.as('admin')
    scene.prod.control.hang('/validate')
    await startsWith(admin, 'MockSinkConnector 4.3.1')
    await admin.types('Connector name  name', 'payments-sink')
    await admin.types('Topics  topics', 'payments')

    const review = await reviews(admin)
    scene.prod.control.hang(false)
    await admin.submits()

    expect(review).toContain('No answer within 15 s')
    expect(await admin.sees('admin created payments-sink')).toContain('✓')
  })

  it('is for those alone who may create one', async () => {
    await scene.as('reader').runs('/connect create')

    expect(await scene.as('reader').sees('CONNECT_CREATE')).toContain('You may not create connectors')
  })

  it('may be read about before it is begun, class by class', async () => {
    const admin = scene.as('admin')
    await admin.runs('/connect create')
    await admin.sees('Connector class')
    await admin.chooses('Sink or source', 'Source: from elsewhere into Kafka')
    await admin.clicks('What they are…')

    const screen = await admin.sees('changes of a PostgreSQL database')

    expect(screen).toContain('io.debezium.connector.postgresql.PostgresConnector')
    expect(screen).toContain('Documentation')
    expect(screen).not.toContain(MOCK)
  })

  it('begins from a shortcut as well', async () => {
    await scene.slack.shortcut('U0ADMIN', 'create_connector')

    expect(await scene.as('admin').sees('Connector class')).toContain('Sink or source')
  })
})

describe('a clone', () => {
  it('brings all but the name and the secrets', async () => {
    const admin = scene.as('admin')
    await admin.runs('/connect clone orders-pg')
    await admin.sees('A new connector like orders-pg')
    await admin.submits()
    await admin.sees('Left behind, since they are secret: database.password')
    await admin.types('Connector name  name', 'orders-pg-2')

    const review = await reviews(admin)

    expect(review).toContain('+ database.hostname  db1.example.com')
    expect(review).not.toContain('database.password')
  })

  it('goes to the Connect cluster that is chosen', async () => {
    const admin = scene.as('admin')
    await admin.runs('/connect clone orders-sink')
    expect(await admin.sees('A new connector like orders-sink')).toContain('‹prod›')
    await admin.chooses('Connect cluster', 'staging')
    await admin.submits()
    await admin.sees('A new connector on staging')
    await admin.types('Connector name  name', 'orders-copy')

    await reviews(admin)
    await admin.submits()

    await admin.sees('admin created orders-copy on staging')
    expect(await configOf(scene.staging, 'orders-copy')).toEqual({ ...SINK.config, name: 'orders-copy' })
    expect(await configOf(scene.prod, 'orders-copy')).toBeUndefined()
  })

  it('is not begun where its class is not installed', async () => {
    scene.prod.control.addPlugin({ class: 'com.example.Here', type: 'sink', version: '1', definitions: [] })
    scene.prod.control.seed([
      { name: 'orders-here', config: { ...SINK.config, 'connector.class': 'com.example.Here' } },
    ])
    const admin = scene.as('admin')

    await admin.runs('/connect clone orders-here --to staging')

    await admin.sees('com.example.Here is not installed on staging')
  })
})
