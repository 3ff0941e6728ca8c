import { expect, it } from 'vitest'
import { stage } from './support/stage.ts'

const { opens } = stage()

it('a config is uploaded, and comes back as a file in the direct messages', async () => {
  const admin = await opens('admin')
  const config = { 'connector.class': 'FileStreamSinkConnector', topics: 'clicks', file: '/tmp/uploaded.jsonl' }
  const buffer = Buffer.from(JSON.stringify({ name: 'uploaded', config }))
  await admin.runs('/connect create')
  await admin.inDialog('Connector class')
  await admin.clicks('Paste or upload a config…')
  await admin.inDialog('It stays in Slack')

  await admin.page.getByLabel(/^File/).setInputFiles({ name: 'config.json', mimeType: 'application/json', buffer })
  await admin.clicks('Continue')
  await admin.inDialog('Show descriptions')
  await admin.clicks('Check and review')
  await admin.inDialog('+ file')
  await admin.page.getByRole('combobox', { name: 'Export…' }).click()
  await admin.page.getByRole('option', { name: 'JSON' }).click()
  await admin.clicks('Send as file to me')
  await admin.inDialog('uploaded.json is on its way')
  await admin.page.reload()
  await admin.goesTo('Messages')

  expect(await (await admin.sees('uploaded.json')).textContent()).toContain('File: uploaded.json')
})
