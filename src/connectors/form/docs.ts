import { Parser } from 'htmlparser2'
import { type Block, createPage } from './docs-page.ts'

/** Longer documentation than this (four times the longest seen) is cut, so that reading it never takes long. */
export const LONGEST = 20_000

/**
 * A key's documentation (HTML, or plain text that may hold `<like this>`) as blocks. Tags that HTML does not know are
 * text, since plugins write `<topic>:<field>`; scripts and comments vanish; what is left open ends with the text.
 */
export function readDocs(documentation: string): Block[] {
  const source = documentation.slice(0, LONGEST)
  const page = createPage(/<(p|br|li|ul|ol|div|pre|table)\b/i.test(source))
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (!looksLikeTag(attributes) || !page.open(name, attributes))
        page.text(source.slice(parser.startIndex, parser.endIndex + 1))
    },
    onclosetag: (name, implied) => {
      if (!page.close(name) && !implied) page.text(source.slice(parser.startIndex, parser.endIndex + 1))
    },
    ontext: page.text,
  })
  parser.end(source)
  return page.end()
}

/** `a<b && c>d` is no bold text. */
function looksLikeTag(attributes: Readonly<Record<string, string>>): boolean {
  return Object.keys(attributes).every((name) => /^[a-z][a-z0-9:_-]*$/.test(name))
}

/** The blocks as one plain text, for files and for search. */
export function plainText(blocks: readonly Block[]): string {
  return blocks
    .map((block) => (block.kind === 'code' ? block.text : block.runs.map(({ text }) => text).join('')))
    .join('\n')
}

const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' })
/** What the segmenter takes for the end of a sentence and is none. */
const ABBREVIATED = /(?<![\p{L}.])(?:e\.g|i\.e|eg|ie|etc|vs|cf|resp|incl|approx)\.\s*$/iu

/** The first sentence, on one line, clipped at 200 characters. Empty where there is no documentation. */
export function summaryOf(documentation: string): string {
  // what the first sentence can need, so that 25 summaries of a page cost little
  const text = plainText(readDocs(documentation.slice(0, 1000)).slice(0, 1))
    .replace(/\s+/g, ' ')
    .trim()
  const sentence = firstSentence(text.slice(0, 400)).trim()
  return sentence.length <= 200 ? sentence : `${sentence.slice(0, 199).toWellFormed().trimEnd()}…`
}

function firstSentence(text: string): string {
  let sentence = ''
  for (const { segment } of SENTENCES.segment(text)) {
    sentence += segment
    if (!ABBREVIATED.test(sentence)) break
  }
  return sentence
}
