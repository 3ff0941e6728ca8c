import { expect, it } from 'vitest'
import { stage } from './support/stage.ts'

const { opens } = stage()

it('a reload keeps what Slack keeps: messages of the channel, not what only one sees, nor open modals', async () => {
  const operator = await opens('operator')
  await operator.goesTo('# data-operations')
  await operator.runs('/connect pause prod/mirror-eu-checkpoint')
  await operator.sees(/omar paused mirror-eu-checkpoint/)
  await operator.messages().filter({ hasText: 'Only visible to you' }).last().waitFor()
  await operator.runs('/connect config prod/mirror-eu-checkpoint')
  await operator.page.getByRole('dialog').waitFor()

  await operator.page.reload()

  await operator.sees(/omar paused mirror-eu-checkpoint/)
  expect(await operator.messages().filter({ hasText: 'Only visible to you' }).count()).toBe(0)
  expect(await operator.page.getByRole('dialog').count()).toBe(0)
})

it('the bot is killed and started again while the page is open', async () => {
  const operator = await opens('operator')

  await operator.makesHappen('Kill the bot')
  await operator.page.getByText('the app is away').waitFor()
  await operator.runs('/connect list')
  await operator.page.getByRole('alert').filter({ hasText: 'dispatch_failed' }).waitFor()
  await operator.page.getByRole('button', { name: 'Dismiss' }).click()
  await operator.page.getByRole('alert').waitFor({ state: 'detached' })
  await operator.makesHappen('Start the bot')
  await operator.page.getByText('the app is away').waitFor({ state: 'detached' })
  await operator.runs('/connect clusters')

  await operator.sees('Staging')
})
