import { expect, it } from 'vitest'
import { stage } from './support/stage.ts'

const { opens } = stage()

it('a database goes down: one message for all that it takes with it, and what happens stands in its thread', async () => {
  const operator = await opens('operator')
  await operator.goesTo('# data-alerts')

  await operator.makesHappen('Database down')
  const alert = await operator.sees(/firing.*3 connectors on Production/)
  await alert.getByRole('button', { name: /repl(y|ies)/ }).click()
  const thread = operator.page.getByRole('complementary', { name: 'Thread' })
  await thread.getByRole('article').nth(1).waitFor()

  expect(await thread.textContent()).toContain('items-pg-source')
})
