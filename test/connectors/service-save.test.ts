import { describe, expect, it } from 'vitest'
import { ConnectError } from '../../src/connect/errors.ts'
import type { Outcome } from '../../src/connectors/model.ts'
import type { Service } from '../../src/connectors/service/service.ts'
import { ada, BUTTON, createWorld, ORDERS, SINK, type World } from './world.ts'

/** Asks for more tasks, as a form does. */
async function savesTasks(service: Service, tasks: string) {
  const draft = { ...(await service.startEdit(ada, ORDERS)), changes: new Map([['tasks.max', tasks]]) }
  return service.save(ada, { draft, confirmed: false, origin: BUTTON })
}

/** What the config of before is, that an outcome leads back to. */
const before = async ({ records }: World, { previous = '' }: Outcome) => (await records.versions.get(previous))?.config

/** Another process goes on with what one left. */
async function finishes(world: World): Promise<Outcome> {
  const outcomes: Outcome[] = []
  await world.until(world.another().finishUnfinished((_, outcome) => void outcomes.push(outcome)))
  const [outcome] = outcomes
  if (outcome === undefined) throw new Error('nothing was left to finish')
  return outcome
}

describe('the way back to the config of before', () => {
  const CONFIG = { ...SINK, name: 'orders-sink' }

  it('is there after the app was started anew in the middle of an edit', async () => {
    const world = await createWorld()
    const { settled } = await world.until(savesTasks(world.service, '2'))
    await world.until(world.service.close(0))
    await settled

    const outcome = await finishes(world)

    expect(outcome.kind).toBe('done')
    expect(await before(world, outcome)).toEqual(CONFIG)
  })

  it('is there after the process died while Connect had not answered', async () => {
    const world = await createWorld()
    const patchConfig = () => new Promise<never>(() => {})
    const service = world.another({ clusters: [{ ...world.prod, client: { ...world.client, patchConfig } }] })
    const saving = savesTasks(service, '2').catch(() => undefined)
    await world.until(world.clock.sleep(1_000))
    await world.until(service.close(0))
    await world.until(saving)

    const outcome = await finishes(world)

    expect(outcome.kind).toBe('unknown')
    expect(await before(world, outcome)).toEqual(CONFIG)
  })

  it('is there where Connect did not say whether it took the edit, which is not sent again', async () => {
    const world = await createWorld()
    let sent = 0
    const patchConfig: typeof world.client.patchConfig = async (...asked) => {
      sent++
      await world.client.patchConfig(...asked)
      throw new ConnectError('timed-out', 'No answer within 10 s.', { outcomeUnknown: true })
    }
    const service = world.another({ clusters: [{ ...world.prod, client: { ...world.client, patchConfig } }] })

    const { settled } = await world.until(savesTasks(service, '2'))
    const outcome = await world.until(settled)

    expect(outcome).toMatchObject({ kind: 'unknown', detail: expect.stringContaining('2 of 2 tasks running') })
    expect(await before(world, outcome)).toEqual(CONFIG)
    expect(sent).toBe(1)
  })
})

describe('what is told of an edit beside how it went', () => {
  it('is what reads back otherwise than it was sent', async () => {
    const world = await createWorld()
    const patchConfig: typeof world.client.patchConfig = async (...asked) => {
      const patched = await world.client.patchConfig(...asked)
      return { ...patched, config: { ...patched.config, 'tasks.max': '02' } }
    }
    const service = world.another({ clusters: [{ ...world.prod, client: { ...world.client, patchConfig } }] })

    const { settled } = await world.until(savesTasks(service, '2'))

    expect((await world.until(settled)).detail).toContain('tasks.max read back otherwise than sent')
    expect(await world.entries()).toMatchObject([{ detail: expect.stringContaining('read back otherwise') }])
  })

  it('is that a connector was deleted meanwhile and exists again, where Connect takes whole configs only', async () => {
    const world = await createWorld()
    world.connect.setVersion('3.7.2')
    const putConfig: typeof world.client.putConfig = async (...asked) => {
      await world.client.remove('orders-sink')
      return world.client.putConfig(...asked)
    }
    const service = world.another({ clusters: [{ ...world.prod, client: { ...world.client, putConfig } }] })

    const { settled } = await world.until(savesTasks(service, '2'))
    const outcome = await world.until(settled)

    expect(outcome.detail).toContain('orders-sink had been deleted meanwhile and exists again by this')
    expect((await world.client.connector('orders-sink')).config).toMatchObject({ 'tasks.max': '2' })
  })
})

it('what Connect has taken is saved, although its draft could not be thrown away', async () => {
  const world = await createWorld()
  const drafts = { ...world.records.drafts, remove: () => Promise.reject(new Error('disk full')) }
  const service = world.another({ records: { ...world.records, drafts } })

  const { settled } = await world.until(savesTasks(service, '2'))

  expect(await world.until(settled)).toMatchObject({ kind: 'done', detail: '2 of 2 tasks running after 1 s' })
  expect(world.logged).toEqual(['a draft that was saved could not be thrown away'])
})
