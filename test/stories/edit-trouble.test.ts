import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RestError } from '../../sandbox/connect/answer.ts'
import { createScene, type Scene } from '../support/scene.ts'
import { configOf, opensConfig, reviews, SINK, startsWith } from './form.ts'
import { installOdd, traces } from './odd.ts'

let scene: Scene
beforeEach(async () => {
  scene = await createScene()
  scene.prod.control.seed([SINK, { name: 'orders-odd', config: { 'connector.class': 'com.example.Gone', a: 'x\ny' } }])
})
afterEach(() => scene.close())

describe('a form', () => {
  it('turns its pages while Kafka Connect is still validating, and loses nothing', async () => {
    const editor = scene.as('editor')
    scene.prod.control.hang('/validate')
    await opensConfig(editor, 'orders-sink')
    await editor.types('Tasks max  tasks.max', '3')

    await editor.clicks('Next: Common')
    await editor.sees('Enforce tasks max')
    await editor.clicks('Back: Essentials')

    expect(await editor.sees('Topics regex')).toContain('[ 3 ]')
    scene.prod.control.hang(false)
  })

  it('that is closed half way harms nobody', async () => {
    const editor = scene.as('editor')
    scene.prod.control.hang('/validate')
    await opensConfig(editor, 'orders-sink')
    await editor.clicks('Next: Common')
    await editor.sees('Enforce tasks max')
    await editor.closes()
    scene.prod.control.hang(false)

    await opensConfig(editor, 'orders-sink')

    expect(scene.log()).not.toContain('"level":"error"')
  })

  it('of a plugin that is gone still shows what is set', async () => {
    await scene.as('reader').runs('/connect config orders-odd')

    expect(await scene.as('reader').sees('Read only')).toContain('com.example.Gone')
  })

  it.each(['is gone', 'falls over when it is asked for its keys'])(
    'of a plugin that %s opens, with all hidden that may be secret',
    async (what) => {
      const config = {
        'connector.class': 'com.example.OddSink',
        'tasks.max': '7',
        'opening.phrase': 'canary-phrase-3f1',
      }
      if (what !== 'is gone') {
        const tell = () => {
          throw new RestError(500, 'it fell over')
        }
        installOdd(scene)
        scene.prod.control.behave('com.example.OddSink', { tell })
      }
      scene.prod.control.seed([{ name: 'orders-phrase', config }])
      const editor = scene.as('editor')

      await editor.runs('/connect config orders-phrase')
      const screen = await editor.sees('Kafka Connect does not say what keys this class takes')

      expect(screen).toContain('[ 7 ]')
      expect(screen).toContain('opening.phrase')
      expect(traces(scene)).not.toContain('canary-phrase-3f1')
    },
  )

  it('of a plugin whose validation answers 500 can be reviewed, with a warning', async () => {
    const editor = scene.as('editor')
    const fails = () => Promise.reject(new RestError(500, 'the plugin fell over'))
    scene.prod.control.behave(SINK.config['connector.class'], { wait: fails })
    await opensConfig(editor, 'orders-sink')
    await editor.types('Tasks max  tasks.max', '3')

    const review = await reviews(editor)

    expect(review).toContain('Kafka Connect could not check this')
  })

  it('of a new connector that cannot be checked says in its review what Kafka Connect will ask for', async () => {
    const admin = scene.as('admin')
    await startsWith(admin, 'MockSinkConnector 4.3.1')
    await admin.types('Connector name  name', 'orders-new')
    const fails = () => Promise.reject(new RestError(500, 'the plugin fell over'))
    scene.prod.control.behave(SINK.config['connector.class'], { wait: fails })

    expect(await reviews(admin)).toContain('Kafka Connect asks for topics or topics.regex, which is not set')
  })

  it.each([
    ['that is too long for an input', 'x'.repeat(3_001)],
    ['with characters that Slack would change', 'ends \u{1f600}'],
    ['with blanks that Slack may drop', ' begins so\nand goes on'],
  ])('neither empties nor changes a value %s when nothing is typed in its place', async (_, note) => {
    scene.prod.control.seed([{ name: 'orders-long', config: { ...SINK.config, note } }])
    const editor = scene.as('editor')
    await opensConfig(editor, 'orders-long')
    await editor.chooses('Page', 'Custom keys')
    await editor.clicks('Replace note')
    await editor.sees('Set to the text below')

    await editor.submits()

    expect(editor.screen()).toContain('Type the text, or choose the empty text above')
  })

  it('keeps a value of several lines that is looked at in a view of its own, and left as it is', async () => {
    scene.prod.control.seed([{ name: 'orders-long', config: { ...SINK.config, note: 'one\ntwo' } }])
    const editor = scene.as('editor')
    await opensConfig(editor, 'orders-long')
    await editor.chooses('Page', 'Custom keys')
    await editor.clicks('Replace note')
    await editor.sees('Set to the text below')
    await editor.submits()
    await editor.sees('Check and review')

    expect(await reviews(editor)).toContain('nothing is changed')
  })

  it('is submitted twice and saved once', async () => {
    const editor = scene.as('editor')
    await opensConfig(editor, 'orders-sink')
    await editor.types('Tasks max  tasks.max', '3')
    await reviews(editor)

    await Promise.all([scene.slack.submitView('U0EDITOR'), scene.slack.submitView('U0EDITOR')])
    await editor.sees('Restore previous config')

    const patches = scene.prod.control.requests().filter(({ method }) => method === 'PATCH')
    expect(patches).toHaveLength(1)
    expect(await configOf(scene.prod, 'orders-sink')).toMatchObject({ 'tasks.max': '3' })
  })

  it('says so when its Connect cluster does not answer', async () => {
    scene.prod.control.hang(true)

    await scene.as('editor').runs('/connect config prod/orders-sink')

    await scene.as('editor').sees(/No answer|did not answer|not reach/i)
    scene.prod.control.hang(false)
  })

  it('of a new connector offers at first the classes that fit what was typed', async () => {
    const admin = scene.as('admin')
    await admin.runs('/connect create PostgresConn')
    await admin.sees('Connector class')

    expect(await admin.searches('Connector class', '')).toEqual(['PostgresConnector 3.6.1.Final'])
  })

  it('of which Kafka Connect does not say whether it was saved is not saved again, and leads back', async () => {
    const editor = scene.as('editor')
    await opensConfig(editor, 'orders-sink')
    await editor.types('Tasks max  tasks.max', '3')
    await reviews(editor)
    scene.prod.control.hang('/connectors/orders-sink/config')
    await editor.submits()
    const { killWorker, startWorker, hang, held } = scene.prod.control
    await expect.poll(held).toContain('/connectors/orders-sink/config')
    await Promise.all([killWorker(0), killWorker(1)])
    hang(false)
    await Promise.all([startWorker(0), startWorker(1)])

    const told = await editor.sees('Look again before you repeat it')

    expect(told).toContain('did not say whether it was done')
    expect(told).toContain('[Restore previous config]')
  })

  it('brings no connector back unseen where Kafka Connect takes whole configs only', async () => {
    scene.prod.control.setVersion('3.7.2')
    const editor = scene.as('editor')
    await opensConfig(editor, 'orders-sink')
    await editor.types('Tasks max  tasks.max', '3')
    await reviews(editor)
    scene.prod.control.hang('/connectors/orders-sink/config')
    await editor.submits()
    await editor.sees('Saving…')
    await fetch(`${scene.prod.urls[0]}/connectors/orders-sink`, { method: 'DELETE' })
    scene.prod.control.hang(false)

    const told = await editor.sees('had been deleted meanwhile and exists again by this')

    expect(told).toContain('delete it if it should stay gone')
  })
})
