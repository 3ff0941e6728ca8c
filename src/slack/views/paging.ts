import { lookId, type Target } from '../ids.ts'
import type { Look } from '../looks.ts'
import { actions, type Block, button, context } from './blocks.ts'
import { number } from './text.ts'

/** What a page holds: pieces, and characters as `sizeOf` counts them. */
interface Room {
  pieces: number
  chars: number
}

/** Items in their order on as many pages as they need; one that is too big for any page gets its own. Never no page. */
export function paginate<T>(items: readonly T[], room: Room, sizeOf: (item: T) => number): T[][] {
  const pages: T[][] = []
  let page: T[] = []
  let chars = 0
  for (const item of items) {
    const size = sizeOf(item)
    if (page.length > 0 && (page.length >= room.pieces || chars + size > room.chars)) {
      pages.push(page)
      page = []
      chars = 0
    }
    page.push(item)
    chars += size
  }
  return [...pages, page]
}

export interface Page<T> {
  items: T[]
  /** From 0. */
  page: number
  pages: number
  /** How many items stand on earlier pages. */
  before: number
}

/** The wanted page, or the last one when what is shown has become shorter meanwhile. */
export function pageOf<T>(pages: T[][], wanted: number): Page<T> {
  const page = Math.min(wanted, pages.length - 1)
  const before = pages.slice(0, page).reduce((sum, items) => sum + items.length, 0)
  return { items: pages[page] ?? [], page, pages: pages.length, before }
}

/** Back, Next and the way to the end; nothing where there is one page. `again` names what is paged. */
export function pager(look: Look, { page, pages }: Omit<Page<unknown>, 'items'>, again: Target): Block[] {
  if (pages === 1) return []
  const last = pages - 1
  const to = (label: string, p: number) =>
    button({ id: lookId(look, label.toLowerCase(), p), label, target: { ...again, p } })
  const buttons = [
    ...(page > 0 ? [to('Back', page - 1)] : []),
    ...(page < last ? [to('Next', page + 1)] : []),
    ...(page < last - 1 ? [to('Last', last)] : []),
  ]
  return [context(`Page ${number(page + 1)} of ${number(pages)}`), ...actions(...buttons)]
}
