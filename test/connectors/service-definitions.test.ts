import { describe, expect, it } from 'vitest'
import { RestError } from '../../sandbox/connect/answer.ts'
import { newDraft } from '../../src/connectors/form/draft.ts'
import { ada, createWorld } from './world.ts'

const ODD = 'com.example.OddSink'

const key = (name: string) => ({
  ...{ name, type: 'STRING', required: false, default_value: null, importance: 'HIGH', documentation: null },
  ...{ group: null, order_in_group: 1, width: 'LONG', display_name: name, dependents: [] },
})

/** A class that is installed in two versions, and a form on it. */
async function createOdd() {
  const world = await createWorld()
  for (const [version, name] of [
    ['1.0', 'older.key'],
    ['2.0', 'newer.key'],
  ] as const)
    world.connect.addPlugin({ class: ODD, type: 'sink', version, definitions: [key(name)] })
  const draft = (changes: Record<string, string>) =>
    newDraft({
      ...{ id: 'd', user: ada.id, cluster: 'prod', class: ODD, editable: true },
      changes: new Map(Object.entries({ 'connector.class': ODD, ...changes })),
    })
  return { ...world, draft }
}

describe('the keys of a class that is installed in several versions', () => {
  it.each([
    ['the newest, where the config names none', {}, ['newer.key']],
    ['the one that the config names', { 'connector.plugin.version': '1.0' }, ['older.key']],
    ['the newest, where what it names is not installed', { 'connector.plugin.version': '9.9' }, ['newer.key']],
    ['the newest, where it is a reference', { 'connector.plugin.version': '${file:/a:b}' }, ['newer.key']],
  ])('are those of %s', async (_, changes, expected) => {
    const { service, draft } = await createOdd()

    const { definitions } = await service.known(ada, draft(changes))

    expect([...definitions.keys.keys()].filter((name) => name.endsWith('.key'))).toEqual(expected)
  })

  it('are asked for once by version', async () => {
    const { service, draft, asked } = await createOdd()
    const older = draft({ 'connector.plugin.version': '1.0' })

    await service.known(ada, draft({}))
    for (let n = 0; n < 3; n++) await service.known(ada, older)

    expect(asked().filter((one) => one.includes('/config'))).toHaveLength(2)
  })
})

describe('a plugin that', () => {
  const REFUSAL = { topics: ['never heard of it'] }

  it('falls over on the empty form is still asked about a filled one', async () => {
    const { service, draft, connect, until } = await createOdd()
    const check = (config: ReadonlyMap<string, string | null>) => {
      if (!config.get('newer.key')) throw new RestError(500, 'it fell over')
      return REFUSAL
    }
    connect.behave(ODD, { check })
    const filled = draft({ 'newer.key': 'x', topics: 'orders' })

    const { definitions } = await until(service.check(ada, filled, await service.known(ada, filled)))

    expect(definitions.errors.get('topics')).toEqual(REFUSAL.topics)
  })
})
