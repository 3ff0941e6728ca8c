import { expect, it } from 'vitest'
import { PHONE } from './support/sizes.ts'
import { stage } from './support/stage.ts'

const { opens } = stage()

it('a phone-sized screen shows everything without scrolling sideways', async () => {
  const operator = await opens('operator', PHONE)
  const sideways = () => operator.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)

  await operator.runs('/connect')
  await operator.sees('connectors')
  expect(await sideways()).toBe(0)
  await operator.runs('/connect show prod/mirror-us-source')
  await operator.sees('2 of 8 tasks failed')
  expect(await sideways()).toBe(0)
  await operator.clicks('Trace')
  await operator.page.getByRole('dialog').getByText('TimeoutException').first().waitFor()
  expect(await sideways()).toBe(0)
  await operator.closesDialog()
  await operator.goesTo('Home')

  await operator.page.getByRole('region', { name: 'Home' }).getByText('healthy').first().waitFor()
  expect(await sideways()).toBe(0)
})
