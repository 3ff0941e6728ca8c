import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newDraft, readDraft, writeDraft } from '../../src/connectors/form/draft.ts'
import { createStore } from '../../src/store/store.ts'
import { createTestClock } from '../support/clock.ts'

const DAY_MS = 86_400_000
const DRAFT = { id: 'd1', user: 'U1', text: 'canary-of-a-draft' }
const VERSION = {
  cluster: 'prod',
  connector: 'orders-sink',
  replacedAt: Date.UTC(2026, 10, 22),
  by: { id: 'U1', name: 'Ada' },
  config: { 'connection.password': 'canary-of-a-version' },
}

let dir: string
let clock = createTestClock()
let store: Awaited<ReturnType<typeof createStore>>
const open = (keys = '') => createStore({ dir, keys, clock })
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'drafts-'))
  clock = createTestClock()
  store = await open()
})
afterEach(async () => {
  await store.close()
  rmSync(dir, { recursive: true })
})

const onDisk = () =>
  readdirSync(dir)
    .map((file) => readFileSync(join(dir, file), 'latin1'))
    .join('')

describe('a draft in the store', () => {
  it('is read by its person alone', async () => {
    await store.records.drafts.put(DRAFT)

    expect(await store.records.drafts.get('d1', 'U1')).toBe(DRAFT.text)
    expect(await store.records.drafts.get('d1', 'U2')).toBeUndefined()
    expect(await store.records.drafts.list('U2')).toEqual([])
  })

  it('is not overwritten or thrown away by anybody else', async () => {
    await store.records.drafts.put(DRAFT)

    await store.records.drafts.put({ ...DRAFT, user: 'U2', text: 'mine now' })
    await store.records.drafts.remove('d1', 'U2')

    expect(await store.records.drafts.get('d1', 'U1')).toBe(DRAFT.text)
  })

  it('is kept for 7 days after its last change', async () => {
    await store.records.drafts.put(DRAFT)
    await clock.advance(6 * DAY_MS)
    await store.records.drafts.put({ ...DRAFT, text: 'changed' })
    await clock.advance(6 * DAY_MS)
    const changed = await store.records.drafts.get('d1', 'U1')
    await clock.advance(DAY_MS)

    const gone = await store.records.drafts.get('d1', 'U1')

    expect([changed, gone]).toEqual(['changed', undefined])
  })

  it('costs no start when its key is lost', async () => {
    await store.records.drafts.put(DRAFT)
    await store.close()

    store = await open(randomBytes(32).toString('base64'))

    expect(await store.records.drafts.list('U1')).toEqual([])
  })

  it('holds all that a form needs to go on', () => {
    const draft = newDraft({
      id: 'd1',
      user: 'U1',
      cluster: 'prod',
      connector: 'orders-sink',
      class: 'x.Y',
      editable: true,
      base: new Map([['__proto__', 'a']]),
      changes: new Map([['topics', null]]),
      resets: new Map([['topics', 2]]),
      previous: new Map(),
      contested: ['topics'],
    })

    expect(readDraft('d1', 'U1', writeDraft(draft))).toEqual(draft)
  })

  it('of another version of the app is none', () => {
    expect(readDraft('d1', 'U1', '{"cluster":"prod"}')).toBeUndefined()
  })
})

describe('an earlier config in the store', () => {
  it('is kept for 90 days', async () => {
    const id = await store.records.versions.keep(VERSION)

    const kept = await store.records.versions.get(id)
    await clock.advance(91 * DAY_MS)

    expect(kept).toEqual({ ...VERSION, id })
    expect(await store.records.versions.get(id)).toBeUndefined()
  })

  it('like a draft can be read in no file', async () => {
    await store.records.drafts.put(DRAFT)
    await store.records.versions.keep(VERSION)

    expect(onDisk()).not.toContain('canary')
  })
})
