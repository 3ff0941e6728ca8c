import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('./client', import.meta.url))
const OUT = fileURLToPath(new URL('../../build/page', import.meta.url))

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** Builds the page (under a second, so at each start) and reads its files. undefined: there is no such file. */
export async function buildPage() {
  const { build } = await import('vite')
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    build: { outDir: OUT, emptyOutDir: true, modulePreload: false, chunkSizeWarningLimit: 4000 },
  })
  return async (path: string): Promise<{ type: string; body: Buffer } | undefined> => {
    const name = path === '/' ? '/index.html' : path
    if (!/^(\/assets)?\/[\w.-]+$/.test(name) || name.includes('..')) return undefined
    const type = TYPES[extname(name)]
    try {
      return type === undefined ? undefined : { type, body: await readFile(join(OUT, name)) }
    } catch {
      return undefined
    }
  }
}
export type PageFiles = Awaited<ReturnType<typeof buildPage>>
