import { expect, it } from 'vitest'
import { createTestClock } from '../../support/clock.ts'
import { createPeople } from '../../support/slack.ts'
import { people } from '../../support/workspace.ts'
import { startApp } from './app.ts'

it('brings a slash command to a Bolt app and its answer to the person alone', async () => {
  const { slack } = await startApp((app) =>
    app.command('/connect', async ({ ack, respond, command }) => {
      await ack()
      await respond(`You asked for ${command.text}`)
    }),
  )
  const as = createPeople(slack)

  await as('operator').runs('/connect   list prod ')

  expect(as('operator').screen()).toBe(
    ['== #data ==', 'Kafka Connect: (only visible to you)', '  You asked for list prod'].join('\n'),
  )
  expect(as('reader').screen()).toBe('')
})

it('shows an answer that comes with the acknowledgement, to everybody if it is in_channel', async () => {
  const { slack } = await startApp((app) =>
    app.command('/connect', ({ ack }) => ack({ response_type: 'in_channel', text: 'Here you go' })),
  )
  const as = createPeople(slack)

  await as('operator').runs('/connect')

  expect(as('reader').screen()).toContain('Here you go')
})

it('never replaces the answer to a command: every use of its response_url is a new message', async () => {
  const { slack } = await startApp((app) =>
    app.command('/connect', async ({ ack, respond }) => {
      await ack()
      await respond('Working on it')
      await respond({ text: 'Done', replace_original: true })
      await respond({ delete_original: true })
      await respond('The end')
    }),
  )
  const as = createPeople(slack)

  await as('operator').runs('/connect')
  const screen = await as('operator').sees('The end')

  expect(screen).toContain('Working on it')
  expect(screen).toContain('Done')
})

it('tells the person that the app did not respond after three seconds', async () => {
  const clock = createTestClock()
  const { slack } = await startApp((app) => app.command('/connect', async () => {}), { clock })

  const command = slack.command(people.operator, 'C0DATA', '/connect')
  await clock.advance(3000)

  expect(await command).toEqual({
    kind: 'told',
    text: '/connect failed because the app did not respond. Please try again or contact the app developer.',
  })
})

it.each([
  ['/nonsense', '/nonsense is not a valid command.'],
  ['/connect', '/connect failed with the error "dispatch_failed"'],
])('answers %s itself where no app can: %s', async (typed, text) => {
  const { slack } = await startApp(() => {}, { sockets: 0 })

  const reaction = await slack.command(people.operator, 'C0DATA', typed)

  expect(reaction).toEqual({ kind: 'told', text })
  expect(slack.screen(people.operator)).toContain(text)
})

it('refuses an acknowledgement that is no valid message', async () => {
  const { slack } = await startApp((app) => app.command('/connect', ({ ack }) => ack({ blocks: [{ type: 'bogus' }] })))

  const reaction = await slack.command(people.operator, 'C0DATA', '/connect')

  expect(reaction).toEqual({ kind: 'told', text: '/connect failed with the error "invalid_blocks"' })
})

it('takes back what it said of the last command with the next one', async () => {
  const { slack } = await startApp((app) => app.command('/connect', ({ ack }) => ack('Here')))
  const operator = createPeople(slack)('operator')
  await operator.runs('/nonsense')

  await operator.runs('/connect')

  expect(operator.screen()).not.toContain('/nonsense')
})
