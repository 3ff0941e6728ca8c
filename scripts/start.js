// Plain JavaScript, so that an older Node can still read it and say what to do.
import module from 'node:module'

const NEEDED = 24
if (Number.parseInt(process.versions.node, 10) < NEEDED) {
  console.error(
    `Node ${NEEDED} or newer is needed, this is ${process.version}. Install it, for instance with: npm install -g node@${NEEDED}`,
  )
  process.exit(1)
}
module.enableCompileCache()
await import('../src/main.ts')
