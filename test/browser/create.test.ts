import { expect, it } from 'vitest'
import { cutOff } from './support/fits.ts'
import { keyboard, mouse } from './support/hands.ts'
import { DESK, PHONE } from './support/sizes.ts'
import { stage } from './support/stage.ts'

const { opens } = stage()

it.each([
  { how: 'with the mouse', hands: mouse, size: DESK, name: 'exports-by-mouse' },
  { how: 'with the keyboard alone', hands: keyboard, size: DESK, name: 'exports-by-keyboard' },
  { how: 'on a phone, where nothing is cut off', hands: mouse, size: PHONE, name: 'exports-by-phone' },
])('a connector is created $how: from the command to a card that says it runs', async ({ hands, size, name }) => {
  const admin = await opens('admin', size)
  const { runs, presses, types, chooses } = hands(admin.page)
  const sees = async (text: string | RegExp) => {
    await admin.inDialog(text)
    expect(await cutOff(admin.page), `beside “${text}”`).toEqual([])
  }

  const holds = (field: RegExp, text: string) =>
    expect.poll(() => admin.page.getByRole('textbox', { name: field }).inputValue()).toBe(text)

  await runs('/connect create')
  await sees('Connector class')
  await chooses('Connect cluster', 'Staging')
  await chooses('Sink or source', 'Sink')
  await chooses('Connector class', 'FileStreamSinkConnector')
  await presses('Continue')

  await sees('3 fields to be filled')
  await presses('Check and review')
  await sees('Please complete this required field.')

  await types(/^Connector name/, name)
  await types(/^file/, '/tmp/exports.jsonl')
  await types(/^Tasks max/, '0')
  await presses('Check and review')
  await sees('What Kafka Connect objects to')
  await presses('Go to tasks.max 1')
  await sees('✖ Invalid value 0 for configuration tasks.max')
  await types(/^Tasks max/, '2')
  await chooses('Add to topics a topic that is used here…', 'clicks')
  await holds(/^Topics topics/, 'clicks')

  await chooses('Page', 'Transforms')
  await sees('Aliases for the transformations')
  await types(/^Transforms/, 'route')
  await presses(/^Next/)
  await sees('Aliases for the predicates')
  await chooses('Page', 'Transform route')
  await sees('transforms.route.type')
  await chooses(/^Transformation type/, 'RegexRouter')
  await sees('transforms.route.replacement')
  await types(/^regex/, '.*')
  await types(/^replacement/, 'everything')

  await presses('Check and review')
  await sees('what will be created')
  await sees('+ transforms.route.replacement')
  await presses('Create')
  await sees(`created ${name}`)
  await sees('2 of 2 tasks running')

  await presses('Close')
  await admin.goesTo('# data-operations')
  await admin.sees(new RegExp(`ada created ${name} on Staging.*2 of 2 tasks running`))
})
