// Plain JavaScript, so that an older Node can still read it and say what to do.
import { existsSync, readdirSync, statSync } from 'node:fs'
import module from 'node:module'
import { fileURLToPath } from 'node:url'

const NEEDED = 24
if (Number.parseInt(process.versions.node, 10) < NEEDED) {
  console.error(
    `Node ${NEEDED} or newer is needed, this is ${process.version}. Install it, for instance with: npm install -g node@${NEEDED}`,
  )
  process.exit(1)
}

const at = (path) => new URL(`../${path}`, import.meta.url)
const BUILT = at('build/app/main.js')
const SOURCES = at('src')

/** Whether there is what `npm run build` makes, and nothing that it was made from is newer. */
function isBuilt() {
  if (!existsSync(BUILT)) return false
  const sources = existsSync(SOURCES) ? readdirSync(SOURCES, { recursive: true }).map((name) => at(`src/${name}`)) : []
  const newest = Math.max(
    ...[SOURCES, ...sources, at('package-lock.json')].map(
      (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0,
    ),
  )
  return newest < statSync(BUILT).mtimeMs
}

// Not in Node's default folder, which others on the machine can make first, and put code of theirs there for us to run.
module.enableCompileCache(fileURLToPath(at('build/compile-cache')))
await import(isBuilt() ? BUILT.href : '../src/main.ts')
