import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { aDirectory, aStore } from './builders.ts'

const WRITER = fileURLToPath(new URL('writer.ts', import.meta.url))
const BACKUP = fileURLToPath(new URL('../../scripts/backup.ts', import.meta.url))

/** A process that writes until the test is over; how far it is. */
async function writing(dir: string) {
  const child = spawn(process.execPath, [WRITER, dir], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines = createInterface(child.stdout)
  let written = 0
  lines.on('line', (line) => {
    written = Number(line)
  })
  return {
    async reaches(count: number): Promise<void> {
      while (written < count) await once(lines, 'line')
    },
    written: () => written,
  }
}

async function backUp(stateDir: string, ...to: string[]) {
  const child = spawn(process.execPath, [BACKUP, ...to], { env: { PATH: process.env.PATH, STATE_DIR: stateDir } })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)))
  const [code] = await once(child, 'close')
  return { code, said }
}

it('is taken while the app writes, and read by a process that starts on it', async () => {
  const [dir, to] = [aDirectory(), join(aDirectory(), 'backup')]
  const app = await writing(dir)
  await app.reaches(20)
  const before = app.written()

  const { code } = await backUp(dir, to)
  await app.reaches(app.written() + 5)
  const { records } = await aStore({ dir: to })

  const entries = await records.audit.list({ limit: 100_000 })
  const drafts = await records.drafts.list('U1')
  expect(code).toBe(0)
  expect(entries.length).toBeGreaterThanOrEqual(before)
  expect(entries.map(({ at }) => at)).toEqual(entries.map((_, at) => entries.length - 1 - at))
  // An entry is written before its draft: between the two the backup may have been taken.
  expect(entries.length - drafts.length).toBeOneOf([0, 1])
  expect(new Set(drafts.map(({ text }) => text))).toContain(`draft of c-${before - 1}`)
})

it('holds the store and its key, for their owner only', async () => {
  const [dir, to] = [aDirectory(), join(aDirectory(), 'backup')]
  await (await aStore({ dir })).close()

  await backUp(dir, to)

  const modes = readdirSync(to).map((name) => [name, (statSync(join(to, name)).mode & 0o777).toString(8)])
  expect(modes).toEqual([
    ['key', '600'],
    ['store.db', '600'],
  ])
})

it.each([
  ['nothing to back up', (_: string) => ['new'], /no store\.db in .*STATE_DIR/],
  ['no folder named', (_: string) => [], /npm run backup -- <a new folder>/],
])('says what is wrong where there is %s', async (_, to, said) => {
  const dir = aDirectory()

  const answer = await backUp(dir, ...to(dir))

  expect(answer).toEqual({ code: 1, said: expect.stringMatching(said) })
})

it('takes a new folder alone: one that is there may be open to others, or hold a backup', async () => {
  const [dir, to] = [aDirectory(), aDirectory()]
  await (await aStore({ dir })).close()

  const answer = await backUp(dir, to)

  expect(answer).toEqual({ code: 1, said: expect.stringContaining('name a new folder') })
  expect(readdirSync(to)).toEqual([])
})
