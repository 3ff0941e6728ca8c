import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'

/** What `npm start` runs in a checkout with these files, each as old as it says, in minutes; each prints its own path. */
function startsWith(ages: Record<string, number>): string {
  const root = mkdtempSync(join(tmpdir(), 'start-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  const start = join(root, 'scripts/start.js')
  mkdirSync(dirname(start))
  copyFileSync(new URL('../../scripts/start.js', import.meta.url), start)
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }')
  for (const path of Object.keys(ages)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), path.endsWith('.json') ? '{}' : `console.log('${path}')`)
  }
  const now = Date.now() / 1_000
  const folders = Object.keys(ages).some((path) => path.startsWith('src/')) ? ['src'] : []
  for (const path of [...folders, ...Object.keys(ages)]) {
    const at = now - (ages[path] ?? 60) * 60
    utimesSync(join(root, path), at, at)
  }
  return execFileSync(process.execPath, [start], { encoding: 'utf8' }).trim()
}

const OLD = { 'src/main.ts': 30, 'src/run.ts': 30, 'package-lock.json': 30 }
const BUILT = 'build/app/main.js'

it.each([
  ['what was built from all that is there', { ...OLD, [BUILT]: 20 }, BUILT],
  ['the sources where nothing was built', OLD, 'src/main.ts'],
  ['the sources where one of them is newer', { ...OLD, [BUILT]: 20, 'src/run.ts': 10 }, 'src/main.ts'],
  ['the sources where a dependency may be newer', { ...OLD, [BUILT]: 20, 'package-lock.json': 10 }, 'src/main.ts'],
  ['what was built where there are no sources', { [BUILT]: 20 }, BUILT],
])('npm start runs %s', (_, files, expected) => {
  expect(startsWith(files)).toBe(expected)
})
