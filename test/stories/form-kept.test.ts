import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createScene, type Scene } from '../support/scene.ts'
import { configOf, MOCK, opensConfig, type Person, PG, SINK } from './form.ts'

const TYPED = 'canary-typed-1d7e'
const ODD = 'com.example.OddSink'
const ENCRYPT = 'com.example.Encrypt'

const password = (name: string) => ({
  ...{ name, type: 'PASSWORD', required: false, default_value: null, importance: 'HIGH', documentation: null },
  ...{ group: null, order_in_group: 1, width: 'LONG', display_name: name, dependents: [] },
})

let scene: Scene
beforeEach(async () => {
  scene = await createScene()
  const plugin = { type: 'sink', version: '1' } as const
  scene.prod.control.addPlugin({ ...plugin, class: ODD, definitions: [password('opening.phrase')] })
  scene.prod.control.addPlugin({ ...plugin, class: ENCRYPT, definitions: [password('cipher_data_keys')] })
  scene.prod.control.seed([SINK, PG])
})
afterEach(() => scene.close())

/** What left the app: payloads to Slack, log lines, and the files of the store. */
function traces(): string {
  const files = readdirSync(scene.dir).map((file) => readFileSync(join(scene.dir, file), 'latin1'))
  const told = JSON.parse(scene.exchanges()).filter(({ kind }: { kind: string }) => kind !== 'envelope')
  return [JSON.stringify(told), scene.log(), ...files].join('\n')
}

/** Puts this in the place of the whole config, and submits it. */
async function rewrites(person: Person, name: string, config: Record<string, string>): Promise<void> {
  await opensConfig(person, name)
  await person.chooses('Page', 'All as text')
  await person.sees('Send as file to me')
  await person.types('The whole config as JSON; properties are understood too', JSON.stringify(config))
  await person.submits()
}

describe('a secret that was typed', () => {
  it('is in sight no more once its page is sent, also where something else is wrong there', async () => {
    const editor = scene.as('editor')
    await opensConfig(editor, 'orders-pg')
    await editor.chooses('Password  database.password', 'Use a reference')
    await editor.sees('Reference for database.password')
    await editor.types('Reference for database.password', TYPED)
    await editor.types('Tasks max  tasks.max', 'many')

    await editor.submits()

    const screen = await editor.sees('Not kept: database.password')
    expect(screen).toContain('This takes a whole number')
    expect(screen).not.toContain(TYPED)
    expect(traces()).not.toContain(TYPED)
  })

  it('is in sight no more after a new key was sent with it', async () => {
    const editor = scene.as('editor')
    await opensConfig(editor, 'orders-pg')
    await editor.chooses('Page', 'Custom keys')
    await editor.sees('Add a key…')
    await editor.clicks('Add a key…')
    await editor.sees('[Add]')
    await editor.types('Key', 'my.api.key')
    await editor.types('Value', TYPED)

    await editor.submits()

    expect(await editor.sees('Not kept: my.api.key')).not.toMatch(new RegExp(`${TYPED}|\\[Add\\]`))
  })

  it('is in sight no more in the text of the whole config', async () => {
    const editor = scene.as('editor')
    await rewrites(editor, 'orders-pg', { ...PG.config, name: 'orders-pg', 'database.password': TYPED })

    expect(await editor.sees('Not kept: database.password')).not.toContain(TYPED)
    expect(traces()).not.toContain(TYPED)
  })
})

describe('a transformation that comes with a secret of its own', () => {
  const TRANSFORM = { transforms: 'enc', 'transforms.enc.type': ENCRYPT, 'transforms.enc.cipher_data_keys': TYPED }

  it('is known by what its plugin says, in the text of the whole config', async () => {
    const editor = scene.as('editor')
    await rewrites(editor, 'orders-sink', { ...SINK.config, name: 'orders-sink', ...TRANSFORM })

    const screen = await editor.sees('Not kept: transforms.enc.cipher_data_keys')

    expect(screen).toContain('2 changes')
    expect(traces()).not.toContain(TYPED)
  })

  it('is known in a command', async () => {
    const words = Object.entries(TRANSFORM).map(([key, value]) => `${key}=${value}`)
    const editor = scene.as('editor')

    await editor.runs(`/connect set orders-sink ${words.join(' ')}`)

    await editor.sees('Not kept: transforms.enc.cipher_data_keys')
    expect(traces()).not.toContain(TYPED)
  })

  it('is known in a key that is added before its type', async () => {
    const editor = scene.as('editor')
    await opensConfig(editor, 'orders-sink')
    await editor.chooses('Page', 'Custom keys')
    await editor.sees('Add a key…')
    await editor.clicks('Add a key…')
    await editor.sees('[Add]')
    await editor.types('Key', 'transforms.enc.cipher_data_keys')
    await editor.types('Value', TYPED)

    await editor.submits()

    await editor.sees('Not kept: transforms.enc.cipher_data_keys')
    expect(traces()).not.toContain(TYPED)
  })
})

describe('another class, in the text of the whole config', () => {
  const CONFIG = { name: 'orders-sink', topics: 'orders', 'tasks.max': '1' }

  it('says itself what is secret', async () => {
    const editor = scene.as('editor')
    await rewrites(editor, 'orders-sink', { ...CONFIG, 'connector.class': ODD, 'opening.phrase': TYPED })

    const screen = await editor.sees('Not kept: opening.phrase')

    expect(screen).toContain(ODD)
    expect(traces()).not.toContain(TYPED)
  })

  it('is checked as that class, reviewed with a warning, and saved', async () => {
    const editor = scene.as('editor')
    await rewrites(editor, 'orders-sink', { ...CONFIG, 'connector.class': 'OddSink' })

    const review = await editor.sees('┌ Review')
    await editor.submits()

    expect(review).toContain(`~ connector.class  ${MOCK} → ${ODD}`)
    expect(review).toContain('Another class reads the kept offsets in its own way')
    await editor.sees('editor changed orders-sink on prod')
    expect(await configOf(scene.prod, 'orders-sink')).toMatchObject({ 'connector.class': ODD })
    const validated = scene.prod.control.requests().map(({ path }) => path)
    expect(validated).toContain(`/connector-plugins/${ODD}/config/validate`)
  })

  it.each([
    [
      'is not installed',
      { ...CONFIG, 'connector.class': 'com.example.Gone' },
      'com.example.Gone is not installed there',
    ],
    ['is left out', CONFIG, 'has no connector.class'],
  ])('is refused where it %s', async (_, config, why) => {
    const editor = scene.as('editor')

    await rewrites(editor, 'orders-sink', config)

    expect(await editor.sees(why)).toContain('All as text')
  })

  it('does not show what the class before called secret', async () => {
    const { 'opening.phrase': phrase, ...config } = { ...CONFIG, 'connector.class': ODD, 'opening.phrase': TYPED }
    scene.prod.control.seed([{ name: 'orders-odd', config: { ...config, 'opening.phrase': phrase } }])
    const editor = scene.as('editor')
    await rewrites(editor, 'orders-odd', {
      ...CONFIG,
      name: 'orders-odd',
      'connector.class': MOCK,
      'opening.phrase': '<unchanged>',
    })

    const review = await editor.sees('┌ Review')

    expect(review).toContain('opening.phrase holds a secret that its new plugin does not know as one')
    expect(traces()).not.toContain(TYPED)
  })
})

describe('Slack', () => {
  it('gets no choices rather than late ones', async () => {
    const admin = scene.as('admin')
    await admin.runs('/connect create')
    await admin.sees('Connector class')
    scene.prod.control.hang('/connector-plugins')

    const offered = await admin.searches('Connector class', '')
    scene.prod.control.hang(false)

    expect(offered).toEqual([])
    expect(admin.screen()).not.toContain('could not be loaded')
  })

  it('gets its answer to a submission in time while the Connect cluster is silent, and goes on when it speaks', async () => {
    const editor = scene.as('editor')
    await opensConfig(editor, 'orders-sink')
    await editor.types('Tasks max  tasks.max', '3')
    await scene.clock.advance(61_000)
    scene.prod.control.hang('/connector-plugins')

    await editor.submits()
    const meanwhile = await editor.sees('Checking…')
    scene.prod.control.hang(false)

    expect(meanwhile).not.toContain('We had some trouble connecting')
    expect(await editor.sees('┌ Review')).toContain('~ tasks.max  1 → 3')
    expect(scene.log()).not.toContain('acknowledged too late')
  })
})
