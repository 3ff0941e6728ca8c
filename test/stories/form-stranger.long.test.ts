import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RestError } from '../../sandbox/connect/answer.ts'
import { createScene, type Scene } from '../support/scene.ts'
import { addsKey, configOf, opensConfig, type Person, reviews, startsWith } from './form.ts'
import { install, NAMES, SAME, STRANGER } from './stranger.ts'

const CANARY = 'canary-stranger-90ab'
const OPTION = 'StrangerSinkConnector 1'

let scene: Scene
beforeEach(async () => {
  scene = await createScene()
  install(scene.prod)
})
afterEach(() => scene.close())

const label = (key: string) => `${SAME}  ${key}`

/** Goes to the page of a key, if it is another one. */
async function finds(person: Person, key: string): Promise<void> {
  if (person.screen().includes(label(key))) return
  await person.chooses('Find a key…', key)
  await person.sees(label(key))
}

describe('a plugin that nobody has seen', () => {
  it('is filled, reviewed and created through its pages', async () => {
    const admin = scene.as('admin')
    await startsWith(admin, OPTION)
    await admin.types('Connector name  name', 'strange')
    await admin.types('Topics  topics', 'orders')
    for (const [index, name] of NAMES.entries()) {
      await finds(admin, name)
      await admin.types(label(name), `filled ${index}`)
    }
    await finds(admin, 'stranger.enum')
    expect(await admin.searches(label('stranger.enum'), '299')).toEqual(['value 299'])
    await admin.chooses(label('stranger.enum'), 'value 299')

    const review = await reviews(admin)
    await admin.submits()

    expect(review).toContain('+ with spaces in it  filled 1')
    await admin.sees('admin created strange on prod')
    expect(await configOf(scene.prod, 'strange')).toEqual({
      'connector.class': STRANGER,
      name: 'strange',
      topics: 'orders',
      'stranger.enum': 'value 299',
      ...Object.fromEntries(NAMES.map((name, index) => [name, `filled ${index}`])),
    })
  })

  it('shows a key as soon as another one lets it, and leaves it out again', async () => {
    const admin = scene.as('admin')
    await startsWith(admin, OPTION)
    await finds(admin, 'stranger.mode')
    const before = admin.screen()

    await admin.chooses(label('stranger.mode'), 'open')
    const open = await admin.sees(label('stranger.hidden'))
    await admin.chooses(label('stranger.mode'), 'closed')
    await admin.sees(/^(?!.*stranger\.hidden)/s)

    expect(before).not.toContain('stranger.hidden')
    expect(open).toContain('‹open›')
  })

  it('lets a key that is hidden be added, as one that nobody knows of', async () => {
    const admin = scene.as('admin')
    await startsWith(admin, OPTION)
    await admin.types('Connector name  name', 'strange')
    await admin.types('Topics  topics', 'orders')
    await addsKey(admin, 'stranger.hidden', 'seen')
    await admin.sees('Find a key…')

    const review = await reviews(admin)

    expect(review).toContain('+ stranger.hidden  seen')
  })

  it('has each page turned to, on which all fields are told apart', async () => {
    const admin = scene.as('admin')
    await startsWith(admin, OPTION)
    const seen = new Set<string>()

    for (let page = 1; page <= 8; page++) {
      await finds(admin, page === 1 ? 'stranger.mode' : `stranger.key.${(page - 1) * 25}`)
      for (const [, key = ''] of admin.screen().matchAll(/The same name for all {2}(stranger\.key\.\d+)/g))
        seen.add(key)
    }

    expect(seen.size).toBe(192)
  })

  it('tells all of a long documentation, page by page', async () => {
    const admin = scene.as('admin')
    await startsWith(admin, OPTION)
    await finds(admin, 'stranger.long')
    await admin.chooses('Describe a field…', label('stranger.long'))

    const first = await admin.sees('Page 1 of')
    const pages = Number(/Page 1 of (\d+)/.exec(first)?.[1])
    let told = first
    for (let page = 2; page <= pages; page++) {
      await admin.clicks('Next')
      told += await admin.sees(`Page ${page} of ${pages}`)
    }

    expect(first).not.toContain('The very end.')
    expect(told).toContain('The very end.')
    expect(told.match(/a value of this/g)?.length).toBeGreaterThanOrEqual(60)
    expect(told.match(/d{1000}/g)?.length).toBeGreaterThanOrEqual(4)
  })

  it.each([
    ['blocks', () => new Promise<void>(() => {})],
    ['answers 500', () => Promise.reject(new RestError(500, `it fell over ${CANARY}`))],
  ])('that %s while it validates can be created all the same', async (_, wait) => {
    scene.prod.control.behave(STRANGER, { wait })
    const admin = scene.as('admin')
    await startsWith(admin, OPTION)
    await admin.types('Connector name  name', 'strange')
    await admin.types('Topics  topics', 'orders')

    const review = await reviews(admin)
    scene.prod.control.behave(STRANGER, {})
    await admin.submits()

    expect(review).toContain('Kafka Connect could not check this')
    await admin.sees('admin created strange on prod')
  })

  it('that says nothing of its keys is named and created all the same', async () => {
    const fails = () => {
      throw new RestError(500, 'java.lang.NoClassDefFoundError: com/example/Missing')
    }
    scene.prod.control.behave(STRANGER, { tell: fails, wait: async () => fails() })
    const admin = scene.as('admin')
    await startsWith(admin, OPTION)
    expect(admin.screen()).toContain('A class is missing on the worker: com/example/Missing')
    await admin.types('name', 'strange')
    await addsKey(admin, 'topics', 'orders')
    await admin.sees('Find a key…')

    await reviews(admin)
    scene.prod.control.behave(STRANGER, {})
    await admin.submits()

    await admin.sees('admin created strange on prod')
    expect(await configOf(scene.prod, 'strange')).toEqual({
      'connector.class': STRANGER,
      name: 'strange',
      topics: 'orders',
    })
  })

  it('that prints its password while it validates tells it to nobody', async () => {
    const config = { 'connector.class': STRANGER, topics: 'orders', 'stranger.phrase': CANARY }
    scene.prod.control.seed([{ name: 'strange', config }])
    const check = (sent: ReadonlyMap<string, string | null>): Record<string, string[]> =>
      sent.has('stranger.phrase') ? { 'stranger.mode': [`cannot open with ${sent.get('stranger.phrase')}`] } : {}
    scene.prod.control.behave(STRANGER, { check })
    const admin = scene.as('admin')
    await opensConfig(admin, 'strange')
    await admin.types('Tasks max  tasks.max', '2')
    await admin.submits()

    const screen = await admin.sees('cannot open with [hidden]')
    await admin.clicks('Go to stranger.mode 1')
    await admin.sees(label('stranger.mode'))
    await admin.clicks('Save draft')
    await admin.sees('Draft saved')

    const files = readdirSync(scene.dir).map((file) => readFileSync(join(scene.dir, file), 'latin1'))
    expect([screen, scene.exchanges(), scene.log(), ...files].join('')).not.toContain(CANARY)
  })
})
