import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createScene, type Scene } from '../support/scene.ts'
import { people } from '../support/workspace.ts'
import { configOf, opensConfig, reviews, SINK, startsWith } from './form.ts'

/** The operator edits and creates by a user group, out of which they may be taken; files and two keys are guarded. */
const FILE = `
roles:
  admins: { groups: ["@data-admins"] }
  ops: { groups: ["@data-ops"] }
policies:
  - { resource: [connect, "*"], effect: Allow, actions: [CONNECT_INSPECT], role: "*" }
  - { resource: [connect, prod], effect: Allow, actions: [CONNECT_CREATE, CONNECT_EDIT_CONFIG], roles: [ops, admins] }
  - { resource: [connect, prod, connector, "billing-*"], effect: Deny, actions: [CONNECT_CREATE], role: ops }
admin_roles: [admins]
guards:
  - { classes: ["*FileStream*"], keys: ["*.override.sasl.*"], references: ["\${file:/run/prod/"], roles: [admins] }
`
const FILE_SINK = 'org.apache.kafka.connect.file.FileStreamSinkConnector'

let scene: Scene
beforeEach(async () => {
  scene = await createScene({ file: FILE.replaceAll('${', '$${') })
  scene.prod.control.seed([SINK, { name: 'files', config: { 'connector.class': FILE_SINK, topics: 'a', file: '/a' } }])
})
afterEach(() => scene.close())

describe('a form that was opened with a right', () => {
  it('is refused at the next page once the right is gone', async () => {
    const operator = scene.as('operator')
    await opensConfig(operator, 'orders-sink')
    await scene.slack.changeUserGroup('S0OPS', [])

    await operator.clicks('Next: Common')

    await operator.sees('You may not change the config of orders-sink')
  })

  it('is refused at saving once the right is gone', async () => {
    const operator = scene.as('operator')
    await opensConfig(operator, 'orders-sink')
    await operator.types('Tasks max  tasks.max', '3')
    await reviews(operator)
    await scene.slack.changeUserGroup('S0OPS', [people.admin])

    await operator.submits()

    await operator.sees('You may not change the config of orders-sink')
    expect(await configOf(scene.prod, 'orders-sink')).toMatchObject({ 'tasks.max': '1' })
  })
})

describe('a name', () => {
  it('that somebody may not create is refused at the review', async () => {
    const operator = scene.as('operator')
    await startsWith(operator, 'MockSinkConnector 4.3.1')
    await operator.types('Connector name  name', 'billing-sink')
    await operator.types('Topics  topics', 'a')

    await operator.submits()

    expect(await operator.sees('That did not work')).toContain('CONNECT_CREATE')
  })
})

describe('what is guarded', () => {
  it.each([
    [
      'a class',
      'set files tasks.max=2',
      'A connector of the class org.apache.kafka.connect.file.FileStreamSinkConnector',
    ],
    ['a key', 'set orders-sink consumer.override.sasl.mechanism=PLAIN', 'The key consumer.override.sasl.mechanism'],
    ['a reference', 'set orders-sink topics=${file:/run/prod/x:y}', 'The reference at topics'],
  ])('is not set by others: %s', async (_, words, what) => {
    const operator = scene.as('operator')

    await operator.runs(`/connect ${words}`)

    expect(await operator.sees(`${what} is guarded here`)).toContain('only admins may')
  })

  it('is set by those who may', async () => {
    const admin = scene.as('admin')
    await admin.runs('/connect set files tasks.max=2')
    await admin.sees('+ tasks.max  2')

    await admin.submits()

    await admin.sees('Restore previous config')
    expect(await configOf(scene.prod, 'files')).toMatchObject({ 'tasks.max': '2' })
  })
})
