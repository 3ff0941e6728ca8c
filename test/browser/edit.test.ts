import { expect, it } from 'vitest'
import { plural } from '../../src/connectors/looks.ts'
import { cutOff } from './support/fits.ts'
import { keyboard, mouse } from './support/hands.ts'
import { DESK, PHONE } from './support/sizes.ts'
import { stage } from './support/stage.ts'

const { opens } = stage()

it.each([
  { how: 'with the mouse', hands: mouse, size: DESK, name: 'customers-jdbc-sink', tasks: 2 },
  { how: 'with the keyboard alone', hands: keyboard, size: DESK, name: 'payments-jdbc-sink', tasks: 2 },
  { how: 'on a phone, where nothing is cut off', hands: mouse, size: PHONE, name: 'search-index-jdbc-sink', tasks: 1 },
])('a config is changed $how, and brought back to what it was', async ({ hands, size, name, tasks }) => {
  const admin = await opens('admin', size)
  const { runs, presses, types, chooses } = hands(admin.page)
  const sees = async (text: string | RegExp) => {
    await admin.inDialog(text)
    expect(await cutOff(admin.page), `beside “${text}”`).toEqual([])
  }

  await runs(`/connect config prod/${name}`)
  await sees('0 changes')
  await chooses('Find a key…', 'batch.size')
  await sees('Specifies how many records')
  await types(/batch\.size/, '4000')
  await chooses('Find a key…', 'tasks.max')
  await sees('Maximum number of tasks')
  await types(/^Tasks max/, '3')

  await presses('Check and review')
  await sees('~ tasks.max')
  await sees(`${tasks} → 3`)
  await sees('+ batch.size')
  await presses('Back to the form')
  await sees('2 changes')
  await presses('Check and review')
  await sees('The connector and its tasks restart with it.')
  await presses('Save')
  await sees(`ada changed ${name}`)
  await sees('3 of 3 tasks running')

  await presses('Restore previous config')
  await sees(`3 → ${tasks}`)
  await presses('Save')
  await sees(`${tasks} of ${plural(tasks, 'task')} running`)
})
