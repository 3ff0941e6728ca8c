import { describe, expect, it } from 'vitest'
import { newDraft } from '../../../src/connectors/form/draft.ts'
import { createOpenForms, createSessions } from '../../../src/slack/form/sessions.ts'
import { ada, bob, createWorld, SINK } from '../../connectors/world.ts'

const DAY_MS = 86_400_000

/** Ada's draft, kept, and the forms of another process, in which none is open yet. */
async function createKept() {
  const { service, clock } = await createWorld()
  const changes = new Map([['name', 'payments']])
  const start = { id: 'd1', user: ada.id, cluster: 'prod', class: SINK['connector.class'], editable: true }
  await service.keepDraft(ada, newDraft({ ...start, changes }))
  return { clock, sessions: createSessions(service, createOpenForms()) }
}

const nameIn = async ({ sessions }: Awaited<ReturnType<typeof createKept>>, actor = ada) =>
  sessions.inTurn(actor, 'd1', async ({ draft }) => draft.changes.get('name'))

describe('a click in a form that this process has not opened', () => {
  it('finds its draft', async () => {
    expect(await nameIn(await createKept())).toBe('payments')
  })

  it('finds nobody else’s', async () => {
    await expect(nameIn(await createKept(), bob)).rejects.toThrow('This form is no longer there')
  })

  it('says so once its draft has expired', async () => {
    const kept = await createKept()
    await kept.clock.advance(7 * DAY_MS + 1)

    await expect(nameIn(kept)).rejects.toThrow('is older than 7 days. Open it anew')
  })

  it('says so once it was sent', async () => {
    const kept = await createKept()
    kept.sessions.finish('d1')

    await expect(nameIn(kept)).rejects.toThrow('was sent already')
  })
})
