import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { expect, it, onTestFinished, vi } from 'vitest'
import { shows } from '../connect/contract.ts'
import { useScene } from './scene.ts'

const scene = useScene()
const admin = () => scene.as('admin')

it.each([
  ['runs', 'RUNNING', '1 of 1 task running', ['RUNNING']],
  // What was stopped gets its tasks when it runs again.
  ['is paused', 'PAUSED', 'paused after', []],
] as const)('the offset of a source that %s is changed, and it is so again', async (_, state, words, tasks) => {
  const { name, file } = await readingSource(state)
  await admin().runs(`/connect offsets ${name}`)
  await admin().sees('"position":8')
  await admin().clicks('Change…')
  await admin().sees('One partition per line')
  await admin().types('Offsets', `{"filename":"${file}"} = {"position":4}`)
  await admin().submits()
  await admin().sees('goes on as it is now')

  await admin().submits()

  expect(await admin().sees(`admin changed the offsets of ${name}`)).toContain(words)
  await shows(scene.client(), name, state, [...tasks])
})

/** A source that has read its file of 8 bytes, in this state. */
async function readingSource(state: 'RUNNING' | 'PAUSED') {
  const folder = await mkdtemp(`${tmpdir()}/offsets-`)
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = `${folder}/in`
  await writeFile(file, 'one\ntwo\n')
  const name = scene.name('offsets')
  await scene.client().create({
    name,
    config: { 'connector.class': 'org.apache.kafka.connect.file.FileStreamSourceConnector', topic: 'offsets', file },
  })
  const read = async () => expect(await scene.client().offsets(name)).toMatchObject([{ offset: { position: 8 } }])
  await vi.waitFor(read, { timeout: 60_000, interval: 200 })
  if (state === 'PAUSED') await scene.client().pause(name)
  await shows(scene.client(), name, state, [state])
  return { name, file }
}
