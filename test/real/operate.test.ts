import { expect, it } from 'vitest'
import { shows } from '../connect/contract.ts'
import { useScene } from './scene.ts'

const scene = useScene()
const operator = () => scene.as('operator')
const admin = () => scene.as('admin')

it('a sink whose folder is missing is found failed, its trace read, and it runs once the folder is there', async () => {
  const { name, mend } = await scene.failingSink('folder')
  await operator().runs(`/connect show ${name}`)
  expect(await operator().sees(`failed ✖ ${name}`)).toContain('NoSuchFileException')
  await operator().clicks('Trace')
  expect(await operator().sees('FileStreamSinkTask.start')).toContain('Trace')
  await operator().closes()
  await mend()

  await operator().clicks('Restart what failed')

  expect(await operator().sees(`operator restarted ${name}`)).toContain('2 of 2 tasks running after')
  await shows(scene.client(), name, 'RUNNING', ['RUNNING', 'RUNNING'])
})

it('what fails again with the same cause is told so, and the folder is still missing', async () => {
  const { name } = await scene.failingSink('again')

  await operator().runs(`/connect restart ${name}`)

  expect(await operator().sees(`operator restarted ${name}`)).toMatch(/(failed again|still failed) with the same cause/)
  await shows(scene.client(), name, 'RUNNING', ['FAILED', 'FAILED'])
})

it('one task is restarted alone; what stays failed is told at the pause, restarted in it, and runs when resumed', async () => {
  const { name, mend } = await scene.failingSink('task')
  await mend()
  await operator().runs(`/connect show ${name}`)

  await operator().clicks(`Restart task 1 of ${name}`)
  await operator().sees(`operator restarted task 1 of ${name}`)
  await shows(scene.client(), name, 'RUNNING', ['FAILED', 'RUNNING'])

  await operator().runs(`/connect pause ${name}`)
  expect(await operator().sees(`operator paused ${name}`)).toContain('2 tasks; task 0 still failed')
  await shows(scene.client(), name, 'PAUSED', ['FAILED', 'PAUSED'])

  await operator().clicks('Restart what failed')
  expect(await operator().sees('runs once it is resumed')).toContain('paused ❚❚')
  await shows(scene.client(), name, 'PAUSED', ['PAUSED', 'PAUSED'])

  await operator().clicks('Resume')
  expect(await operator().sees(`operator resumed ${name}`)).toContain('2 of 2 tasks running after')
  await shows(scene.client(), name, 'RUNNING', ['RUNNING', 'RUNNING'])
})

it('stopped, a connector has no tasks, offers no restart, and comes back when resumed', async () => {
  const name = await scene.runningSink('stop')
  await operator().runs(`/connect show ${name}`)

  await operator().clicks('Stop', { confirm: true })
  expect(await operator().sees('stopped ■')).toContain(`operator stopped ${name} on prod … stopped after`)
  expect(operator().screen()).not.toContain('[Restart')
  await shows(scene.client(), name, 'STOPPED', [])
  await operator().clicks('Resume')

  await operator().sees(`operator resumed ${name}`)
  await shows(scene.client(), name, 'RUNNING', ['RUNNING', 'RUNNING'])
})

it('deleted, a connector is gone, and recreated it has the state that it had', async () => {
  const name = await scene.runningSink('delete')
  await scene.client().stop(name)
  await shows(scene.client(), name, 'STOPPED', [])
  await admin().runs(`/connect delete ${name}`)
  await admin().sees('Type the connector')
  await admin().types('Type the connector’s name to delete it', name)

  await admin().submits()
  await admin().sees(`admin deleted ${name}`)
  expect(await scene.client().names()).not.toContain(name)
  await admin().clicks('Recreate')

  await admin().sees(`admin recreated ${name} on prod … stopped after`)
  await shows(scene.client(), name, 'STOPPED', [])
})
