import { expect, it } from 'vitest'
import { stage } from './support/stage.ts'

const { opens } = stage()

it('a reader tries to restart and is refused', async () => {
  const reader = await opens('reader')

  await reader.runs('/connect restart prod/orders-jdbc-sink')
  const answer = await reader.sees('CONNECT_ALTER_STATE')

  expect(await answer.textContent()).toContain('Only visible to you')
  await reader.runs('/connect show prod/orders-jdbc-sink')
  expect(await (await reader.sees('1 of 4 tasks failed')).getByRole('button', { name: /Restart/ }).count()).toBe(0)
})

it('an operator restarts a failed task from its card and sees it recover', async () => {
  const operator = await opens('operator')

  await operator.runs('/connect show prod/orders-jdbc-sink')
  await operator.sees('1 of 4 tasks failed')
  await operator.clicks('Restart task 2 of orders-jdbc-sink')

  await operator.sees(/restarted task 2 of orders-jdbc-sink.*healthy/)
})

it('two people in two windows see what the other did to one connector, but not what only the other may see', async () => {
  const [operator, admin] = [await opens('operator'), await opens('admin')]
  await admin.goesTo('# data-operations')

  await operator.runs('/connect pause prod/customers-jdbc-sink')
  await operator.sees('paused customers-jdbc-sink')

  await admin.sees(/omar paused customers-jdbc-sink/)
  await admin.goesTo('# data-platform')
  expect(await admin.messages().filter({ hasText: 'Only visible to you' }).count()).toBe(0)
  await admin.runs('/connect show prod/customers-jdbc-sink')
  await admin.sees('paused')
})
