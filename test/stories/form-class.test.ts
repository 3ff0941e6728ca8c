import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createScene, type Scene } from '../support/scene.ts'
import { configOf, MOCK, SINK } from './form.ts'
import { installOdd, ODD, rewrites, traces } from './odd.ts'

const TYPED = 'canary-typed-1d7e'

let scene: Scene
beforeEach(async () => {
  scene = await createScene()
  installOdd(scene)
  scene.prod.control.seed([SINK])
})
afterEach(() => scene.close())

describe('another class, in the text of the whole config', () => {
  const CONFIG = { name: 'orders-sink', topics: 'orders', 'tasks.max': '1' }

  it('says itself what is secret', async () => {
    const editor = scene.as('editor')
    await rewrites(editor, 'orders-sink', { ...CONFIG, 'connector.class': ODD, 'opening.phrase': TYPED })

    const screen = await editor.sees('Not kept: opening.phrase')

    expect(screen).toContain(ODD)
    expect(traces(scene)).not.toContain(TYPED)
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
    expect(traces(scene)).not.toContain(TYPED)
  })
})
