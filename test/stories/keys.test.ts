import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { PATIENT } from '../support/patience.ts'
import { createScene, type Scene } from '../support/scene.ts'
import { opensConfig, SINK } from './form.ts'

const [NEW, OTHER] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')]

let scene: Scene
beforeEach(async () => {
  scene = await createScene()
  scene.prod.control.seed([SINK])
})
afterEach(() => scene.close())

/** Leaves a draft, sealed with the key in the file; that key. */
async function leavesDraft(): Promise<string> {
  await opensConfig(admin(), 'orders-sink')
  await admin().types('Tasks max  tasks.max', '3')
  await admin().clicks('Save draft')
  await admin().sees('Draft saved')
  await admin().closes()
  return readFileSync(join(scene.dir, 'key'), 'utf8').trim()
}

it('a draft outlives a change of keys, and the log says when the old one may go', async () => {
  const old = await leavesDraft()
  await scene.restarts({ STORE_KEYS: `${NEW},${old}` })
  await logged('Kept values are sealed with the first key now: the others are not needed any more')

  await scene.restarts({ STORE_KEYS: NEW })

  await admin().runs('/connect drafts')
  await admin().sees('prod/orders-sink, 1 change')
  expect(scene.log()).not.toContain('cannot be read')
})

it('without its key the app serves people, and says that drafts are lost', async () => {
  await leavesDraft()

  await scene.restarts({ STORE_KEYS: OTHER })

  await logged('Kept drafts or configs cannot be read: the key that sealed them is not among STORE_KEYS')
  await admin().runs('/connect drafts')
  await admin().sees('You have no drafts')
})

const logged = (line: string) => vi.waitFor(() => expect(scene.log()).toContain(line), PATIENT)
const admin = () => scene.as('admin')
