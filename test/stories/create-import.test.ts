import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createScene, type Scene } from '../support/scene.ts'
import { MOCK, POSTGRES, reviews } from './form.ts'

let scene: Scene
beforeEach(async () => {
  scene = await createScene()
})
afterEach(() => scene.close())

async function pastes(text: string) {
  const admin = scene.as('admin')
  await admin.runs('/connect create')
  await admin.sees('Connector class')
  await admin.clicks('Paste or upload a config…')
  await admin.sees('JSON or properties')
  await admin.types('JSON or properties', text)
  await admin.submits()
  return admin
}

describe('a config that somebody has', () => {
  it.each([
    [
      '{name, config}',
      JSON.stringify({ name: 'payments', config: { 'connector.class': MOCK, topics: 'a', 'tasks.max': 2 } }),
    ],
    ['a config alone', JSON.stringify({ name: 'payments', 'connector.class': MOCK, topics: 'a', 'tasks.max': '2' })],
    ['properties', `name=payments\nconnector.class=MockSinkConnector\ntopics=a\ntasks.max=2`],
  ])('begins a form as %s', async (_, text) => {
    const admin = await pastes(text)
    await admin.sees('Check and review')

    const review = await reviews(admin)

    expect(review).toContain('+ name  payments')
    expect(review).toContain('+ tasks.max  2')
    expect(review).toContain(`+ connector.class  ${MOCK}`)
  })

  it('comes without its secrets', async () => {
    const config = {
      name: 'pg',
      'connector.class': POSTGRES,
      'database.password': 'canary-pasted',
      'database.hostname': 'db1',
    }

    const admin = await pastes(JSON.stringify(config))

    const screen = await admin.sees('Not kept: database.password')
    expect(screen).toContain('[ db1 ]')
    expect(`${screen}${scene.log()}`).not.toContain('canary-pasted')
  })

  it.each([
    ['{"name": "a", "config": {"topics": null}}', 'null'],
    ['{"topics": "a", "topics": "b"}', 'more than once'],
    ['just words', 'neither JSON nor properties'],
    ['{"connector.class": "com.example.Gone"}', 'com.example.Gone is not installed there'],
    ['{"topics": "a"}', 'has no connector.class'],
  ])('that is none is refused: %s', async (text, why) => {
    const admin = await pastes(text)

    expect(await admin.sees('That did not work')).toContain(why)
  })
})
