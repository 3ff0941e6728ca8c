import type { ConnectorStatus } from './schemas.ts'
import { parseStatus } from './statuses.ts'

type Statuses = ReadonlyMap<string, ConnectorStatus>

/** Where Connect, which writes no spaces, ends one connector's status and begins the next. */
const BETWEEN = '}},"'

/** What is written between two cuts, and what it says; one just created has no status yet. */
interface Piece {
  text: string
  name: string
  status: ConnectorStatus | undefined
}

/**
 * Reads one Connect cluster's `GET /connectors?expand=status` over and over. Most connectors are as they were at the
 * time before, and parsing is most of what a look at thousands costs: what is said of a connector in the same words is
 * not parsed again. While nothing changes, the same objects again.
 *
 * Cutting the text cannot mislead, wherever it cuts: by JSON's grammar, where every piece is a name and a value, the whole
 * is the object of all of them. undefined where that is not so, or a connector cannot be read: then the answer has to be
 * parsed as a whole.
 */
export function createStatusReader() {
  let text: string | undefined
  let statuses: Statuses | undefined
  let pieces: readonly Piece[] = []

  return (answer: string): Statuses | undefined => {
    if (answer === text) return statuses
    if (!answer.startsWith('{"') || !answer.endsWith('}}}')) return undefined
    const find = createFinder(pieces)
    try {
      const cut = answer.slice('{"'.length, -'}}}'.length).split(BETWEEN)
      pieces = cut.map((piece, at) => find(piece, at) ?? read(piece))
    } catch {
      return undefined
    }
    text = answer
    const all = new Map<string, ConnectorStatus>()
    for (const { name, status } of pieces) if (status !== undefined) all.set(name, status)
    statuses = all
    return statuses
  }
}

/** Finds a piece in the same words: at the same place, or where one connector more or less has moved it to. */
function createFinder(pieces: readonly Piece[]) {
  let byName: ReadonlyMap<string, Piece> | undefined
  return (text: string, at: number): Piece | undefined => {
    const there = pieces[at]
    if (there?.text === text) return there
    byName ??= new Map(pieces.map((piece) => [piece.name, piece]))
    const moved = byName.get(text.slice(0, text.indexOf('"')))
    return moved?.text === text ? moved : undefined
  }
}

function read(text: string): Piece {
  const end = text.indexOf('":')
  const name: string = JSON.parse(`"${text.slice(0, end)}"`)
  return { text, name, status: parseStatus(JSON.parse(`${text.slice(end + '":'.length)}}}`), name) }
}
