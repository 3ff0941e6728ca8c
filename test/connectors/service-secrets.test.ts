import { expect, it } from 'vitest'
import { RestError } from '../../sandbox/connect/answer.ts'
import { newDraft } from '../../src/connectors/form/draft.ts'
import { ada, BUTTON, createWorld, ORDERS, rita, SINK } from './world.ts'

const ENCRYPT = 'com.example.Encrypt'
const CANARY = 'canary-cipher-7c1e'

/** A transformation whose PASSWORD is called like anything else. */
async function createEncrypting() {
  const world = await createWorld()
  world.connect.addPlugin({
    class: ENCRYPT,
    type: 'sink',
    version: '1',
    definitions: [
      {
        name: 'cipher_data_keys',
        type: 'PASSWORD',
        required: false,
        default_value: null,
        importance: 'HIGH',
        documentation: null,
        group: null,
        order_in_group: 1,
        width: 'LONG',
        display_name: 'Keys',
        dependents: [],
      },
    ],
  })
  const config = {
    ...SINK,
    transforms: 'enc',
    'transforms.enc.type': ENCRYPT,
    'transforms.enc.cipher_data_keys': CANARY,
  }
  world.connect.seed([{ name: 'orders-sink', config }])
  return { ...world, config }
}

it('hides the PASSWORD of a transformation from who only looks, without validating', async () => {
  const { service } = await createEncrypting()

  const draft = await service.startEdit(rita, ORDERS)
  const { form } = await service.form(rita, draft, await service.known(rita, draft))

  expect(form.secrecy.hides('transforms.enc.cipher_data_keys', CANARY)).toBe(true)
})

it('leaves it behind when the connector is cloned, and knows it in a config that is brought along', async () => {
  const { service, config } = await createEncrypting()
  const changes = new Map(Object.entries(config))

  const { draft, left } = await service.startClone(ada, ORDERS, 'prod')
  const start = newDraft({ id: 'x', user: ada.id, cluster: 'prod', class: SINK['connector.class'], editable: true })
  const { definitions } = await service.known(ada, { ...start, changes })

  expect(left).toEqual(['transforms.enc.cipher_data_keys'])
  expect(JSON.stringify([...draft.changes])).not.toContain(CANARY)
  expect(definitions.keys.get('transforms.enc.cipher_data_keys')?.type).toBe('PASSWORD')
})

it('does not tell a value that Connect quotes when it fails to validate, or refuses, a config', async () => {
  const { service, connect, entries, until } = await createWorld()
  connect.seed([{ name: 'orders-sink', config: { ...SINK, 'db.password': CANARY } }])
  const quoting = () => {
    throw new RestError(500, `Cannot use ${CANARY}: not a key`)
  }
  connect.behave(SINK['connector.class'], { wait: async () => quoting() })
  const draft = { ...(await service.startEdit(ada, ORDERS)), changes: new Map([['tasks.max', '2']]) }
  const known = await service.known(ada, draft)

  const checked = await until(service.check(ada, draft, known)).catch(String)
  connect.behave(SINK['connector.class'], { check: () => ({ topics: [`Cannot use ${CANARY}: not a key`] }) })
  const saved = await until(service.save(ada, { draft, confirmed: false, origin: BUTTON })).then(() => 'saved', String)

  expect(checked).toContain('Cannot use [hidden]: not a key')
  expect(saved).toContain('Cannot use [hidden]: not a key')
  expect(JSON.stringify(await entries())).not.toContain(CANARY)
})
