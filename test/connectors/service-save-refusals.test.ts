import { describe, expect, it } from 'vitest'
import type { Draft } from '../../src/connectors/form/draft.ts'
import { GUARDED } from '../../src/connectors/guards.ts'
import { ada, allow, BUTTON, bob, createWorld, ORDERS, RULES, SINK } from './world.ts'

const FILE = 'org.apache.kafka.connect.file.FileStreamSinkConnector'
const NEW = Object.entries({ name: 'copy', topics: 'orders', file: '/dev/null' })
const HELD = { ...SINK, 'connection.url': 'jdbc:postgresql://db-1/shop', 'connection.password': 'hunter2' }
const ELSEWHERE = new Map([['connection.url', 'jdbc:postgresql://db-2/shop']])

/** Whatever the review said: it may be old, and the configuration another one by now. */
async function createGuarded() {
  const policies = [...RULES.policies, allow('wizard')]
  const guards = [{ ...GUARDED, roles: ['wizard'] }]
  const world = await createWorld({ rules: { ...RULES, policies }, guards })
  return {
    ...world,
    editing: async (changes: Draft['changes']) => ({ ...(await world.service.startEdit(ada, ORDERS)), changes }),
    saves: (draft: Draft, { confirmed = false, who = ada } = {}) =>
      world.until(world.service.save(who, { draft, confirmed, origin: BUTTON })),
    config: async () => (await world.client.connector('orders-sink')).config,
  }
}

describe('a save is refused, and nothing is sent,', () => {
  it('for a new connector of a guarded class', async () => {
    const { service, client, saves } = await createGuarded()
    const begun = await service.startCreate(ada, 'prod', FILE)
    const draft = { ...begun, changes: new Map([...begun.changes, ...NEW]) }

    await expect(saves(draft)).rejects.toThrow('is guarded here: only wizard may')

    expect(await client.names()).toEqual(['orders-sink'])
  })

  it('for a guarded key', async () => {
    const { editing, saves, config } = await createGuarded()
    const draft = await editing(new Map([['consumer.override.sasl.jaas.config', '${file:/run/x:y}']]))

    await expect(saves(draft)).rejects.toThrow('is guarded here: only wizard may')

    expect(await config()).toEqual({ ...SINK, name: 'orders-sink' })
  })

  it('for a connector that came to be of a guarded class meanwhile', async () => {
    const { connect, editing, saves, config } = await createGuarded()
    const draft = await editing(new Map([['topics', 'payments']]))
    connect.seed([{ name: 'orders-sink', config: { ...SINK, 'connector.class': FILE } }])

    await expect(saves(draft)).rejects.toThrow('is guarded here: only wizard may')

    expect((await config()).topics).toBe('orders')
  })

  it('where it would send a kept secret elsewhere, until that is confirmed', async () => {
    const { connect, editing, saves, config } = await createGuarded()
    connect.seed([{ name: 'orders-sink', config: HELD }])
    const draft = await editing(ELSEWHERE)

    await expect(saves(draft)).rejects.toThrow('confirm that first')

    expect((await config())['connection.url']).toContain('db-1')
    await saves(draft, { confirmed: true })
    expect((await config())['connection.url']).toContain('db-2')
  })

  it('where somebody has brought the secret meanwhile that it would send elsewhere', async () => {
    const { connect, editing, saves, config } = await createGuarded()
    const { 'connection.password': _, ...without } = HELD
    connect.seed([{ name: 'orders-sink', config: without }])
    const draft = await editing(ELSEWHERE)
    connect.seed([{ name: 'orders-sink', config: HELD }])

    await expect(saves(draft)).rejects.toThrow('confirm that first')

    expect((await config())['connection.url']).toContain('db-1')
  })
})

it('who holds a role of the guard saves what it guards', async () => {
  const { service, saves, client } = await createGuarded()
  const wizard = { ...bob, roles: ['wizard'] }
  const begun = await service.startCreate(wizard, 'prod', FILE)
  const draft = { ...begun, changes: new Map([...begun.changes, ...NEW]) }

  await saves(draft, { who: wizard })

  expect(await client.names()).toContain('copy')
})
