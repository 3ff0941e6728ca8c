import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createScene, type Scene } from '../support/scene.ts'
import { changes, configOf, MOCK, opensConfig, type Person, reviews, SINK } from './form.ts'

let scene: Scene
let editor: Person
beforeEach(async () => {
  scene = await createScene()
  scene.prod.control.seed([SINK])
  editor = scene.as('editor')
})
afterEach(() => scene.close())

/** Saves, and closes the window while Connect is at it. */
async function savesAndLeaves(): Promise<void> {
  await opensConfig(editor, 'orders-sink')
  await editor.types('Tasks max  tasks.max', '3')
  await reviews(editor)
  scene.prod.control.hang('/connectors/orders-sink/config')
  await editor.submits()
  await editor.sees('Saving…')
  await expect.poll(scene.prod.control.held).toContain('/connectors/orders-sink/config')
  await editor.closes()
}

describe('a window that was closed while it was saved', () => {
  it('does not keep from the person that Kafka Connect refused it', async () => {
    await savesAndLeaves()
    const check = () => ({ 'tasks.max': ['three are too many'] })
    scene.prod.control.behave(MOCK, { check })
    scene.prod.control.hang(false)

    await editor.sees('three are too many')

    expect(await configOf(scene.prod, 'orders-sink')).toMatchObject({ 'tasks.max': '1' })
  })

  it('does not keep from the person that somebody else has changed the same', async () => {
    await opensConfig(editor, 'orders-sink')
    await editor.types('Tasks max  tasks.max', '3')
    await reviews(editor)
    await changes(scene.prod, 'orders-sink', { 'tasks.max': '2' })
    scene.prod.control.slow(300)
    await editor.submits()
    await editor.closes()

    await editor.sees('Somebody else has changed tasks.max meanwhile')

    expect(await configOf(scene.prod, 'orders-sink')).toMatchObject({ 'tasks.max': '2' })
  })
})

describe('a review that was sent twice', () => {
  it('asks whose value counts although the second one came without an answer to that', async () => {
    await opensConfig(editor, 'orders-sink')
    await editor.types('Tasks max  tasks.max', '3')
    await editor.types('Topics  topics', 'orders,more')
    await reviews(editor)
    await changes(scene.prod, 'orders-sink', { 'tasks.max': '2' })

    await Promise.all([scene.slack.submitView('U0EDITOR'), scene.slack.submitView('U0EDITOR')])
    await editor.sees('Somebody else has changed tasks.max meanwhile. Whose value?')
    await editor.submits()
    await editor.sees('Restore previous config')

    expect(await configOf(scene.prod, 'orders-sink')).toMatchObject({ 'tasks.max': '3', topics: 'orders,more' })
  })
})
