import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Obj } from '../slack/json.ts'
import type { State } from '../slack/world.ts'

const inRepository = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const ROOT = inRepository('sandbox/page/client')
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

/** Builds the page (under a second, so at each start) and keeps its files in mind: another demo may build its own meanwhile. */
export async function buildPage() {
  const folder = await mkdtemp(join(tmpdir(), 'kafka-connect-slack-page-'))
  try {
    await vite(folder)
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    const files = new Map<string, { type: string; body: Buffer }>(
      await Promise.all(
        entries
          .filter((entry) => entry.isFile())
          .map(async ({ parentPath, name }) => {
            const path = join(parentPath, name)
            const file = { type: TYPES[extname(name)] ?? 'application/octet-stream', body: await readFile(path) }
            return [`/${relative(folder, path).replaceAll(sep, '/')}`, file] as const
          }),
      ),
    )
    /** undefined: there is no such file. */
    return (path: string) => files.get(path === '/' ? '/index.html' : path)
  } finally {
    await rm(folder, { recursive: true, force: true })
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
