import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLError,
} from 'yaml'
import type { Problem } from './problems.ts'

export type Path = readonly PropertyKey[]

export interface YamlDocument {
  /** What the file says; {} for an empty file. */
  value: unknown
  /** `config.yml:12`: the line of the key or item at a path, or of what is nearest above it. */
  where(path: Path): string
  problems: Problem[]
}

/** yaml's own messages quote the text, which may be a secret. */
const MESSAGES: Partial<Record<YAMLError['code'], string>> = {
  BAD_ALIAS: 'an alias (*name) without its anchor (&name): put a text that starts with * in quotes',
  BAD_INDENT: 'the indentation is wrong: keys of one level start in the same column',
  BAD_SCALAR_START: 'a text may not start with this character: put it in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'a second ": " in one line: put the text in quotes',
  DUPLICATE_KEY: 'this key stands twice: keep one',
  MISSING_CHAR: 'a closing quote, bracket or a separator is missing',
  MULTIPLE_DOCS: 'a second document ("---"): keep one',
  TAB_AS_INDENT: 'a tab in the indentation: use spaces',
}
const OTHERWISE = 'this is no valid YAML: check indentation and quotes'

/** Reads YAML so that each value can be traced to its line. `name` is what people know the file by. */
export function readDocument(name: string, text: string): YamlDocument {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true })
  const whereAt = (offset: number) => `${name}:${lines.linePos(offset).line}`
  const problems = document.errors.map((error) => ({
    where: whereAt(error.pos[0]),
    message: MESSAGES[error.code] ?? OTHERWISE,
  }))
  return {
    value: problems.length === 0 ? toValue(document, () => problems.push({ where: name, message: OTHERWISE })) : {},
    where: (path) => whereAt(offsetOf(document.contents, path)),
    problems,
  }
}

/** Fails on aliases that would unfold to more than memory holds. */
function toValue(document: Document, onFailure: () => void): unknown {
  try {
    return document.toJS() ?? {}
  } catch {
    onFailure()
    return {}
  }
}

function offsetOf(root: unknown, path: Path): number {
  let node = root
  let offset = startOf(root)
  for (const part of path) {
    const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && String(key.value) === part) : undefined
    const next = pair?.value ?? (isSeq(node) ? node.items[Number(part)] : undefined)
    if (pair === undefined && next === undefined) return offset
    offset = startOf(pair?.key ?? next)
    node = next
  }
  return offset
}

function startOf(node: unknown): number {
  const known: Pick<Node, 'range'> | undefined =
    isMap(node) || isSeq(node) || isScalar(node) || isAlias(node) ? node : undefined
  return known?.range?.[0] ?? 0
}
