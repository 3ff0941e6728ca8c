import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { PATIENT } from '../support/patience.ts'
import { createScene, type Scene } from '../support/scene.ts'

const FIVE_MINUTES = 300_000
const RUNTIME = 'org.apache.kafka.connect.runtime'

let scene: Scene
beforeEach(async () => {
  scene = await createScene()
})
afterEach(() => scene.close())

it('shows the levels of each Connect cluster', async () => {
  await scene.as('reader').runs('/connect loggers')

  const screen = await scene.as('reader').sees('prod: INFO')

  expect(screen).toContain('staging: INFO')
  expect(screen).not.toContain('[Change')
})

it('changes one for a while, and sets it back', async () => {
  await debugs()

  await admin().sees(`${RUNTIME} is at DEBUG on all workers of prod`)
  expect(await level()).toBe('DEBUG')
  await scene.clock.advance(FIVE_MINUTES)

  await until(async () => (await level()) === 'INFO')
  await admin().runs('/connect loggers prod')
  expect(await admin().sees('prod: INFO')).not.toContain(`${RUNTIME}: DEBUG`)
})

it('sets it back after a restart of the app, too', async () => {
  await debugs()
  await admin().sees('is at DEBUG')

  await scene.restarts()

  await scene.clock.advance(FIVE_MINUTES)

  await until(async () => (await level()) === 'INFO')
})

it('is refused where all workers cannot be reached at once', async () => {
  scene.prod.control.setVersion('3.6.2')

  await debugs()

  await admin().sees('needs Kafka Connect 3.7 or newer')
  expect(await level()).toBe(undefined)
})

it('says what it cannot set back, before anything is changed', async () => {
  await admin().runs('/connect loggers prod')
  await admin().sees('prod: INFO')

  await admin().clicks('Change on prod…')

  await admin().sees('does not list loggers that are OFF: those stay on afterwards')
})

it('refuses what is no name', async () => {
  await debugs('org/../apache')

  await admin().sees('is no logger’s name')
})

const admin = () => scene.as('admin')

async function debugs(logger = RUNTIME) {
  await admin().runs('/connect loggers prod')
  await admin().sees('prod: INFO')
  await admin().clicks('Change on prod…')
  await admin().sees('DEBUG and TRACE may write')
  await admin().types('Logger', logger)
  await admin().chooses('For', '5 minutes')
  await admin().submits()
}

async function level(): Promise<unknown> {
  const body: unknown = await (await fetch(`${scene.prod.urls[0]}/admin/loggers/${RUNTIME}`)).json()
  return typeof body === 'object' && body !== null && 'level' in body ? body.level : undefined
}

const until = (holds: () => Promise<boolean>) => vi.waitUntil(holds, PATIENT)
