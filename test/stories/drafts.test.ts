import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createScene, type Scene } from '../support/scene.ts'
import { opensConfig, type Person, PG, SINK, startsWith } from './form.ts'

const DAY_MS = 86_400_000

let scene: Scene
beforeEach(async () => {
  scene = await createScene()
  scene.prod.control.seed([SINK, PG])
})
afterEach(() => scene.close())

const homeOf = (person: Person) => person.screen().split('== Home ==')[1]

/** Fills two fields and turns the page, so that they are kept; then the modal is gone. */
async function leavesDraft() {
  const admin = scene.as('admin')
  await startsWith(admin, 'MockSinkConnector 4.3.1')
  await admin.types('Connector name  name', 'payments-sink')
  await admin.types('Topics  topics', 'payments')
  await admin.clicks('Next: Common')
  await admin.sees('Enforce tasks max')
  await admin.closes()
  return admin
}

describe('a draft', () => {
  it('is continued after its modal was closed', async () => {
    const admin = await leavesDraft()
    await admin.runs('/connect drafts')
    await admin.sees('payments-sink on prod, MockSinkConnector')

    await admin.clicks('Continue draft 1')
    await admin.sees('Check and review')
    await admin.chooses('Page', 'Essentials · 3 changed')

    expect(await admin.sees('[ payments ]')).toContain('[ payments-sink ]')
  })

  it('stands on the Home tab of who left it, and of nobody else, and is continued from there', async () => {
    const admin = await leavesDraft()
    await admin.opensHome()
    await scene.as('reader').opensHome()

    expect(homeOf(admin)).toContain('payments-sink on prod, MockSinkConnector')
    expect(homeOf(scene.as('reader'))).not.toContain('draft')
    await admin.clicks('Continue draft 1', { in: 'home' })
    await admin.sees('Check and review')
  })

  it.each([
    ['a new connector', '/connect create', 'payments-sink on prod'],
    ['the same connector', '/connect config orders-pg', 'prod/orders-pg, 1 change'],
  ])('is offered to who begins %s', async (_, command, name) => {
    const admin = await leavesDraft()
    await opensConfig(admin, 'orders-pg')
    await admin.types('Hostname  database.hostname', 'db7.example.com')
    await admin.clicks('Save draft')
    await admin.sees('Draft saved')
    await admin.closes()

    await admin.runs(command)
    await admin.sees(`You have a draft: ${name}`)
    await admin.clicks('Continue your draft')

    expect(await admin.sees('Find a key…')).toMatch(/db7\.example\.com|payments-sink on prod/)
  })

  it('is none any more once all is as it was', async () => {
    const editor = scene.as('editor')
    await opensConfig(editor, 'orders-sink')
    await editor.types('Tasks max  tasks.max', '3')
    await editor.clicks('Save draft')
    await editor.sees('Draft saved')
    await editor.types('Tasks max  tasks.max', '1')
    await editor.clicks('Save draft')
    await editor.sees('Nothing is changed: there is no draft to save')
    await editor.closes()

    await editor.runs('/connect drafts')

    await editor.sees('You have no drafts')
  })

  it('is continued after the app was started anew', async () => {
    const admin = await leavesDraft()
    await scene.restarts()

    await admin.runs('/connect drafts')
    await admin.sees('payments-sink on prod')
    await admin.clicks('Continue draft 1')

    expect(await admin.sees('Check and review')).toContain('payments-sink on prod')
  })

  it('goes on in an open modal after the app was started anew', async () => {
    const admin = scene.as('admin')
    await startsWith(admin, 'MockSinkConnector 4.3.1')
    await admin.types('Connector name  name', 'payments-sink')
    await scene.restarts()

    await admin.clicks('Next: Common')

    expect(await admin.sees('Enforce tasks max')).toContain('payments-sink on prod')
  })

  it('keeps what was chosen, and what was typed until then, though no page was turned', async () => {
    const editor = scene.as('editor')
    await opensConfig(editor, 'orders-sink')
    await editor.chooses('Find a key…', 'errors.tolerance')
    await editor.sees('Error Tolerance  errors.tolerance')
    await editor.types('Retry Timeout for Errors  errors.retry.timeout', '5000')
    await editor.chooses('Error Tolerance  errors.tolerance', 'all')
    await editor.closes()

    await editor.runs('/connect drafts')

    await editor.sees('prod/orders-sink, 2 changes')
  })

  it('is nobody else’s', async () => {
    await leavesDraft()

    await scene.as('operator').runs('/connect drafts')

    expect(await scene.as('operator').sees('You have no drafts')).not.toContain('payments-sink')
  })

  it('is gone after 7 days', async () => {
    const admin = await leavesDraft()
    scene.clock.leap(7 * DAY_MS + 1)

    await admin.runs('/connect drafts')

    await admin.sees('You have no drafts')
  })

  it('can be thrown away, whatever is wrong with what it holds', async () => {
    const admin = scene.as('admin')
    await startsWith(admin, 'MockSinkConnector 4.3.1')
    await admin.types('Tasks max  tasks.max', 'many')
    await admin.chooses('…', 'Throw this draft away')
    await admin.sees('Thrown away')
    await admin.closes()

    await admin.runs('/connect drafts')

    await admin.sees('You have no drafts')
  })

  it('tells the older one of two modals that show it', async () => {
    const admin = await leavesDraft()
    await admin.runs('/connect drafts')
    await admin.sees('You have 1 draft')
    await admin.clicks('Continue draft 1')
    await admin.sees('Check and review')

    await admin.runs('/connect drafts')
    await admin.sees('You have 1 draft')
    await admin.clicks('Continue draft 1')

    await admin.sees('was opened in another window since')
  })

  it('holds nothing that can be read in the database file', async () => {
    const admin = scene.as('admin')
    await opensConfig(admin, 'orders-pg')
    await admin.types('Hostname  database.hostname', 'db2-of-the-draft')
    await admin.clicks('Save draft')
    await admin.sees('Draft saved')

    const files = readdirSync(scene.dir).map((file) => readFileSync(join(scene.dir, file), 'latin1'))

    expect(files.join('')).not.toMatch(/canary-of-now|db2-of-the-draft/)
  })
})
