import { expect, it } from 'vitest'
import { stage } from './support/stage.ts'

const { opens } = stage()

it('a modal with an error stays, is corrected, and tells the outcome', async () => {
  const admin = await opens('admin')
  await admin.runs('/connect delete prod/audit-file-sink')
  const dialog = admin.dialog('Delete connector')

  await dialog.getByRole('textbox').fill('audit')
  await dialog.getByRole('textbox').press('Enter')
  await dialog.getByText('That is not the name').waitFor()
  expect(await dialog.getByRole('textbox').getAttribute('aria-invalid')).toBe('true')
  expect(await dialog.getByRole('textbox').inputValue()).toBe('audit')
  await dialog.getByRole('textbox').fill('audit-file-sink')
  await dialog.getByRole('button', { name: 'Delete' }).click()

  await admin.dialog('Kafka Connect').getByText('deleted audit-file-sink').waitFor()
})

it('a modal keeps the focus, and Esc closes it and gives it back', async () => {
  const operator = await opens('operator')
  await operator.runs('/connect show prod/clicks-jdbc-sink')
  await operator.sees('2 of 6 tasks failed')

  const opener = operator.page.getByRole('button', { name: 'Trace' })
  await opener.focus()
  await opener.press('Enter')
  const dialog = operator.page.getByRole('dialog')
  await dialog.getByText('HikariPool').first().waitFor()
  for (let presses = 0; presses < 12; presses++) {
    await operator.page.keyboard.press('Tab')
    const where = await operator.page.evaluate(() => document.activeElement?.closest('dialog, body')?.tagName)
    expect(['DIALOG', 'BODY']).toContain(where)
  }
  await operator.closesDialog()

  expect(await opener.evaluate((element) => element === document.activeElement)).toBe(true)
})

it('what Slack asks before a stop is asked, and no means no', async () => {
  const operator = await opens('operator')
  await operator.runs('/connect show prod/mirror-eu-heartbeat')
  await operator.sees('1 of 1 task running')

  await operator.clicks('Stop')
  const dialog = operator.page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Cancel' }).click()

  await dialog.waitFor({ state: 'detached' })
  await operator.runs('/connect show prod/mirror-eu-heartbeat')
  await operator.sees('healthy')
})
