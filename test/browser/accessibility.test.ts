import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { PHONE } from './support/sizes.ts'
import { stage } from './support/stage.ts'

declare const axe: { run(): Promise<AxeResults> }

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const { opens } = stage()

/** What axe-core finds serious on the page as it is now. */
async function complaints(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  const { violations } = await page.evaluate(() => axe.run())
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

it.each([
  ['at a desk', undefined],
  ['on a phone', PHONE],
] as const)('axe-core finds nothing serious %s', async (_where, viewport) => {
  const admin = await opens('admin', viewport)
  const { page } = admin

  await admin.runs('/connect')
  await admin.sees('connectors')
  expect(await complaints(page), 'the fleet').toEqual([])
  await admin.runs('/connect show prod/mirror-us-source')
  await admin.sees('2 of 8 tasks failed')
  expect(await complaints(page), 'a card').toEqual([])
  await admin.clicks('More')
  expect(await complaints(page), 'a menu').toEqual([])
  await page.keyboard.press('Escape')
  await admin.clicks('Trace')
  await page.getByRole('dialog').getByText('TimeoutException').first().waitFor()
  expect(await complaints(page), 'a modal').toEqual([])
  await admin.closesDialog()
  await admin.runs('/connect delete prod/loyalty-jdbc-sink')
  await admin.dialog('Delete connector').getByRole('textbox').waitFor()
  expect(await complaints(page), 'a form').toEqual([])
  await admin.closesDialog()
  await admin.runs('/connect config prod/customers-jdbc-sink')
  await admin.inDialog('0 changes')
  expect(await complaints(page), 'a config').toEqual([])
  await admin.closesDialog()
  for (const panel of ['Developer', 'Make happen']) {
    await admin.clicks(panel)
    expect(await complaints(page), panel).toEqual([])
    await page.getByRole('complementary').getByRole('button', { name: 'Close' }).click()
  }
})
