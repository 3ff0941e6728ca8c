import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { aDirectory, anEntry, aStore } from './builders.ts'

describe('the store', () => {
  it('makes its directory and files for their owner only', async () => {
    const dir = join(aDirectory(), 'deep', 'data')

    const { records } = await aStore({ dir })
    await records.audit.begin(anEntry())

    const modes = readdirSync(dir).map((name) => [name, (statSync(join(dir, name)).mode & 0o777).toString(8)])
    expect(modes).toEqual([
      ['key', '600'],
      ['store.db', '600'],
      ['store.db-shm', '600'],
      ['store.db-wal', '600'],
    ])
  })

  it('keeps what was written over a restart', async () => {
    const dir = aDirectory()
    const before = await aStore({ dir })
    const id = await before.records.audit.begin(anEntry())
    await before.close()

    const after = await aStore({ dir })

    expect(await after.records.audit.list({ limit: 10 })).toEqual([{ ...anEntry(), id }])
  })

  it('makes no key file when keys are given', async () => {
    const dir = aDirectory()

    await aStore({ dir, keys: '11'.repeat(32) })

    expect(readdirSync(dir)).not.toContain('key')
  })

  it('refuses to start on what a newer version wrote, and says what to do', async () => {
    const dir = aDirectory()
    await (await aStore({ dir })).close()
    const file = new DatabaseSync(join(dir, 'store.db'))
    file.exec(`insert into migrations (name) values ('999-future')`)
    file.close()

    const starting = aStore({ dir })

    await expect(starting).rejects.toThrow(/newer version.*999-future.*STATE_DIR/)
  })

  it('undoes a migration that fails half-way', async () => {
    const dir = aDirectory()
    const blocked = new DatabaseSync(join(dir, 'store.db'))
    blocked.exec('create table operations (other text)')

    const starting = aStore({ dir })

    await expect(starting).rejects.toThrow('operations')
    const tables = blocked.prepare(`select name from sqlite_master where type = 'table'`).all()
    expect(tables).toEqual([{ name: 'operations' }])
    blocked.close()
  })
})
