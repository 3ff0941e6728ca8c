import { expect, it } from 'vitest'
import type { BulkState } from '../../../src/connectors/bulk.ts'
import { bulkResultView } from '../../../src/slack/views/bulk-run.ts'

it('an operation that was interrupted is said to go on, for whatever reason it was: a restart, a full disk, a long pause', () => {
  const state: BulkState = {
    id: 'b1',
    actor: { id: 'U0ADA', name: 'Ada' },
    origin: { surface: 'button' },
    action: 'pause',
    filter: {},
    items: [{ cluster: 'prod', connector: 'orders-sink' }],
    startedAt: 0,
    entry: 'e1',
    ends: new Map(),
    begun: new Set(),
  }

  const { text } = bulkResultView(state, () => 'Production')

  expect(text).toMatch(/^interrupted: Ada/)
  expect(text).toContain('This app goes on with the rest as soon as it can')
})
