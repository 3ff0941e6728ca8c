import type { Records } from '../../src/connectors/records.ts'
import { ada, BUTTON, ORDERS, type World } from './world.ts'

export type NewEntry = Parameters<Records['audit']['begin']>[0]

/** A process that died just after it had claimed the connector; when that was. */
export async function killed({ records, clock }: World): Promise<number> {
  const startedAt = clock.now()
  const asked = { ...ORDERS, action: 'pause', actor: ada, origin: BUTTON } as const
  const permission = 'CONNECT_ALTER_STATE' as const
  const entry = { ...asked, at: startedAt, permission, allowed: true, policies: [], request: {} } satisfies NewEntry
  const id = await records.audit.begin(entry)
  await records.operations.claim({ ...asked, id, startedAt, expiresAt: startedAt + 30_000 }, 'one')
  return startedAt
}
