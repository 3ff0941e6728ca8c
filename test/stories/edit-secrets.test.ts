import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createScene, type Scene } from '../support/scene.ts'
import { addsKey, configOf, opensConfig, PG, POSTGRES, reviews, SINK } from './form.ts'
import { traces } from './odd.ts'

const TYPED = 'canary-typed-1d7e'
const REFERENCE = '${file:/run/secrets/db:password}'

let scene: Scene
beforeEach(async () => {
  scene = await createScene()
  scene.prod.control.seed([SINK, PG])
})
afterEach(() => scene.close())

const label = 'Password  database.password'

describe('a secret', () => {
  it('that somebody else has set meanwhile is not shown either', async () => {
    const editor = scene.as('editor')
    await opensConfig(editor, 'orders-sink')
    await editor.types('Tasks max  tasks.max', '3')
    await reviews(editor)
    const masking = {
      transforms: 'a',
      'transforms.a.type': 'com.example.Mask',
      'transforms.a.salt': 'canary-of-theirs',
    }
    scene.prod.control.seed([{ ...SINK, config: { ...SINK.config, ...masking, 'tasks.max': '2' } }])
    await editor.submits()
    await editor.sees('Somebody else has changed tasks.max meanwhile. Whose value?')

    await editor.chooses('Export…', 'JSON')
    await editor.sees('stands in place of secrets')

    expect(editor.screen()).toContain('transforms.a.salt')
    expect(traces(scene)).not.toContain('canary-of-theirs')
  })

  it('is kept, byte for byte and unseen, through edits of other keys', async () => {
    const editor = scene.as('editor')
    for (const tasks of ['2', '3', '4', '5', '6']) {
      await opensConfig(editor, 'orders-pg')
      await editor.types('User  database.user', `cdc${tasks}`)
      await reviews(editor)
      await editor.submits()
      await editor.sees('Restore previous config')
      await editor.closes()
    }

    const config = await configOf(scene.prod, 'orders-pg')

    expect(config).toEqual({ ...PG.config, name: 'orders-pg', 'database.user': 'cdc6' })
    expect(traces(scene)).not.toContain('canary-of-now')
  })

  it('is replaced by a reference, which everybody may read', async () => {
    const editor = scene.as('editor')
    await opensConfig(editor, 'orders-pg')
    await editor.chooses(label, 'Use a reference')
    await editor.sees('Reference for database.password')
    await editor.types('Reference for database.password', REFERENCE)

    const review = await reviews(editor)
    await editor.submits()

    expect(review).toContain(`~ database.password  (hidden) → ${REFERENCE} (secret)`)
    await editor.sees('✓')
    expect(await configOf(scene.prod, 'orders-pg')).toMatchObject({ 'database.password': REFERENCE })
  })

  it.each(['turning the page', 'submitting'])('that is typed unasked is not kept, when %s', async (how) => {
    const editor = scene.as('editor')
    await opensConfig(editor, 'orders-pg')
    await editor.chooses(label, 'Use a reference')
    await editor.sees('Reference for database.password')
    await editor.types('Reference for database.password', TYPED)

    if (how === 'submitting') await editor.submits()
    else await editor.clicks('Next: Postgres (1 of 2)')
    const screen = await editor.sees('Not kept: database.password')

    expect(screen).toContain('consider it exposed and rotate it')
    expect(screen).not.toContain(TYPED)
    expect(traces(scene)).not.toContain(TYPED)
  })

  it('in a new key, in the whole text or in a command is not kept either', async () => {
    const editor = scene.as('editor')
    await editor.runs(`/connect set orders-pg database.password=${TYPED} database.user=other`)
    await editor.sees('Not kept: database.password')
    await editor.closes()
    await opensConfig(editor, 'orders-pg')
    await addsKey(editor, 'my.api.key', TYPED)
    await editor.sees('Not kept: my.api.key')
    await editor.closes()

    expect(traces(scene)).not.toContain(TYPED)
  })

  it('that would go to another host is named, and sent there only once that is confirmed', async () => {
    const editor = scene.as('editor')
    await opensConfig(editor, 'orders-pg')
    await editor.types('Hostname  database.hostname', 'db2.example.com')
    const asked = await reviews(editor)
    await editor.submits()
    const refused = editor.screen()

    await editor.chooses('database.password will be sent to what database.hostname names now', 'Yes, send them there')
    await editor.submits()

    expect(asked).toContain('database.hostname changes: database.password will be sent there')
    expect(refused).toContain('Please complete this required field')
    await editor.sees('✓')
    expect(await configOf(scene.prod, 'orders-pg')).toMatchObject({ 'database.hostname': 'db2.example.com' })
  })

  it('that is withheld from a check keeps nobody from saving, though Kafka Connect objects for want of it', async () => {
    const check = (sent: ReadonlyMap<string, string | null>): Record<string, string[]> =>
      sent.has('database.password') ? {} : { 'database.hostname': ['no password was given'] }
    scene.prod.control.behave(POSTGRES, { check })
    const editor = scene.as('editor')
    await opensConfig(editor, 'orders-pg')
    await editor.types('Hostname  database.hostname', 'db2.example.com')
    await editor.submits()
    const objections = await editor.sees('no password was given')

    await editor.clicks('Review all the same')
    await editor.sees('┌ Review')
    await editor.chooses('database.password will be sent to what database.hostname names now', 'Yes, send them there')
    await editor.submits()

    expect(objections).toContain('It was asked without database.password')
    await editor.sees('✓')
    expect(await configOf(scene.prod, 'orders-pg')).toMatchObject({ 'database.hostname': 'db2.example.com' })
  })

  it('may be typed where the administrator allows it, and is still not shown', async () => {
    await scene.close()
    scene = await createScene({ typing: 'allow' })
    scene.prod.control.seed([PG])
    const editor = scene.as('editor')
    await opensConfig(editor, 'orders-pg')
    await editor.chooses(label, 'Use a reference or a new value')
    await editor.sees('Reference for database.password')
    await editor.types('Reference for database.password', TYPED)

    const review = await reviews(editor)
    await editor.submits()

    expect(review).toContain('~ database.password  changed (secret)')
    await editor.sees('✓')
    expect(await configOf(scene.prod, 'orders-pg')).toMatchObject({ 'database.password': TYPED })
    expect(traces(scene)).not.toContain(TYPED)
  })
})
