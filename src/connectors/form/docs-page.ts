/** A run of text; `link` is an http or https URL. Texts are the plugin's own: hostile, and never markup. */
export interface Run {
  text: string
  bold?: boolean
  italic?: boolean
  code?: boolean
  link?: string
}

/** What Slack's rich_text knows: sections, preformatted text, list items with an indent from 0. */
export type Block =
  | { kind: 'paragraph'; runs: Run[] }
  | { kind: 'item'; ordered: boolean; indent: number; runs: Run[] }
  | { kind: 'code'; text: string }

type Style = 'bold' | 'italic' | 'code'
const STYLES = new Map<string, Style>([
  ['b', 'bold'],
  ['strong', 'bold'],
  ['i', 'italic'],
  ['em', 'italic'],
  ['code', 'code'],
  ['tt', 'code'],
])
const BREAKS = new Set('p div br tr dt dd dl h1 h2 h3 h4 h5 h6 blockquote table'.split(' '))
/** Read through, without a mark of their own. */
const PLAIN = new Set('span u small sub sup td th tbody thead body html font hr img'.split(' '))
const SILENT = new Set('script style template iframe object noscript head'.split(' '))

/** Code and links as Markdown and reStructuredText write them, which many plugins do: `` `a` ``, ` ``a`` `, `[a](https://b)`. */
const MARKS =
  /(`{1,2})(?=\S)([^`\n]{1,300})(?<=\S)\1(?!`)|\[([^[\]\n]{1,300})\]\((https?:\/\/[^\s()]{1,500}(?:\(\))?)\)/g

/** Collects what a parser meets. `collapse`: line breaks are only blanks, as in HTML; else they stand in the text. */
export function createPage(collapse: boolean) {
  const blocks: Block[] = []
  const depth = { bold: 0, italic: 0, code: 0, silent: 0, pre: 0 }
  const lists: string[] = []
  const links: (string | undefined)[] = []
  let runs: Run[] = []
  let preformatted = ''
  let item: { ordered: boolean; indent: number } | undefined

  function flush() {
    if (preformatted.trim()) blocks.push({ kind: 'code', text: preformatted.replace(/^\n+/, '').trimEnd() })
    const trimmed = trimRuns(runs)
    if (trimmed.length > 0) {
      blocks.push(item ? { kind: 'item', ...item, runs: trimmed } : { kind: 'paragraph', runs: trimmed })
      item = undefined
    }
    preformatted = ''
    runs = []
  }

  function append(text: string) {
    const look = { bold: depth.bold > 0, italic: depth.italic > 0, code: depth.code > 0, link: links.at(-1) }
    if (look.code || look.link) return add(text, look)
    let end = 0
    for (const { 0: all, 2: code, 3: words = '', 4: href, index } of text.matchAll(MARKS)) {
      add(text.slice(end, index), look)
      add(code ?? words, code === undefined ? { ...look, link: webAddress(href) } : { ...look, code: true })
      end = index + all.length
    }
    add(text.slice(end), look)
  }

  function add(text: string, look: Look) {
    const last = runs.at(-1)
    const joined = last?.text.endsWith(' ') || !last ? text.replace(/^ +/, '') : text
    if (last && sameLook(last, look)) last.text += joined
    else if (joined) runs.push(runOf(joined, look))
  }

  /** Enters (+1) or leaves (-1) an element; false: it is none that HTML knows. */
  function turn(name: string, by: 1 | -1): boolean {
    const style = STYLES.get(name)
    if (style) depth[style] = Math.max(0, depth[style] + by)
    else if (SILENT.has(name)) depth.silent = Math.max(0, depth.silent + by)
    else if (BREAKS.has(name)) flush()
    else if (name === 'pre') {
      flush()
      depth.pre = Math.max(0, depth.pre + by)
    } else return PLAIN.has(name)
    return true
  }

  return {
    open(name: string, attributes: Readonly<Record<string, string>>): boolean {
      if (name === 'a') links.push(webAddress(attributes.href))
      else if (name === 'ul' || name === 'ol') {
        flush()
        lists.push(name)
      } else if (name === 'li') {
        flush()
        item = { ordered: lists.at(-1) === 'ol', indent: Math.max(0, lists.length - 1) }
      } else return turn(name, 1)
      return true
    },
    close(name: string): boolean {
      if (name === 'a') links.pop()
      else if (name === 'ul' || name === 'ol' || name === 'li') {
        flush()
        item = undefined
        if (name !== 'li') lists.pop()
      } else return turn(name, -1)
      return true
    },
    text(raw: string) {
      const text = raw.replace(/[^\P{Cc}\n\t]/gu, '')
      if (depth.silent > 0) return
      if (depth.pre > 0) preformatted += text
      else append(collapse ? text.replace(/\s+/g, ' ') : text)
    },
    end(): Block[] {
      flush()
      return blocks
    },
  }
}

/** How a run looks, without its text. */
type Look = Omit<Run, 'text' | 'link'> & { link: string | undefined }

function runOf(text: string, look: Look): Run {
  return {
    text,
    ...(look.bold && { bold: true }),
    ...(look.italic && { italic: true }),
    ...(look.code && { code: true }),
    ...(look.link && { link: look.link }),
  }
}

function sameLook(run: Run, look: Look): boolean {
  return run.link === look.link && !run.bold === !look.bold && !run.italic === !look.italic && !run.code === !look.code
}

function trimRuns(runs: readonly Run[]): Run[] {
  const trimmed = runs.map((run, index) => {
    const start = index === 0 ? run.text.trimStart() : run.text
    return { ...run, text: index === runs.length - 1 ? start.trimEnd() : start }
  })
  return trimmed.filter(({ text }) => text !== '')
}

/** Links elsewhere than to the web (relative, `javascript:`) are dropped; their text stays. */
function webAddress(href: string | undefined): string | undefined {
  if (!href || !URL.canParse(href)) return undefined
  const url = new URL(href)
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined
}
