import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Obj } from '../slack/json.ts'
import type { State } from '../slack/world.ts'

const inRepository = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const ROOT = inRepository('sandbox/page/client')
const PAGE = inRepository('build/page')
const DRAWING = inRepository('build/drawing')
const VITE = inRepository('node_modules/vite/bin/vite.js')
const LIBRARY = inRepository('node_modules/slack-blocks-to-jsx/dist/style.css')

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
}

/** In a process of its own: Vite's memory is not wanted for the rest of the demo. */
const vite = (outDir: string, ...more: string[]) =>
  promisify(execFile)(process.execPath, [
    ...[VITE, 'build', ROOT, '--outDir', outDir, '--emptyOutDir', '--logLevel', 'error'],
    ...more,
  ])

/** Builds the page (under a second, so at each start) and reads its files. undefined: there is no such file. */
export async function buildPage() {
  await vite(PAGE)
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
  await vite(DRAWING, '--ssr', join(ROOT, 'drawing.tsx'))
  const { draw } = await import(join(DRAWING, 'drawing.js'))
  const sheets = ['base', 'layout', 'message', 'controls', 'side'].map((name) => join(ROOT, `style/${name}.css`))
  const texts = await Promise.all([LIBRARY, ...sheets].map((path) => readFile(path, 'utf8')))
  return { draw, styles: texts.join('\n') }
}
