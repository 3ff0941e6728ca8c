import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeEach, expect, it, onTestFinished } from 'vitest'

const BUILT = 'build/app/main.js'
const SOURCES = ['src/main.ts', 'src/connect/client.ts', 'package-lock.json']

let dir: string
/** A checkout in which every file says which one it is when it runs, all from the same minute. */
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'start-'))
  onTestFinished(() => rmSync(dir, { recursive: true }))
  cpSync('scripts/start.js', join(dir, 'scripts/start.js'))
  for (const path of [...SOURCES, BUILT]) {
    mkdirSync(dirname(join(dir, path)), { recursive: true })
    writeFileSync(join(dir, path), `console.log('${path} runs')`)
  }
  writeFileSync(join(dir, 'package.json'), '{ "type": "module" }')
  for (const path of [...SOURCES, 'src', 'src/connect', BUILT]) changed(path, 10)
})

const changed = (path: string, minute: number) => utimesSync(join(dir, path), minute * 60, minute * 60)
const start = () => execFileSync(process.execPath, ['scripts/start.js'], { cwd: dir, encoding: 'utf8', env: {} }).trim()

it('runs the built file as long as nothing that it was made from is newer', () => {
  changed(BUILT, 11)

  expect(start()).toBe(`${BUILT} runs`)
})

// A folder changes when a file of it is gone.
const PARTS = ['src/connect/client.ts', 'src/connect', 'package-lock.json']
it.each(PARTS)('runs the sources once %s has changed since the build', (path) => {
  changed(BUILT, 11)
  changed(path, 12)

  expect(start()).toBe('src/main.ts runs')
})

it('runs the sources where nothing was built, and keeps what it compiled to itself', () => {
  rmSync(join(dir, BUILT))

  expect(start()).toBe('src/main.ts runs')
  expect(existsSync(join(dir, 'build/compile-cache'))).toBe(true)
})
