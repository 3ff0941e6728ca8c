import { describe, expect, it } from 'vitest'
import { newDraft } from '../../src/connectors/form/draft.ts'
import { ada, BUTTON, createWorld, ORDERS, rita, SINK, type World } from './world.ts'

const ODD = 'com.example.OddSink'
const CANARY = 'canary-odd-4b1d'

/** A plugin whose PASSWORD is called like anything else; `refuses`: it quotes that value instead of taking it. */
async function createOdd() {
  const world = await createWorld()
  const definition = {
    ...{ type: 'PASSWORD', required: false, default_value: null, importance: 'HIGH', documentation: null },
    ...{ group: null, order_in_group: 1, width: 'LONG', display_name: 'Phrase', dependents: [] },
  }
  world.connect.addPlugin({
    class: ODD,
    type: 'sink',
    version: '1',
    definitions: [{ ...definition, name: 'opening.phrase' }],
  })
  const config = { 'connector.class': ODD, topics: 'orders', 'opening.phrase': CANARY }
  world.connect.seed([{ name: 'odd', config }])
  return { ...world, config, refuses: () => refuses(world) }
}

const refuses = ({ connect }: World) =>
  connect.behave(ODD, { check: () => ({ topics: [`Cannot open with ${CANARY}`] }) })

const REF = { cluster: 'prod', connector: 'odd' }

describe('a value that only its definition calls secret', () => {
  it('is taken out of what Connect says when the connector is created', async () => {
    const { service, until, config, entries, refuses: refuse } = await createOdd()
    const begun = await until(service.startCreate(ada, 'prod', ODD))
    const draft = { ...begun, changes: new Map([...begun.changes, ...Object.entries({ ...config, name: 'new' })]) }
    refuse()

    const said = await until(service.save(ada, { draft, confirmed: true, origin: BUTTON })).then(() => 'saved', String)

    expect(said).toContain('Cannot open with [hidden]')
    expect(JSON.stringify(await entries())).not.toContain(CANARY)
  })

  it('is not sent to another class, which does not call it so, before that is confirmed', async () => {
    const { service, until, client } = await createOdd()
    const begun = await until(service.startEdit(ada, REF))
    const other = SINK['connector.class']
    const draft = { ...begun, class: other, changes: new Map([['connector.class', other]]) }

    const saving = until(service.save(ada, { draft, confirmed: false, origin: BUTTON }))

    await expect(saving).rejects.toThrow('confirm that first')
    expect((await client.connector('odd')).config['connector.class']).toBe(ODD)
  })

  it('is taken out of what Connect says when the connector is recreated', async () => {
    const { service, until, entries, refuses: refuse } = await createOdd()
    const { settled } = await until(service.act(ada, 'delete', REF, {}, BUTTON))
    const { kept = '' } = await until(settled)
    refuse()

    const said = await until(service.recreate(ada, kept, BUTTON)).then(() => 'recreated', String)

    expect(said).toContain('Cannot open with [hidden]')
    expect(JSON.stringify(await entries())).not.toContain(CANARY)
  })

  it('is taken out when an earlier config is brought back, with its own class', async () => {
    const { service, until, clock, connect, records, refuses: refuse } = await createOdd()
    connect.seed([{ name: 'orders-sink', config: { ...SINK, topics: 'now' } }])
    const by = { id: ada.id, name: ada.name }
    const config = { ...SINK, name: 'orders-sink', 'connector.class': ODD, 'opening.phrase': CANARY }
    const version = await records.versions.keep({ ...ORDERS, replacedAt: clock.now(), by, config })
    refuse()
    const restoring = await service.startRestore(ada, ORDERS, version)
    const draft = await service.withSecrets(ada, restoring, true)

    const { definitions } = await until(service.check(ada, draft, await service.known(ada, draft)))
    const saved = await until(service.save(ada, { draft, confirmed: true, origin: BUTTON })).then(() => 'saved', String)

    expect(definitions.errors.get('topics')).toEqual(['Cannot open with [hidden]'])
    expect(saved).toContain('Cannot open with [hidden]')
  })
})

describe('the secrets of an earlier config', () => {
  it('come and go without what else was changed in its form', async () => {
    const { service, until, clock, client, connect, records } = await createWorld()
    connect.seed([{ name: 'orders-sink', config: { ...SINK, 'db.password': 'now' } }])
    const { config: now } = await client.connector('orders-sink')
    const kept = { ...ORDERS, replacedAt: clock.now(), by: { id: ada.id, name: ada.name } }
    const version = await records.versions.keep({ ...kept, config: { ...now, topics: 'old', 'db.password': CANARY } })
    const begun = await until(service.startRestore(ada, ORDERS, version))
    const draft = { ...begun, changes: new Map([...begun.changes, ['tasks.max', '4']]) }

    const withThem = await service.withSecrets(ada, draft, true)
    const without = await service.withSecrets(ada, withThem, false)

    const others = { topics: 'old', 'tasks.max': '4' }
    expect(Object.fromEntries(withThem.changes)).toEqual({ ...others, 'db.password': CANARY })
    expect(Object.fromEntries(without.changes)).toEqual(others)
  })
})

describe('a value that was secret when it came into a form', () => {
  it('is taken out of what Connect says, though no plugin calls it secret any more', async () => {
    const { service, until, connect } = await createWorld()
    const config = { ...SINK, 'opening.phrase': CANARY }
    connect.seed([{ name: 'orders-sink', config }])
    connect.behave(SINK['connector.class'], { check: () => ({ topics: [`Cannot open with ${CANARY}`] }) })
    const begun = await until(service.startEdit(ada, ORDERS))
    const draft = { ...begun, hidden: ['opening.phrase'], changes: new Map([['tasks.max', '4']]) }

    const { definitions } = await until(service.check(ada, draft, await service.known(ada, draft)))
    const saved = await until(service.save(ada, { draft, confirmed: true, origin: BUTTON })).then(() => 'saved', String)

    expect(definitions.errors.get('topics')).toEqual(['Cannot open with [hidden]'])
    expect(saved).toContain('Cannot open with [hidden]')
  })
})

describe('a key of a transformation that nothing describes', () => {
  const start = newDraft({ id: 'x', user: ada.id, cluster: 'prod', class: SINK['connector.class'], editable: true })
  const typesOf = async (world: World, changes: Record<string, string>) => {
    const { definitions } = await world.service.known(ada, { ...start, changes: new Map(Object.entries(changes)) })
    return (key: string) => definitions.keys.get(key)?.type
  }

  it.each([
    ['its class is not installed', { 'transforms.a.type': 'com.example.Gone', 'transforms.a.salt': CANARY }],
    ['its type is still to be given', { 'transforms.a.salt': CANARY }],
    ['its type is a reference', { 'transforms.a.type': '${file:/a:b}', 'transforms.a.salt': CANARY }],
  ])('is taken for a secret: %s', async (_, changes) => {
    const typeOf = await typesOf(await createWorld(), { transforms: 'a', ...changes })

    expect(typeOf('transforms.a.salt')).toBe('PASSWORD')
    expect(typeOf('transforms.a.type')).not.toBe('PASSWORD')
  })

  it('is what its plugin says where that is known', async () => {
    const typeOf = await typesOf(await createWorld(), {
      'transforms.a.type': 'org.apache.kafka.connect.transforms.RegexRouter',
      'transforms.a.regex': '.*',
      'transforms.a.mine': 'x',
    })

    expect(typeOf('transforms.a.regex')).toBe('STRING')
    expect(typeOf('transforms.a.mine')).toBeUndefined()
  })

  it('is hidden from who only looks', async () => {
    const { service, connect } = await createWorld()
    const config = { ...SINK, transforms: 'a', 'transforms.a.type': 'com.example.Gone', 'transforms.a.salt': CANARY }
    connect.seed([{ name: 'orders-sink', config }])

    const draft = await service.startEdit(rita, ORDERS)
    const { form } = await service.form(rita, draft, await service.known(rita, draft))

    expect(form.secrecy.hides('transforms.a.salt', CANARY)).toBe(true)
  })
})
