import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createScene, type Scene } from '../support/scene.ts'
import { changes, configOf, opensConfig, PG, reviews, SINK } from './form.ts'

let scene: Scene
beforeEach(async () => {
  scene = await createScene()
  scene.prod.control.seed([SINK, PG, { ...SINK, name: 'billing-sink' }])
})
afterEach(() => scene.close())

const sent = () => scene.prod.control.requests().filter(({ method }) => ['PATCH', 'PUT'].includes(method))

describe('the config of a connector', () => {
  it('can be looked at by whoever may inspect, who is told why they may not change it', async () => {
    const reader = scene.as('reader')
    await reader.runs('/connect config orders-pg')

    const screen = await reader.sees('Read only')

    expect(screen).toContain('CONNECT_EDIT_CONFIG on prod')
    expect(screen).toContain('Hostname  database.hostname  db1.example.com')
    expect(screen).toContain('Password  database.password  set, hidden')
    expect(screen).not.toMatch(/Check and review|Save draft/)
    expect(sent()).toEqual([])
  })

  it('is read only for an editor of other connectors', async () => {
    await scene.as('editor').runs('/connect config billing-sink')

    expect(await scene.as('editor').sees('Read only')).not.toContain('Check and review')
  })

  it('is changed key by key: what nobody touched is not sent', async () => {
    const editor = scene.as('editor')
    await opensConfig(editor, 'orders-sink')
    await editor.types('Tasks max  tasks.max', '3')

    const review = await reviews(editor)
    await editor.submits()
    await editor.sees('editor changed orders-sink on prod')

    expect(review).toContain('~ tasks.max  1 → 3')
    expect(await editor.sees('3 of 3 tasks running')).toContain('✓')
    expect(sent().map(({ method, path }) => `${method} ${path}`)).toContain('PATCH /connectors/orders-sink/config')
    expect(await configOf(scene.prod, 'orders-sink')).toEqual({ ...SINK.config, name: 'orders-sink', 'tasks.max': '3' })
  })

  it('is sent whole to a Connect that cannot take single keys, and stays the same otherwise', async () => {
    scene.prod.control.setVersion('3.7.2')
    const editor = scene.as('editor')
    await opensConfig(editor, 'orders-sink')
    await editor.types('Tasks max  tasks.max', '3')
    await reviews(editor)

    await editor.submits()

    await editor.sees('editor changed orders-sink on prod')
    expect(await configOf(scene.prod, 'orders-sink')).toEqual({ ...SINK.config, name: 'orders-sink', 'tasks.max': '3' })
  })

  it('is not sent when nothing is changed', async () => {
    const editor = scene.as('editor')
    await opensConfig(editor, 'orders-sink')

    const review = await reviews(editor)

    expect(review).toContain('nothing is changed')
    expect(review).not.toContain('[Save]')
  })

  it('gets a transform by form: its alias, its type, its keys', async () => {
    const editor = scene.as('editor')
    await opensConfig(editor, 'orders-sink')
    await editor.chooses('Page', 'Transforms')
    await editor.sees('Transforms  transforms')
    await editor.types('Transforms  transforms', 'route')
    await editor.clicks('Next: Predicates')
    await editor.sees('Predicates  predicates')
    await editor.chooses('Page', 'Transform route')
    await editor.sees('transforms.route.type')
    await editor.chooses(
      'Transformation type for route  transforms.route.type',
      'org.apache.kafka.connect.transforms.RegexRouter',
    )
    await editor.sees('transforms.route.regex')
    await editor.types('regex  transforms.route.regex', '.*')
    await editor.types('replacement  transforms.route.replacement', 'all')

    await reviews(editor)
    await editor.submits()

    await editor.sees('editor changed orders-sink on prod')
    expect(await configOf(scene.prod, 'orders-sink')).toMatchObject({
      transforms: 'route',
      'transforms.route.type': 'org.apache.kafka.connect.transforms.RegexRouter',
      'transforms.route.replacement': 'all',
    })
  })
})

describe('topics that other connectors use', () => {
  const topics = Array.from({ length: 120 }, (_, n) => `shop.orders-${n}`)

  it.each([
    ['topics', 'orders,shop.orders-77'],
    ['topics.regex', 'shop\\.orders-77'],
  ])('are searched for, and added to %s', async (key, expected) => {
    const config = { ...SINK.config, topics: topics.join() }
    scene.prod.control.seed([{ name: 'shop-sink', config }])
    const editor = scene.as('editor')
    await opensConfig(editor, 'orders-sink')

    await editor.chooses(`Add to ${key} a topic that is used here…`, 'shop.orders-77')

    expect(await editor.sees(`[ ${expected} ]`)).toContain('1 change')
  })

  it('are not those of connectors that one may not see', async () => {
    await scene.close()
    scene = await createScene({
      file: `
roles: { editors: { users: [U0EDITOR] } }
policies:
  - { resource: [connect, prod, connector, "orders-*"], effect: Allow, actions: [CONNECT_INSPECT, CONNECT_EDIT_CONFIG], role: editors }`,
    })
    scene.prod.control.seed([SINK, { name: 'hidden', config: { ...SINK.config, topics: 'payroll' } }])
    const editor = scene.as('editor')

    await opensConfig(editor, 'orders-sink')

    expect(scene.exchanges()).not.toContain('payroll')
  })
})

describe('two who edit at once', () => {
  it('both keep their keys where they are different ones', async () => {
    const editor = scene.as('editor')
    await opensConfig(editor, 'orders-sink')
    await editor.types('Tasks max  tasks.max', '3')
    await reviews(editor)
    await changes(scene.prod, 'orders-sink', { topics: 'orders,refunds' })

    await editor.submits()

    await editor.sees('editor changed orders-sink on prod')
    expect(await configOf(scene.prod, 'orders-sink')).toMatchObject({ 'tasks.max': '3', topics: 'orders,refunds' })
  })

  it.each([
    ['Mine: 3', 'editor changed orders-sink on prod', '3'],
    ['Theirs: 2', 'The config is so already', '2'],
  ])('are asked where it is the same key: %s', async (choice, told, kept) => {
    const editor = scene.as('editor')
    await opensConfig(editor, 'orders-sink')
    await editor.types('Tasks max  tasks.max', '3')
    await reviews(editor)
    await changes(scene.prod, 'orders-sink', { 'tasks.max': '2' })
    await editor.submits()
    await editor.sees('Somebody else has changed tasks.max meanwhile')

    await editor.chooses('Somebody else has changed tasks.max meanwhile. Whose value?', choice)
    await editor.submits()

    await editor.sees(told)
    expect(await configOf(scene.prod, 'orders-sink')).toMatchObject({ 'tasks.max': kept })
  })

  it('lose none of what the other one saved, be it more than one can be asked about', async () => {
    const keys = Array.from({ length: 31 }, (_, n) => `mine.${n}`)
    const editor = scene.as('editor')
    await editor.runs(`/connect set orders-sink ${keys.map((key) => `${key}=a`).join(' ')}`)
    await editor.sees('┌ Review')
    await changes(scene.prod, 'orders-sink', Object.fromEntries(keys.map((key) => [key, 'b'])))
    await editor.submits()
    const asked = await editor.sees('Somebody else has changed mine.0 meanwhile')

    await editor.submits()
    await editor.sees('editor changed orders-sink on prod')

    expect(asked).toContain('Of 1 more key that somebody else has changed theirs stays')
    expect(await configOf(scene.prod, 'orders-sink')).toMatchObject({ 'mine.29': 'a', 'mine.30': 'b' })
  })

  it('never bring a connector back that was deleted meanwhile', async () => {
    const editor = scene.as('editor')
    await opensConfig(editor, 'orders-sink')
    await editor.types('Tasks max  tasks.max', '3')
    await reviews(editor)
    await fetch(`${scene.prod.urls[0]}/connectors/orders-sink`, { method: 'DELETE' })

    await editor.submits()

    await editor.sees('There is no such connector')
    expect(await configOf(scene.prod, 'orders-sink')).toBeUndefined()
  })
})
