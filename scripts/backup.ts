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

const stateDir = Environment.shape.STATE_DIR.parse(process.env.STATE_DIR || undefined)
const [to] = process.argv.slice(2)
if (to === undefined) {
  console.error('Say where to: npm run backup -- <a new folder>')
  process.exitCode = 1
} else if (!existsSync(join(stateDir, 'store.db'))) {
  console.error(`There is no store.db in ${stateDir}: set STATE_DIR as the app has it.`)
  process.exitCode = 1
} else if (existsSync(join(to, 'store.db'))) {
  console.error(`There is a backup in ${to} already: name a new folder.`)
  process.exitCode = 1
} else {
  backUp(stateDir, to)
  console.log(`${to} holds the store${existsSync(join(to, 'key')) ? ' and its key' : '; keep STORE_KEYS with it'}.`)
}
