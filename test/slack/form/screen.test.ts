import { webApi } from '@slack/bolt'
import { expect, it } from 'vitest'
import { createScreen } from '../../../src/slack/form/screen.ts'
import { loadingModal } from '../../../src/slack/views/modal.ts'

it('shows the newest view, though Slack did not take the one before it', async () => {
  const client = new webApi.WebClient('xoxb-test')
  const shown: unknown[] = []
  client.views.update = async ({ view }) => {
    await Promise.resolve()
    if (JSON.stringify(view).includes('older')) throw new Error('Slack did not answer')
    shown.push(view)
    return { ok: true }
  }
  const modal = createScreen(client).modal('V1')

  const updates = await Promise.allSettled([modal.update(loadingModal('older')), modal.update(loadingModal('newest'))])

  expect(shown).toEqual([loadingModal('newest')])
  expect(updates.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
})
