import type { Target } from '../ids.ts'
import type { Look } from '../looks.ts'
import type { Block } from './blocks.ts'
import { pageOf, pager, paginate } from './paging.ts'
import { lines, paragraph, type Span } from './rich-text.ts'

/** What fits beside a title, a pager and a footer in a message. */
const ROOM = { pieces: 40, chars: 8_000 }

/** Where a page of lines is turned, and to which. */
export interface Paged {
  look: Look
  page: number
  again: Target
}

/** As many lines as a message holds, and the way to the others. */
export function pagedLines(all: readonly Span[][], { look, page: wanted, again }: Paged): Block[] {
  const page = pageOf(
    paginate(all, ROOM, (line) => JSON.stringify(lines(line)).length),
    wanted,
  )
  return [...(page.items.length > 0 ? [paragraph(...page.items)] : []), ...pager(look, page, again)]
}
