import { expect, it } from 'vitest'
import { people } from '../../support/workspace.ts'
import { startApp } from './app.ts'

it('brings a slash command to a Bolt app and its answer to the person alone', async () => {
  const { slack } = await startApp((app) =>
    app.command('/connect', async ({ ack, respond, command }) => {
      await ack()
      await respond(`You asked for ${command.text}`)
    }),
  )

  await slack.command(people.operator, 'C0DATA', '/connect list prod')
  await slack.waitFor(() => slack.screen(people.operator).includes('list prod'), 'an answer', people.operator)

  expect(slack.screen(people.operator)).toBe(
    ['== #data ==', 'Kafka Connect: (only visible to you)', '  You asked for list prod'].join('\n'),
  )
  expect(slack.screen(people.reader)).toBe('')
})
