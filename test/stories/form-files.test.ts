import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createScene, type Scene } from '../support/scene.ts'
import { configOf, MOCK, opensConfig, type Person, PG, POSTGRES, reviews, SINK, startsWith } from './form.ts'

const CANARY = 'canary-uploaded-61b0'

let scene: Scene
beforeEach(async () => {
  scene = await createScene()
  scene.prod.control.seed([SINK, PG])
})
afterEach(() => scene.close())

/** From the start of a new connector to a file that was chosen and sent. */
async function uploads(name: string, content: string): Promise<Person> {
  const admin = scene.as('admin')
  await admin.runs('/connect create')
  await admin.sees('Connector class')
  await admin.clicks('Paste or upload a config…')
  await admin.sees('It stays in Slack')
  await admin.attaches('File', name, content)
  await admin.submits()
  return admin
}

/** The page with the whole config, in the form of a connector that is there. */
async function seesAllAsText(person: Person, name: string): Promise<void> {
  await opensConfig(person, name)
  await person.chooses('Page', 'All as text')
  await person.sees('Send as file to me')
}

describe('a config that is uploaded', () => {
  const JSON_FILE = JSON.stringify({ name: 'payments', config: { 'connector.class': MOCK, topics: 'a' } })
  const PROPERTIES = `name=payments\nconnector.class=${MOCK}\ntopics=a\n`

  it.each([
    ['payments.json', JSON_FILE],
    ['payments.properties', PROPERTIES],
  ])('begins a form: %s', async (name, content) => {
    const admin = await uploads(name, content)
    await admin.sees('Check and review')

    const review = await reviews(admin)

    expect(review).toContain('+ name  payments')
    expect(review).toContain('+ topics  a')
  })

  it('says in the form itself, which is no longer the window at the bottom, what is wrong with another one', async () => {
    const admin = await uploads('payments.json', JSON_FILE)
    await admin.sees('Check and review')
    await admin.chooses('Page', 'All as text')
    await admin.sees('Send as file to me')
    await admin.clicks('Upload…')
    await admin.sees('Take it')
    await admin.attaches('File', 'payments.json', '{"name": ')
    await admin.submits()

    await admin.sees('This is not JSON')
    await admin.clicks('Back to the form')

    await admin.sees('The whole config as JSON')
  })

  it('comes without its secrets, which stay nowhere but in the file', async () => {
    const admin = await uploads('pg.json', JSON.stringify({ 'connector.class': POSTGRES, 'database.password': CANARY }))

    const screen = await admin.sees('Not kept: database.password')

    expect(`${screen}${scene.log()}${scene.exchanges()}`).not.toContain(CANARY)
  })

  it.each([
    ['is larger than 1 MB', 'x'.repeat(2_000_000), 'larger than 1 MB'],
    ['is not JSON', '{"name": ', 'This is not JSON'],
    ['has keys twice', '{"topics": "a", "topics": "b"}', 'topics stands there more than once'],
    ['holds null', JSON.stringify({ 'connector.class': MOCK, topics: null }), 'topics is null: leave the key out'],
    ['is empty', ' ', 'This text is empty'],
  ])('is refused where it %s', async (_, content, why) => {
    const admin = await uploads('config.json', content)

    expect(await admin.sees('That did not work')).toContain(why)
  })

  it('takes the place of a config that is too long for Slack’s inputs', async () => {
    const editor = scene.as('editor')
    scene.prod.control.seed([
      { name: 'orders-long', config: { ...SINK.config, name: 'orders-long', note: 'x'.repeat(5_000) } },
    ])
    await seesAllAsText(editor, 'orders-long')
    await editor.clicks('Upload…')
    await editor.sees('Take it')
    const wanted = { ...SINK.config, name: 'orders-long', note: 'y'.repeat(6_000) }
    await editor.attaches('File', 'config.json', JSON.stringify(wanted))
    await editor.submits()
    await editor.sees('1 change')

    await reviews(editor)
    await editor.submits()

    await editor.sees('editor changed orders-long on prod')
    expect(await configOf(scene.prod, 'orders-long')).toEqual(wanted)
  })

  it('is not asked for by an app that may not read files: text can be pasted', async () => {
    await scene.close()
    scene = await createScene({ scopes: ['commands', 'chat:write', 'users:read', 'usergroups:read', 'im:write'] })
    const admin = scene.as('admin')
    await admin.runs('/connect create')
    await admin.sees('Connector class')

    await admin.clicks('Paste or upload a config…')

    expect(await admin.sees('JSON or properties')).not.toContain('It stays in Slack')
  })
})

describe('a file to oneself', () => {
  it.each([
    ['JSON', 'orders-pg.json', '"database.password": "<unchanged>"'],
    ['properties', 'orders-pg.properties', 'database.password=<unchanged>'],
    ['curl', 'orders-pg.sh', 'curl -X PUT'],
  ])('holds an export as %s, without secrets', async (format, name, expected) => {
    const editor = scene.as('editor')
    await opensConfig(editor, 'orders-pg')
    await reviews(editor)
    await editor.chooses('Export…', format)
    await editor.sees('<unchanged> stands in place of secrets')

    await editor.clicks('Send as file to me')

    await editor.sees(`${name} is on its way`)
    await editor.closes()
    await editor.sees(`(file: ${name})`)
    expect(editor.opens(name)).toContain(expected)
    expect(editor.opens(name)).not.toContain('canary-of-now')
  })

  it('holds all as text, as it is changed so far', async () => {
    const editor = scene.as('editor')
    await opensConfig(editor, 'orders-pg')
    await editor.types('Hostname  database.hostname', 'db9.example.com')
    await editor.chooses('Page', 'All as text')
    await editor.sees('Send as file to me')

    await editor.clicks('Send as file to me')

    await editor.sees('is on its way')
    expect(JSON.parse(editor.opens('orders-pg.json')).config).toMatchObject({
      'database.hostname': 'db9.example.com',
      'database.password': '<unchanged>',
    })
  })

  it('holds all keys of the class with their documentation', async () => {
    const admin = scene.as('admin')
    await startsWith(admin, 'PostgresConnector 3.6.1.Final')

    await admin.chooses('…', 'Documentation')

    await admin.sees('PostgresConnector.md is on its way')
    const text = admin.opens('PostgresConnector.md')
    expect(text).toContain('### database.hostname')
    expect(text.match(/^### /gm)?.length).toBeGreaterThan(100)
  })

  it('is not sent by an app that may not: whoever runs it is named', async () => {
    await scene.close()
    scene = await createScene({ scopes: ['commands', 'chat:write', 'users:read', 'usergroups:read', 'im:write'] })
    scene.prod.control.seed([PG])
    const editor = scene.as('editor')
    await opensConfig(editor, 'orders-pg')

    await editor.chooses('…', 'Documentation')

    await editor.sees('grant files:write')
  })
})
