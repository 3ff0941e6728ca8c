import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Operation } from '../../src/connectors/model.ts'
import type { Records } from '../../src/connectors/records.ts'
import { createStore } from '../../src/store/store.ts'

export const DAY_MS = 24 * 3_600_000

type NewEntry = Parameters<Records['audit']['begin']>[0]

export const anEntry = (change: Partial<NewEntry> = {}): NewEntry => ({
  at: 1_000,
  actor: { id: 'U1', name: 'operator', roles: ['operators'] },
  action: 'restart',
  cluster: 'prod',
  connector: 'orders',
  permission: 'CONNECT_ALTER_STATE',
  allowed: true,
  policies: ['Allow CONNECT_ALTER_STATE on connect/prod/connector/*'],
  request: { includeTasks: true },
  origin: { surface: 'command', channel: 'C1' },
  ...change,
})

export const anOperation = (change: Partial<Operation> = {}): Operation => ({
  id: 'op-1',
  cluster: 'prod',
  connector: 'orders',
  action: 'restart',
  actor: { id: 'U1', name: 'operator' },
  origin: { surface: 'button', channel: 'C1', thread: '1.2' },
  startedAt: 1_000,
  expiresAt: 61_000,
  ...change,
})

/** A directory that is gone after the test. */
export function aDirectory(): string {
  const dir = mkdtempSync(join(tmpdir(), 'store-'))
  onTestFinished(() => rmSync(dir, { recursive: true }))
  return dir
}

/** A store of its own in memory unless told otherwise; `clock.now` is moved by the test. */
export async function aStore(options: Partial<Parameters<typeof createStore>[0]> = {}) {
  const time = { now: 1_000 }
  const store = await createStore({ dir: ':memory:', keys: '', clock: { now: () => time.now }, ...options })
  onTestFinished(() => store.close())
  return { ...store, time }
}
