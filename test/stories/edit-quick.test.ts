import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createScene, type Scene } from '../support/scene.ts'
import { changes, configOf, PG, SINK } from './form.ts'

let scene: Scene
beforeEach(async () => {
  scene = await createScene()
  scene.prod.control.seed([SINK, PG])
})
afterEach(() => scene.close())

describe('a quick change', () => {
  it('sets keys after a review', async () => {
    const editor = scene.as('editor')
    await editor.runs('/connect set orders-sink tasks.max=3 errors.tolerance=all topics=“orders, refunds”')

    const review = await editor.sees('┌ Review')
    await editor.submits()
    await editor.sees('Restore previous config')

    expect(review).toContain('~ tasks.max  1 → 3')
    expect(await configOf(scene.prod, 'orders-sink')).toMatchObject({
      'tasks.max': '3',
      'errors.tolerance': 'all',
      topics: 'orders, refunds',
    })
  })

  it('takes keys out', async () => {
    const editor = scene.as('editor')
    await editor.runs('/connect unset orders-sink tasks.max')
    await editor.sees('− tasks.max  1, removed')

    await editor.submits()

    await editor.sees('Restore previous config')
    expect(await configOf(scene.prod, 'orders-sink')).not.toHaveProperty('tasks.max')
  })

  it.each([
    ['set orders-sink tasks.max=many', 'This takes a whole number'],
    ['set orders-sink name=other', 'Name and class stay as they are'],
    ['set orders-sink', 'What shall be set?'],
    ['unset orders-sink', 'Which key?'],
    ['set orders-sink tasks.max=0', 'Value must be at least 1'],
  ])('%s is refused: %s', async (words, why) => {
    const editor = scene.as('editor')

    await editor.runs(`/connect ${words}`)

    await editor.sees(why)
    expect(await configOf(scene.prod, 'orders-sink')).toEqual({ ...SINK.config, name: 'orders-sink' })
  })

  it('is for those alone who may edit', async () => {
    await scene.as('reader').runs('/connect set orders-sink tasks.max=3')

    await scene.as('reader').sees('You may not change the config of orders-sink')
  })
})

describe('the previous config', () => {
  it('is restored after a review, on the config of now', async () => {
    const editor = scene.as('editor')
    await editor.runs('/connect set orders-sink tasks.max=3')
    await editor.sees('┌ Review')
    await editor.submits()
    await editor.sees('Restore previous config')
    await changes(scene.prod, 'orders-sink', { 'errors.tolerance': 'all' })

    await editor.clicks('Restore previous config')
    const review = await editor.sees('− errors.tolerance  all, removed')
    await editor.submits()
    await editor.sees('1 of 1 task running')

    expect(review).toContain('~ tasks.max  3 → 1')
    expect(await configOf(scene.prod, 'orders-sink')).toEqual({ ...SINK.config, name: 'orders-sink' })
  })

  it('leaves the secrets of now alone, unless the previous ones are asked for', async () => {
    const editor = scene.as('editor')
    await editor.runs('/connect set orders-pg database.user=other database.password=${file:/s:p}')
    await editor.sees('┌ Review')
    await editor.submits()
    await editor.sees('Restore previous config')
    await editor.clicks('Restore previous config')
    const without = await editor.sees('The secrets of now are kept')

    await editor.clicks('Also the previous secrets')
    const withSecrets = await editor.sees('The previous secrets are restored too')
    await editor.submits()
    await editor.sees('Restore previous config')

    expect(without).not.toContain('database.password')
    expect(withSecrets).toContain('database.password')
    expect(withSecrets).not.toContain('canary-of-now')
    expect(await configOf(scene.prod, 'orders-pg')).toMatchObject({ 'database.password': 'canary-of-now' })
  })
})
