import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { buildDrawing } from '../../sandbox/page/build.ts'
import { withIds } from '../../sandbox/slack/block-ids.ts'
import { realClock } from '../../sandbox/slack/clock.ts'
import { createIds } from '../../sandbox/slack/ids.ts'
import { stateOf } from '../../sandbox/slack/inputs.ts'
import { objs } from '../../sandbox/slack/json.ts'
import { messageLines, viewLines } from '../../sandbox/slack/screen/surfaces.ts'
import type { Names } from '../../sandbox/slack/screen/text.ts'
import { type Item, shownIn } from './item.ts'

const FOLDER = new URL('../../build/gallery/', import.meta.url)
/** Ids stand for themselves: these payloads are in no workspace. */
const NAMES: Names = { user: (id) => id, channel: (id) => id, userGroup: (id) => id }

const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
const fileOf = ({ name }: Item, index: number) =>
  `${String(index).padStart(3, '0')}-${name.replace(/\W+/g, '-').slice(0, 80)}.json`

/** The order in which a screen reader goes through it. */
function readingOrder(item: Item): string {
  const { kind, content } = shownIn(item)
  const lines = kind === 'message' ? messageLines(content, NAMES, {}) : viewLines(content, NAMES, {}, {})
  return lines.join('\n')
}

/** One JSON file each, and a page with all of them: drawn, and in reading order beside it. */
export async function writeGallery(items: readonly Item[]): Promise<URL> {
  const { draw, styles } = await buildDrawing()
  const ids = createIds(realClock)
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER, { recursive: true })

  const entries = items.map((item, index) => {
    const file = fileOf(item, index)
    const { method, body } = item
    writeFileSync(new URL(file, FOLDER), `${JSON.stringify({ method, body }, null, 2)}\n`)
    const { content } = shownIn(item)
    const blocks = withIds(ids, objs(content.blocks))
    return `<article class="item" id="${index}">
<h2>${escaped(item.name)} <small>${escaped(method)} · <a href="${file}">JSON</a></small></h2>
<div class="beside"><div class="message">${draw({ content: { ...content, blocks }, state: stateOf(blocks) })}</div>
<pre>${escaped(readingOrder(item))}</pre></div></article>`
  })
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Gallery</title>
<style>${styles}
body { max-width: 90rem; margin: 0 auto; padding: 1rem; }
.item { margin: 1.5rem 0; content-visibility: auto; contain-intrinsic-size: auto 20rem; }
.item > h2 { font-size: 1rem; }
.beside { display: grid; grid-template-columns: minmax(0, 46rem) minmax(0, 1fr); gap: 1rem; }
.beside > * { max-height: 40rem; overflow: auto; border: 1px solid var(--line); }
pre { margin: 0; padding: .5rem; white-space: pre-wrap; overflow-wrap: anywhere; font-size: 12px; }
</style><h1>${items.length} messages and views</h1>${entries.join('\n')}</html>`
  const index = new URL('index.html', FOLDER)
  writeFileSync(index, page)
  return index
}
