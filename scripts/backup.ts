import { chmodSync, copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Environment } from '../src/config/environment.ts'

/** Waits so long where the app writes, in milliseconds. */
const BUSY_MS = 10_000

/** Copies the store as it is at one moment, while the app goes on writing to it, and the key that opens what is sealed. */
function backUp(from: string, to: string): void {
  mkdirSync(to, { recursive: true, mode: 0o700 })
  const database = new DatabaseSync(join(from, 'store.db'), { timeout: BUSY_MS, readOnly: true })
  const copy = join(to, 'store.db')
  database.prepare('vacuum into ?').run(copy)
  database.close()
  chmodSync(copy, 0o600)
  const key = join(from, 'key')
  if (existsSync(key)) copyFileSync(key, join(to, 'key'))
}

/** undefined: nothing. */
function problemWith(from: string, to: string): string | undefined {
  if (to === '') return 'Say where to: npm run backup -- <a new folder>'
  if (!existsSync(join(from, 'store.db'))) return `There is no store.db in ${from}: set STATE_DIR as the app has it.`
  // A new folder is for its owner alone from the beginning.
  return existsSync(to) ? `There is a ${to} already: name a new folder.` : undefined
}

const stateDir = Environment.shape.STATE_DIR.parse(process.env.STATE_DIR || undefined)
const [to = ''] = process.argv.slice(2)
const problem = problemWith(stateDir, to)
if (problem === undefined) {
  backUp(stateDir, to)
  console.log(`${to} holds the store${existsSync(join(to, 'key')) ? ' and its key' : '; keep STORE_KEYS with it'}.`)
} else {
  console.error(problem)
  process.exitCode = 1
}
