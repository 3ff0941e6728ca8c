import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { InlineConfig } from 'vite'
import type { Obj } from '../slack/json.ts'
import type { State } from '../slack/world.ts'

const inRepository = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const ROOT = inRepository('sandbox/page/client')
const PAGE = inRepository('build/page')
const DRAWING = inRepository('build/drawing')
const LIBRARY = inRepository('node_modules/slack-blocks-to-jsx/dist/style.css')

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
}

async function build(options: InlineConfig['build']) {
  const vite = await import('vite')
  const shared = { emptyOutDir: true, modulePreload: false, chunkSizeWarningLimit: 4000 } as const
  await vite.build({ root: ROOT, configFile: false, logLevel: 'error', build: { ...shared, ...options } })
}

/** Builds the page (under a second, so at each start) and reads its files. undefined: there is no such file. */
export async function buildPage() {
  await build({ outDir: PAGE })
  return async (path: string): Promise<{ type: string; body: Buffer } | undefined> => {
    const name = path === '/' ? '/index.html' : path
    const type = TYPES[extname(name)]
    if (type === undefined || !/^(\/assets)?\/[\w-][\w.-]*$/.test(name)) return undefined
    try {
      return { type, body: await readFile(join(PAGE, name)) }
    } catch {
      return undefined
    }
  }
}
export type PageFiles = Awaited<ReturnType<typeof buildPage>>

type Draw = (shown: { content: Obj; state: State }) => string

/** What draws a message or view as the page does, for pictures of them outside the page; and the styles for it. */
export async function buildDrawing(): Promise<{ draw: Draw; styles: string }> {
  await build({ outDir: DRAWING, ssr: 'drawing.tsx', rollupOptions: { output: { entryFileNames: 'drawing.js' } } })
  const { draw } = await import(join(DRAWING, 'drawing.js'))
  const sheets = ['base', 'layout', 'message', 'controls', 'side'].map((name) => join(ROOT, `style/${name}.css`))
  const texts = await Promise.all([LIBRARY, ...sheets].map((path) => readFile(path, 'utf8')))
  return { draw, styles: texts.join('\n') }
}
