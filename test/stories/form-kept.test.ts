import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createScene, type Scene } from '../support/scene.ts'
import { addsKey, opensConfig, PG, SINK } from './form.ts'
import { ENCRYPT, installOdd, rewrites, traces } from './odd.ts'

const TYPED = 'canary-typed-1d7e'

let scene: Scene
beforeEach(async () => {
  scene = await createScene()
  installOdd(scene)
  scene.prod.control.seed([SINK, PG])
})
afterEach(() => scene.close())

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
    expect(traces(scene)).not.toContain(TYPED)
  })

  it('is in sight no more after a new key was sent with it', async () => {
    const editor = scene.as('editor')
    await opensConfig(editor, 'orders-pg')

    await addsKey(editor, 'my.api.key', TYPED)

    expect(await editor.sees('Not kept: my.api.key')).not.toMatch(new RegExp(`${TYPED}|\\[Add\\]`))
  })

  it('is in sight no more in the text of the whole config', async () => {
    const editor = scene.as('editor')
    await rewrites(editor, 'orders-pg', { ...PG.config, name: 'orders-pg', 'database.password': TYPED })

    expect(await editor.sees('Not kept: database.password')).not.toContain(TYPED)
    expect(traces(scene)).not.toContain(TYPED)
  })
})

describe('a transformation that comes with a secret of its own', () => {
  const TRANSFORM = { transforms: 'enc', 'transforms.enc.type': ENCRYPT, 'transforms.enc.cipher_data_keys': TYPED }

  it('is known by what its plugin says, in the text of the whole config', async () => {
    const editor = scene.as('editor')
    await rewrites(editor, 'orders-sink', { ...SINK.config, name: 'orders-sink', ...TRANSFORM })

    const screen = await editor.sees('Not kept: transforms.enc.cipher_data_keys')

    expect(screen).toContain('2 changes')
    expect(traces(scene)).not.toContain(TYPED)
  })

  it('is known in a command', async () => {
    const words = Object.entries(TRANSFORM).map(([key, value]) => `${key}=${value}`)
    const editor = scene.as('editor')

    await editor.runs(`/connect set orders-sink ${words.join(' ')}`)

    await editor.sees('Not kept: transforms.enc.cipher_data_keys')
    expect(traces(scene)).not.toContain(TYPED)
  })

  it('is known in a key that is added before its type', async () => {
    const editor = scene.as('editor')
    await opensConfig(editor, 'orders-sink')

    await addsKey(editor, 'transforms.enc.cipher_data_keys', TYPED)

    await editor.sees('Not kept: transforms.enc.cipher_data_keys')
    expect(traces(scene)).not.toContain(TYPED)
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
